package dev.yizhan.service.reach;

import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.station.Stations;
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

/// The area around one station.
@RestController
@Tag(name = "coverage", description = "The planner's questions: what is served, what is not.")
class ServiceAreaController {

    private final Stations stations;

    ServiceAreaController(Stations stations) {
        this.stations = stations;
    }

    @Operation(
            operationId = "getServiceArea",
            summary = "Get the area that a station serves",
            description =
                    "The geodesic disc that the standard reaches in a straight line, as a polygon of the same area.")
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
        return stations.find(id).map(found -> {
            StationRow station = found.present(id);
            ServiceStandard standard = query.standard().standard();
            Geometry circle = ServiceCircle.around(station.location(), standard.radiusMetres());
            return new ServiceAreaAnswer(
                    id,
                    query.crs().fromWgs84(circle),
                    new ServiceAreaAnswer.Properties(
                            station.properties().name(),
                            station.counts(),
                            StandardAnswer.circle(standard),
                            Math.rint(EllipsoidalArea.squareMetres(circle))),
                    query.crs(),
                    found.datasetVersion());
        });
    }
}
