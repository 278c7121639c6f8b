package dev.yizhan.geo.station;

import dev.yizhan.geo.measure.LonLat;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rest station as a file states it, after the checks and before it is published.
///
/// **Shape**  `sourceId` is unique in its network and stable from file to file; the public id is
/// `network:sourceId`. `location` is WGS 84; `sourceX`, `sourceY` keep the file's own numbers in its own datum.
/// What the file does not say is null, never a guess.
public record Station(
        String sourceId,
        String name,
        @Nullable String address,
        LonLat location,
        double sourceX,
        double sourceY,
        @Nullable PositionQuality positionQuality,
        @Nullable String tier,
        List<Offer> offers,
        @Nullable Status status,
        @Nullable Entry entry,
        @Nullable String hoursText,
        @Nullable OffsetDateTime hoursVerifiedAt,
        @Nullable String venue,
        @Nullable Integer capacity,
        @Nullable String operator,
        @Nullable String districtText,
        @Nullable OffsetDateTime verifiedAt,
        @Nullable OffsetDateTime asOf,
        @Nullable String source,
        @Nullable String description,
        List<Session> sessions) {

    public Station {
        offers = List.copyOf(offers);
        sessions = List.copyOf(sessions);
    }

    /// Something that takes place at the station at a given time: a course, a check-up.
    public record Session(
            String title, OffsetDateTime startsAt, @Nullable OffsetDateTime endsAt) {}
}
