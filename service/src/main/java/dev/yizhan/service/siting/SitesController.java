package dev.yizhan.service.siting;

import dev.yizhan.service.job.JobAnswer;
import dev.yizhan.service.web.BodyParameters;
import dev.yizhan.service.web.NoParameters;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Where the next stations should stand.
@RestController
@Tag(name = "coverage", description = "The planner's questions: what is served, what is not.")
class SitesController {

    private final Sitings sitings;

    SitesController(Sitings sitings) {
        this.sitings = sitings;
    }

    @Operation(
            operationId = "chooseSites",
            summary = "Choose sites for new stations",
            description =
                    "Existing stations stay where they are; network, tier, amenity and open_at say which of them serve. The"
                            + " work is a job: look at it, follow it or cancel it where"
                            + " `Location` and `links` lead. Its result is a GeoJSON FeatureCollection of the sites, with"
                            + " `proven_optimal` or a bound and its gap, before and after, and coverage counted anew from the"
                            + " positions alone; where there is no solution, `reasons` says why. The same question on the same"
                            + " dataset version is the same job with the same result. Possible venues may come as a file:"
                            + " `curl -F request=@question.json -F candidates=@venues.csv`. A body has 8 MB at most, files"
                            + " included.")
    @ApiResponse(responseCode = "200", description = "The job is done already, with its result.")
    @ApiResponse(
            responseCode = "202",
            description = "The job waits or is under way; `Location` leads to it.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(ref = "#/components/schemas/JobAnswer")))
    @PostMapping(path = "/v1/coverage/{adcode}/sites", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<JobAnswer>> choose(
            @Parameter(description = "Code of the administrative division (GB/T 2260).", example = "440112")
                    @PathVariable
                    String adcode,
            @QueryParameters NoParameters none,
            @BodyParameters(large = true) SitesBody body) {
        return sitings.ask(adcode, body).map(asked -> {
            JobAnswer answer = JobAnswer.of(asked.job());
            return ResponseEntity.status(asked.job().status().isOver() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                    .location(URI.create(answer.links().self()))
                    .cacheControl(CacheControl.noStore())
                    .body(answer);
        });
    }
}
