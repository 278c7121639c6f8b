package dev.yizhan.service.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is loaded and how fresh it is.
///
/// **Empty**  before the first publish there is no version, no dataset and no station.
record DatasetStatus(
        @Schema(description = "The newest publication; null before the first.") @Nullable
        String datasetVersion,

        @Nullable OffsetDateTime publishedAt,

        @Schema(description = "The database is away, so answers may be behind it.")
        boolean stale,

        @Schema(description = "When the database was last seen, if it is away.") @Nullable
        OffsetDateTime staleSince,

        List<Loaded> datasets,
        Stations stations,
        long districts) {

    private static final ZoneId LOCAL_TIME = ZoneId.of("Asia/Shanghai");

    static final Stations NO_STATIONS = new Stations(0, 0, 0, new ByPositionQuality(0, 0, 0, 0, 0));

    /// A dataset and its newest publication; what concerns the publication is null before the first.
    record Loaded(
            String name,

            @Schema(allowableValues = {"stations", "districts", "demand"})
            String kind,

            String titleZh,
            @Nullable String titleEn,

            @Schema(
                    description = "Whether its coordinates are of real places or made up for a demonstration.",
                    allowableValues = {"real", "synthetic"})
            String positions,

            @Schema(description = "The datum that its file is in.")
            String datum,

            @Nullable String source,
            @Nullable String licence,
            @Nullable LocalDate asOf,
            @Nullable String notes,
            @Nullable String version,
            @Nullable OffsetDateTime publishedAt,
            @Nullable Integer rowsRead,
            @Nullable Integer rowsPublished,
            @Nullable Integer rowsRefused) {

        Loaded {
            publishedAt = publishedAt == null
                    ? null
                    : publishedAt.atZoneSameInstant(LOCAL_TIME).toOffsetDateTime();
        }
    }

    record Stations(
            @Schema(description = "All that are not removed.")
            long total,

            @Schema(description = "Those that are open or not known to be otherwise.")
            long inService,

            long outsideEveryDistrict,
            ByPositionQuality byPositionQuality) {}

    record ByPositionQuality(
            @Schema(description = "Measured or checked on the spot.")
            long surveyed,

            @Schema(description = "Computed from an address.")
            long geocoded,

            @Schema(description = "Drawn to give an impression: not a place to walk to.")
            long schematic,

            @Schema(description = "Made up for a demonstration.")
            long synthetic,

            long unknown) {}

    DatasetStatus as(boolean isStale, @Nullable OffsetDateTime since) {
        return new DatasetStatus(datasetVersion, publishedAt, isStale, since, datasets, stations, districts);
    }
}
