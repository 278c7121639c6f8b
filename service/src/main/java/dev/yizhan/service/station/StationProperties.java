package dev.yizhan.service.station;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yizhan.geo.hours.OpeningHours.State;
import dev.yizhan.geo.hours.OpeningHours.Stretch;
import dev.yizhan.geo.station.Offer;
import dev.yizhan.geo.station.Station.Session;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every answer says of a station, wherever it is shown.
///
/// **Shape**  everything is always there; what is not known is null. `amenities` are codes of the
/// catalogue; `offers` holds those of them whose price or condition is known. `open` is true,
/// false, or null where that is not known; `opensAt` is given while it is closed, `closesAt` while
/// it is open, each if known.
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

    /// Local time is that of the country, wherever the server stands.
    private static final ZoneOffset LOCAL_TIME = ZoneOffset.ofHours(8);

    /// The same with the word whether it is open.
    ///
    /// @param stretch what its hours say, null if it states none
    public StationProperties at(@Nullable Stretch stretch) {
        boolean outOfService = status != null && !status.equals("open");
        Boolean isOpen = stretch == null || stretch.state() == State.UNKNOWN ? null : stretch.state() == State.OPEN;
        return new StationProperties(
                name,
                network,
                tier,
                amenities,
                offers,
                address,
                district,
                status,
                entry,
                hours,
                outOfService ? Boolean.FALSE : isOpen,
                outOfService || stretch == null ? null : local(stretch.opensAt()),
                outOfService || stretch == null ? null : local(stretch.closesAt()),
                positionQuality,
                asOf,
                verifiedAt,
                source,
                venue,
                capacity,
                operator,
                description,
                sessions);
    }

    private static @Nullable OffsetDateTime local(@Nullable Instant time) {
        return time == null ? null : time.atOffset(LOCAL_TIME);
    }

    /// The finest district that holds the station; null = it lies outside every district.
    public record District(String adcode, String name) {}

    /// Opening hours as the source states them, the same in OSM's syntax, and when somebody checked them.
    public record Hours(
            @Nullable String text,
            @Nullable String osm,
            @Nullable OffsetDateTime verifiedAt) {}
}
