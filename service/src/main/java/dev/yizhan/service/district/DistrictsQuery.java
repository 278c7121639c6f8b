package dev.yizhan.service.district;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Cursor;
import dev.yizhan.service.web.QueryParameter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A question for a list of districts.
record DistrictsQuery(
        @QueryParameter(
                value = "Only districts directly below the one with this adcode.",
                maxLength = 12,
                pattern = "[0-9]{1,12}",
                example = "440100")
        @Nullable
        String parent,

        @QueryParameter("Only districts of this level.") @Nullable
        Level level,

        @QueryParameter(
                value =
                        "Words of the name, in Chinese, in pinyin or by its initials; all of them have to be there. Or how"
                                + " the adcode begins.",
                maxLength = 100,
                example = "黄埔")
        @Nullable
        String q,

        @QueryParameter(value = "Whether the shapes are wanted; without them the answer is small.", fallback = "true")
        boolean geometry,

        @QueryParameter(value = "How many on a page at most.", fallback = "100", min = 1, max = 1000)
        int limit,

        @QueryParameter(value = Cursor.WORDS, maxLength = 2000) @Nullable
        Cursor cursor,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {

    /// The steps of the hierarchy, the widest first.
    enum Level {
        PROVINCE,
        CITY,
        COUNTY,
        TOWN
    }

    DistrictsQuery {
        if (cursor != null && !cursor.continues(question(parent, level, q))) {
            throw ProblemException.invalidParameter(
                    "cursor",
                    "belongs to another question, or was changed; send next_cursor with the question it came from");
        }
    }

    /// How the adcode begins, as a LIKE pattern; null where no code was asked for.
    @Nullable
    String code() {
        return q != null && q.strip().matches("[0-9]{1,12}") ? q.strip() + "%" : null;
    }

    /// What a cursor is sealed with; how the districts are shown may change from page to page.
    String question() {
        return question(parent, level, q);
    }

    private static String question(@Nullable Object... parts) {
        return "districts" + Arrays.toString(parts);
    }
}
