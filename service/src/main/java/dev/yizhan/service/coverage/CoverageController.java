package dev.yizhan.service.coverage;

import dev.yizhan.service.web.GeoJsonModule;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// What is served, district by district, and what is not.
@RestController
@Tag(name = "coverage", description = "The planner's questions: what is served, what is not.")
class CoverageController {

    private final Coverages coverages;

    CoverageController(Coverages coverages) {
        this.coverages = coverages;
    }

    @Operation(
            operationId = "listCoverage",
            summary = "List districts by how much of them is served",
            description =
                    "The least served first. Circles of all stations that count are united; areas are geodesic. The two"
                            + " default standards are kept ready; any other is computed, for 400 districts at most.")
    @GetMapping("/v1/coverage")
    Mono<CoverageAnswer> list(@QueryParameters CoverageQuery query) {
        return coverages.list(query);
    }

    @Operation(
            operationId = "listGaps",
            summary = "List the gaps of a district",
            description =
                    "What no circle reaches, the largest first; with the worst point of each, which is the place farthest"
                            + " from every station, and the station nearest to it.")
    @GetMapping(
            path = "/v1/coverage/{adcode}/gaps",
            produces = {GeoJsonModule.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    Mono<GapsAnswer> gaps(
            @Parameter(description = "Code of the administrative division (GB/T 2260).", example = "440112")
                    @PathVariable
                    String adcode,
            @QueryParameters GapsQuery query) {
        return coverages.gaps(adcode, query);
    }
}
