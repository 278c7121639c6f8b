package dev.yizhan.service.nearest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.station.StationProperties;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Feature;
import dev.yizhan.service.web.PointShape;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The stations found, nearest first.
///
/// **Units**  `radiusMetres` is the radius that was searched in the end. `staleSince` is when the database
/// was last seen, where it is away.
/// **Empty**  no features, although the search was widened: a normal answer.
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
    "type",
    "features",
    "next_cursor",
    "crs",
    "dataset_version",
    "widened",
    "radius_m",
    "stale",
    "stale_since",
    "standard"
})
record NearestAnswer(
        List<Feature<PointShape, Properties>> features,
        Crs crs,
        @Nullable String datasetVersion,
        boolean widened,
        @JsonProperty("radius_m") double radiusMetres,
        boolean stale,
        @Nullable OffsetDateTime staleSince,
        Standard standard) {

    @JsonProperty("type")
    String type() {
        return "FeatureCollection";
    }

    /// There are no further pages: ask with a larger limit.
    @JsonProperty("next_cursor")
    @Nullable
    String nextCursor() {
        return null;
    }

    /// Centimetres and tenths of a degree are finer than any position here; more digits would claim what is
    /// not known.
    static double rounded(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .doubleValue();
    }

    /// A station as seen from the place that was asked about.
    ///
    /// **Units**  `distanceMetres` along the ellipsoid, or along the roads where `distanceKind` is `network`;
    /// then `durationSeconds` is the time over roads. `bearingDegrees` clockwise from north, where to set
    /// out for it; `durationSeconds` is estimated from a straight line by the standard of the answer.
    record Properties(
            @JsonUnwrapped StationProperties station,
            @JsonProperty("distance_m") double distanceMetres,

            @Schema(allowableValues = {STRAIGHT_LINE, NETWORK})
            String distanceKind,

            @JsonProperty("bearing_deg") double bearingDegrees,
            @JsonProperty("duration_s") long durationSeconds,
            NavigationLinks links) {

        /// No roads are known here.
        static final String STRAIGHT_LINE = "straight_line";
        static final String NETWORK = "network";
    }

    /// What the durations stand on.
    record Standard(
            String mode,
            double minutes,
            double speedKmh,
            double detour,
            @JsonProperty("radius_m") double radiusMetres) {

        static Standard of(ServiceStandard standard) {
            return new Standard(
                    standard.mode().code(),
                    standard.minutes(),
                    standard.speedKmh(),
                    standard.detour(),
                    rounded(standard.radiusMetres(), 2));
        }
    }
}
