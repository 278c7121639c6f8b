package dev.yizhan.service.reach;

import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.station.Stations;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Decimals;
import dev.yizhan.service.web.GeoJsonModule;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.locationtech.jts.geom.Geometry;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The area around one station.
@RestController
@Tag(name = "coverage", description = "The planner's questions: what is served, what is not.")
class ServiceAreaController {

    private final Stations stations;
    private final Roads roads;

    ServiceAreaController(Stations stations, Roads roads) {
        this.stations = stations;
        this.roads = roads;
    }

    @Operation(
            operationId = "getServiceArea",
            summary = "Get the area that a station serves",
            description =
                    "By method=circle the geodesic disc that the standard reaches in a straight line, as a polygon of"
                            + " the same area. By method=network what couriers reach the station from over roads: every"
                            + " road from which one gets there in time, and the land nearest to it, up to 50 m; the area of"
                            + " less time lies inside that of more, to the last decimal or two centimetres. Where no"
                            + " road is within 200 m of the station, or no roads are loaded, it is the circle, and reason"
                            + " says so.")
    @ApiResponse(responseCode = "200", description = "The area")
    @ApiResponse(responseCode = "410", ref = "#/components/responses/Problem410")
    @GetMapping(
            path = "/v1/stations/{id}/service-area",
            produces = {GeoJsonModule.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    Mono<ServiceAreaAnswer> get(
            @Parameter(description = "Id of the station, network:source_id.", example = "demo-huangpu:centre-001")
                    @PathVariable
                    String id,
            @QueryParameters ServiceAreaQuery query) {
        return stations.find(id).flatMap(found -> {
            StationRow station = found.present(id);
            ServiceStandard standard = query.standard().standard();
            return roads.serviceArea(station, standard, query.standard().method())
                    .publishOn(Schedulers.boundedElastic())
                    .map(area -> answer(station, standard, area, query.crs(), found.datasetVersion()));
        });
    }

    private static ServiceAreaAnswer answer(
            StationRow station, ServiceStandard standard, ServiceArea area, Crs crs, String datasetVersion) {
        Double snapped = area.snappedMetres();
        Geometry shown = Decimals.rounded(area.area());
        return new ServiceAreaAnswer(
                station.id(),
                crs.fromWgs84(shown),
                new ServiceAreaAnswer.Properties(
                        station.properties().name(),
                        station.counts(),
                        StandardAnswer.of(standard, area.method()),
                        Math.rint(EllipsoidalArea.squareMetres(shown)),
                        area.method().code(),
                        snapped == null ? null : Math.rint(snapped * 10) / 10,
                        area.reason()),
                crs,
                datasetVersion);
    }
}
