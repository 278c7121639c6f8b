package dev.yizhan.service.reach;

import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.QueryParameter;

/// By which standard one station's area is wanted.
record ServiceAreaQuery(
        StandardParameters standard,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {}
