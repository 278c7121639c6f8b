package dev.yizhan.service.nearest;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFeed;
import dev.yizhan.service.station.StationSnapshot;
import dev.yizhan.service.station.StationSnapshot.Near;
import dev.yizhan.service.web.CurrentDataset;
import dev.yizhan.service.web.GeoJsonModule;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers from the snapshot in memory: no database on the way.
@RestController
@Tag(name = "nearest", description = "The courier's question.")
class NearestController {

    private final StationFeed feed;
    private final CurrentDataset current;
    private final NearestWriter writer;

    NearestController(StationFeed feed, CurrentDataset current, NearestWriter writer) {
        this.feed = feed;
        this.current = current;
        this.writer = writer;
    }

    @Operation(
            operationId = "nearestStations",
            summary = "Find the stations nearest to a place",
            description =
                    "Only stations that count: not closed, locked, planned or removed. All filters come before the"
                            + " limit. Distances are geodesic; equal ones are ordered by id.")
    @ApiResponse(
            responseCode = "200",
            description = "The stations found",
            content = @Content(schema = @Schema(implementation = NearestAnswer.class)))
    @GetMapping(
            path = "/v1/stations/nearest",
            produces = {GeoJsonModule.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    ByteBuffer nearest(@QueryParameters NearestQuery query) {
        StationSnapshot snapshot = feed.snapshot();
        Selection selection = query.selection();
        snapshot.catalogue().requireKnown(selection);
        return answer(query, selection, snapshot);
    }

    private ByteBuffer answer(NearestQuery query, Selection selection, StationSnapshot snapshot) {
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
        return writer.write(
                near,
                place,
                query.crs(),
                query.rank().standard(),
                snapshot.version(),
                widened,
                radiusMetres,
                current.stale(),
                current.staleSince());
    }
}
