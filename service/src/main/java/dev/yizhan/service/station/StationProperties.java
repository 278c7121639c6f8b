package dev.yizhan.service.station;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yizhan.geo.station.Offer;
import dev.yizhan.geo.station.Station.Session;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every answer says of a station, wherever it is shown.
///
/// **Shape**  everything is always there; what is not known is null. `amenities` are codes of the catalogue; `offers`
/// holds those of them whose price or condition is known.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StationProperties(
        String name,
        String network,
        @Nullable String tier,
        List<String> amenities,
        List<Offer> offers,
        @Nullable String address,
        @Nullable District district,
        @Nullable String status,
        @Nullable String entry,
        Hours hours,
        @Nullable Boolean open,
        @Nullable OffsetDateTime opensAt,
        @Nullable OffsetDateTime closesAt,
        @Nullable String positionQuality,
        @Nullable OffsetDateTime asOf,
        @Nullable OffsetDateTime verifiedAt,
        @Nullable String source,
        @Nullable String venue,
        @Nullable Integer capacity,
        @Nullable String operator,
        @Nullable String description,
        List<Session> sessions) {

    /// The finest district that holds the station; null = it lies outside every district.
    public record District(String adcode, String name) {}

    /// Opening hours as the source states them, the same in OSM's syntax, and when somebody checked them.
    public record Hours(
            @Nullable String text,
            @Nullable String osm,
            @Nullable OffsetDateTime verifiedAt) {}
}
