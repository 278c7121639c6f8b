package dev.yizhan.service.district;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import dev.yizhan.service.web.FeatureCollection;
import dev.yizhan.service.web.GeoJsonModule;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.locationtech.jts.geom.Geometry;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Districts as a list and one by one.
@RestController
@Tag(name = "catalogues")
class DistrictController {

    private final Districts districts;

    DistrictController(Districts districts) {
        this.districts = districts;
    }

    @Operation(
            operationId = "listDistricts",
            summary = "List districts",
            description = "Administrative districts with their shapes, in pages, in order of adcode.")
    @GetMapping(
            path = "/v1/districts",
            produces = {GeoJsonModule.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    Mono<FeatureCollection<Geometry, DistrictProperties>> list(@QueryParameters DistrictsQuery query) {
        return districts
                .list(query)
                .map(page ->
                        new FeatureCollection<>(page.districts(), page.next(), query.crs(), page.datasetVersion()));
    }

    @Operation(
            operationId = "getDistrict",
            summary = "Get a district",
            description = "The district with this adcode, its shape and its area.")
    @GetMapping(
            path = "/v1/districts/{adcode}",
            produces = {GeoJsonModule.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    Mono<DistrictAnswer> get(
            @Parameter(description = "Code of the administrative division (GB/T 2260).", example = "440112")
                    @PathVariable
                    String adcode,
            @QueryParameters DistrictQuery query) {
        return districts.find(adcode, query.geometry(), query.crs()).map(found -> {
            if (found.district() == null) {
                throw ProblemException.of(ProblemType.DISTRICT_NOT_FOUND, "No district has the adcode " + adcode + ".");
            }
            return new DistrictAnswer(
                    adcode,
                    found.district().geometry(),
                    found.district().properties(),
                    query.crs(),
                    found.datasetVersion());
        });
    }
}
