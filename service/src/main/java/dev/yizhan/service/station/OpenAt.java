package dev.yizhan.service.station;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// When a station has to be open: now, whenever that is, or at a time.
public record OpenAt(@Nullable OffsetDateTime time) {

    /// What a query record says of it.
    public static final String WORDS =
            "Only stations that are known to be open then: now, or a time such as 2026-05-01T22:30:00+08:00. Stations"
                    + " whose hours are unknown are left out.";

    private static final String NOW = "now";

    /// Reads `now` or a time with an offset.
    ///
    /// **Errors**  IllegalArgumentException, in words for the client.
    public static OpenAt parse(String text) {
        if (text.equals(NOW)) {
            return new OpenAt(null);
        }
        try {
            return new OpenAt(OffsetDateTime.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "is neither now nor a time with an offset, as 2026-05-01T12:30:00+08:00 is (+ is written %2B in an"
                            + " address)",
                    e);
        }
    }

    /// Seconds since 1970-01-01T00:00Z.
    public long epochSecond() {
        return time == null ? Instant.now().getEpochSecond() : time.toEpochSecond();
    }

    @Override
    public String toString() {
        return time == null ? NOW : time.toString();
    }
}
