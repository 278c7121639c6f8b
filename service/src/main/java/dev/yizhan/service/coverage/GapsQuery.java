package dev.yizhan.service.coverage;

import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.QueryParameter;

/// Which gaps of one district.
record GapsQuery(
        StandardParameters standard,

        @QueryParameter(
                name = "min_area_m2",
                value = "Leaves out gaps smaller than this, in square metres; totals keep them.",
                fallback = "10000",
                min = 0,
                max = 1e12)
        double minSquareMetres,

        @QueryParameter(value = "How many gaps at most.", fallback = "100", min = 1, max = 1000)
        int limit,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {}
