package dev.yizhan.geo.load;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A source of rows and what is known about it: one network's stations, a set of districts, or where demand is.
///
/// **Empty**  null keeps what the record already knows about the dataset; a new one without a title is titled with its
/// name.
public record Dataset(
        String name,
        Kind kind,
        Positions positions,
        String datum,
        @Nullable String titleZh,
        @Nullable String titleEn,
        @Nullable String source,
        @Nullable String licence,
        @Nullable LocalDate asOf,
        @Nullable String notes) {

    public enum Kind {
        STATIONS,
        DISTRICTS,
        DEMAND;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether the coordinates are those of real places or were made up for a demonstration.
    public enum Positions {
        REAL,
        SYNTHETIC;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Dataset {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a dataset needs a name");
        }
        if (datum.isBlank()) {
            throw new IllegalArgumentException("dataset " + name + " needs a datum, such as wgs84 or gcj02");
        }
    }
}
