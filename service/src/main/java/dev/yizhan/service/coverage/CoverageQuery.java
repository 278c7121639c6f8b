package dev.yizhan.service.coverage;

import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.QueryParameter;
import org.jspecify.annotations.Nullable;

/// Which districts, by which standard.
record CoverageQuery(
        @QueryParameter(
                value = "Only districts below the one with this adcode: directly, or of the level given.",
                maxLength = 12,
                pattern = "[0-9]{1,12}",
                example = "440100")
        @Nullable
        String parent,

        @QueryParameter("Only districts of this level; counties where neither level nor parent is given.") @Nullable
        Level level,

        @QueryParameter(
                value = "Only districts in which at least this many stations stand.",
                fallback = "0",
                min = 0,
                max = 1_000_000)
        int minStations,

        StandardParameters standard,

        @QueryParameter(value = "How many districts at most.", fallback = "100", min = 1, max = 5000)
        int limit,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {

    /// The steps of the hierarchy, the widest first.
    enum Level {
        PROVINCE,
        CITY,
        COUNTY,
        TOWN
    }

    /// The level to look at; null = whatever lies directly below the parent.
    @Nullable
    String levelCode() {
        if (level == null) {
            return parent == null ? "county" : null;
        }
        return level.name().toLowerCase(java.util.Locale.ROOT);
    }
}
