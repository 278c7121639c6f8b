package dev.yizhan.service.station;

import dev.yizhan.geo.station.PositionQuality;
import dev.yizhan.geo.station.Status;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.web.BoundsParameter;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Cursor;
import dev.yizhan.service.web.QueryParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question for a list of stations.
record StationsQuery(
        @QueryParameter(value = BoundsParameter.WORDS, example = "113.2,23.0,113.6,23.4") @Nullable
        BoundsParameter bbox,

        SelectionParameters stations,

        @QueryParameter("Only stations in one of these states; unknown states match none.")
        List<Status> status,

        @QueryParameter("Only stations whose coordinate is of one of these qualities; unknown matches none.")
        List<PositionQuality> positionQuality,

        @QueryParameter(
                value = "Words of the name or address, in Chinese, in pinyin or by its initials; all of them have to be"
                        + " there. The best matches come first.",
                maxLength = 100,
                example = "驿站")
        @Nullable
        String q,

        @QueryParameter(value = "How many on a page at most.", fallback = "100", min = 1, max = 1000)
        int limit,

        @QueryParameter(value = Cursor.WORDS, maxLength = 2000) @Nullable
        Cursor cursor,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {

    StationsQuery {
        status = List.copyOf(status);
        positionQuality = List.copyOf(positionQuality);
        if (cursor != null && !cursor.continues(question(bbox, stations, status, positionQuality, q, crs))) {
            throw ProblemException.invalidParameter(
                    "cursor",
                    "belongs to another question, or was changed; send next_cursor with the question it came from");
        }
    }

    /// All of the question but where to continue and how far; a cursor is sealed with it.
    String question() {
        return question(bbox, stations, status, positionQuality, q, crs);
    }

    private static String question(@Nullable Object... parts) {
        return "stations" + List.of(java.util.Arrays.toString(parts));
    }
}
