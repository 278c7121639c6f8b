package dev.yizhan.service.station;

import dev.yizhan.service.web.Feature;
import dev.yizhan.service.web.FeatureCollection;
import dev.yizhan.service.web.GeoJsonModule;
import dev.yizhan.service.web.PointShape;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Stations as a list and one by one.
@RestController
@Tag(name = "stations", description = "Rest stations: lists, search, and one by its id.")
class StationController {

    private final Stations stations;
    private final StationFeed feed;

    StationController(Stations stations, StationFeed feed) {
        this.stations = stations;
        this.feed = feed;
    }

    @Operation(
            operationId = "listStations",
            summary = "List stations",
            description =
                    "The stations that meet all of the question, in pages: best matches of q first, else in order of id."
                            + " A page may hold fewer than limit although next_cursor continues it.")
    @GetMapping(
            path = "/v1/stations",
            produces = {GeoJsonModule.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    Mono<FeatureCollection<PointShape, StationProperties>> list(@QueryParameters StationsQuery query) {
        Selection selection = query.stations().selection();
        StationSnapshot snapshot = feed.snapshot();
        snapshot.catalogue().requireKnown(selection);
        long moment = moment(selection.openAtSecond());
        return stations.list(query, selection, snapshot)
                .map(page -> new FeatureCollection<>(
                        page.stations().stream()
                                .map(station -> new Feature<>(
                                        station.id(),
                                        PointShape.of(station.location(), query.crs()),
                                        properties(station, snapshot, moment)))
                                .toList(),
                        page.next(),
                        query.crs(),
                        page.datasetVersion()));
    }

    @Operation(
            operationId = "getStation",
            summary = "Get a station",
            description =
                    "The station with this id. One that its network no longer lists is a 410, one that never was a 404.")
    @ApiResponse(responseCode = "200", description = "The station")
    @ApiResponse(responseCode = "410", ref = "#/components/responses/Problem410")
    @GetMapping(
            path = "/v1/stations/{id}",
            produces = {GeoJsonModule.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    Mono<StationAnswer> get(
            @Parameter(
                            description = "Id of the station, network:source_id, as lists give it.",
                            example = "huangpu:hub-001")
                    @PathVariable
                    String id,
            @QueryParameters StationQuery query) {
        return stations.find(id).map(found -> {
            StationRow station = found.present(id);
            StationSnapshot snapshot = feed.snapshot();
            return new StationAnswer(
                    id,
                    PointShape.of(station.location(), query.crs()),
                    properties(station, snapshot, moment(null)),
                    query.crs(),
                    found.datasetVersion());
        });
    }

    private static long moment(@Nullable Long asked) {
        return asked == null ? Instant.now().getEpochSecond() : asked;
    }

    private static StationProperties properties(StationRow station, StationSnapshot snapshot, long moment) {
        String osm = station.properties().hours().osm();
        return station.properties().at(osm == null ? null : snapshot.hoursAt(osm, moment));
    }
}
