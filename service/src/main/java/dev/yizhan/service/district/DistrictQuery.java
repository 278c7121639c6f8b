package dev.yizhan.service.district;

import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.QueryParameter;

/// How one district is to be shown.
record DistrictQuery(
        @QueryParameter(value = "Whether the shape is wanted.", fallback = "true")
        boolean geometry,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {}
