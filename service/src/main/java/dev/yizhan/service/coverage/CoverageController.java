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
    private final Gaps gaps;

    CoverageController(Coverages coverages, Gaps gaps) {
        this.coverages = coverages;
        this.gaps = gaps;
    }

    @Operation(
            operationId = "listCoverage",
            summary = "List districts by how much of them is served",
            description =
                    "Districts of any level, or cells of a planning grid over one (level=cell), the least served first."
                            + " Circles of the stations that serve are united; areas are geodesic. Demand, where a"
                            + " dataset of it is loaded, is covered within the standard's reach of a station. The two"
                            + " default standards are kept ready; any other question is computed once and kept.")
    @GetMapping("/v1/coverage")
    Mono<CoverageAnswer> list(@QueryParameters CoverageQuery query) {
        return coverages.find(query).map(found -> Coverages.answer(found, query));
    }

    @Operation(
            operationId = "listGaps",
            summary = "List the gaps of a district",
            description =
                    "What no station reaches: where the most demand is first, or the largest; with the worst point of"
                            + " each, which is the place farthest from every station, and the station nearest to it.")
    @GetMapping(
            path = "/v1/coverage/{adcode}/gaps",
            produces = {GeoJsonModule.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    Mono<GapsAnswer> gaps(
            @Parameter(description = "Code of the administrative division (GB/T 2260).", example = "440112")
                    @PathVariable
                    String adcode,
            @QueryParameters GapsQuery query) {
        return gaps.list(adcode, query);
    }
}
