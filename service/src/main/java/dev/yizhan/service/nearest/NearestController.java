package dev.yizhan.service.nearest;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.nearest.NearestAnswer.Properties;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFeed;
import dev.yizhan.service.station.StationSnapshot;
import dev.yizhan.service.station.StationSnapshot.Near;
import dev.yizhan.service.web.CurrentDataset;
import dev.yizhan.service.web.Feature;
import dev.yizhan.service.web.PointShape;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers from the snapshot in memory: no database on the way.
@RestController
@Tag(name = "nearest", description = "The courier's question.")
class NearestController {

    private static final ZoneId LOCAL_TIME = ZoneId.of("Asia/Shanghai");

    private final StationFeed feed;
    private final CurrentDataset current;

    NearestController(StationFeed feed, CurrentDataset current) {
        this.feed = feed;
        this.current = current;
    }

    @Operation(
            operationId = "nearestStations",
            summary = "Find the stations nearest to a place",
            description =
                    "Only stations that count: not closed, locked, planned or removed. All filters come before the"
                            + " limit. Distances are geodesic; equal ones are ordered by id.")
    @GetMapping("/v1/stations/nearest")
    NearestAnswer nearest(@QueryParameters NearestQuery query) {
        StationSnapshot snapshot = feed.snapshot();
        Selection selection = query.selection();
        snapshot.catalogue().requireKnown(selection);
        return answer(query, selection, snapshot);
    }

    private NearestAnswer answer(NearestQuery query, Selection selection, StationSnapshot snapshot) {
        LonLat place = query.place();
        double radiusMetres = query.radiusMetres();
        Long openAt = selection.openAtSecond();
        long moment = openAt == null ? Instant.now().getEpochSecond() : openAt;
        List<Near> near = snapshot.nearest(place, query.limit(), radiusMetres, selection, moment);
        boolean widened = near.isEmpty();
        if (widened) {
            radiusMetres = query.widenedRadiusMetres();
            near = snapshot.nearest(place, query.limit(), radiusMetres, selection, moment);
        }
        ServiceStandard standard = query.rank().standard();
        Instant staleSince = current.staleSince();
        return new NearestAnswer(
                near.stream()
                        .map(found -> feature(found, place, query, standard))
                        .toList(),
                query.crs(),
                snapshot.version(),
                widened,
                radiusMetres,
                current.stale(),
                staleSince == null ? null : staleSince.atZone(LOCAL_TIME).toOffsetDateTime(),
                NearestAnswer.Standard.of(standard));
    }

    private static Feature<PointShape, Properties> feature(
            Near near, LonLat place, NearestQuery query, ServiceStandard standard) {
        LonLat location = near.station().location();
        double bearing = Geodesic.between(place.lon(), place.lat(), location.lon(), location.lat())
                .bearingDegrees();
        return new Feature<>(
                near.station().id(),
                PointShape.of(location, query.crs()),
                new Properties(
                        near.station().properties().at(near.hours()),
                        NearestAnswer.rounded(near.distanceMetres(), 2),
                        Properties.STRAIGHT_LINE,
                        // 359.97° would round to 360°, which is 0°.
                        NearestAnswer.rounded(bearing, 1) % 360,
                        Math.round(standard.durationSeconds(near.distanceMetres())),
                        NavigationLinks.to(location, near.station().properties().name())));
    }
}
