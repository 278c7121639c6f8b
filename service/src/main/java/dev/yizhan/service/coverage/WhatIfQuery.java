package dev.yizhan.service.coverage;

import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.QueryParameter;

/// By which standard, served by which stations and measured by whose need changes are judged.
record WhatIfQuery(
        StandardParameters standard,
        StationFilter filter,
        DemandParameters demand,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {}
