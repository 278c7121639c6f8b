package dev.yizhan.service.coverage;

import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Language;
import dev.yizhan.service.web.QueryParameter;
import org.jspecify.annotations.Nullable;

/// How a picture of one district's coverage is drawn.
record MapQuery(
        StandardParameters standard,
        StationFilter filter,
        DemandParameters demand,

        @QueryParameter(value = "The width of the picture, in pixels.", fallback = "800", min = 200, max = 2400)
        int width,

        @QueryParameter(Language.WORDS) @Nullable Language lang) {}
