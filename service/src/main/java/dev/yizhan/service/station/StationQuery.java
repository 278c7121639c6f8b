package dev.yizhan.service.station;

import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.QueryParameter;

/// How one station is to be shown.
record StationQuery(
        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {}
