package dev.yizhan.service.coverage;

import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.QueryParameter;

/// Which gaps of one district, left by which stations, measured by whose need.
record GapsQuery(
        StandardParameters standard,
        StationFilter filter,
        DemandParameters demand,

        @QueryParameter(
                value = "What comes first: the most demand without a station, or the largest area. Where no demand is"
                        + " known it is the area.",
                fallback = "demand")
        CoverageQuery.Rank rank,

        @QueryParameter(
                name = "min_area_m2",
                value =
                        "Leaves out gaps smaller than this, in square metres; totals keep them, and left_out says how many"
                                + " they are.",
                fallback = "10000",
                min = 0,
                max = 1e12)
        double minSquareMetres,

        @QueryParameter(
                name = "simplify_m",
                value = "Leaves out corners as long as the border moves by no more than this, in metres; figures are"
                        + " those of the exact shape.",
                fallback = "0",
                min = 0,
                max = 10_000)
        double simplifyMetres,

        @QueryParameter(value = "How many gaps at most.", fallback = "100", min = 1, max = 1000)
        int limit,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {}
