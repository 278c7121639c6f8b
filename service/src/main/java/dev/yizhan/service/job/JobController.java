package dev.yizhan.service.job;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import dev.yizhan.service.web.GeoJsonModule;
import dev.yizhan.service.web.NoParameters;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Long work as it goes on.
@RestController
@Tag(name = "jobs", description = "Long work: how far it is, what it came to, and how to end it.")
class JobController {

    private static final Duration STILL_HERE_EVERY = Duration.ofSeconds(10);
    private static final String ID_WORDS = "Id of the job, as the answer to the question gave it.";
    private static final String ID_EXAMPLE = "9f2c3c1f0f8e4d1a8a54f4a9d4b0c7e2";

    private static final String CSV = "text/csv";

    private final Jobs jobs;
    private final Map<String, ResultTable> tables;

    JobController(Jobs jobs, List<ResultTable> tables) {
        this.jobs = jobs;
        this.tables = tables.stream().collect(Collectors.toMap(ResultTable::kind, table -> table));
    }

    @Operation(
            operationId = "getJob",
            summary = "Get a job",
            description =
                    "How far it is, and its result once it is done. A job whose process is gone is `lost` after some"
                            + " seconds: ask the same question again, and it begins anew.")
    @GetMapping(path = "/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<JobAnswer>> get(
            @Parameter(description = ID_WORDS, example = ID_EXAMPLE) @PathVariable String id,
            @QueryParameters NoParameters none) {
        return jobs.get(id).map(job -> unkept(JobAnswer.of(job)));
    }

    @Operation(
            operationId = "getJobResult",
            summary = "Get the result of a job alone",
            description =
                    "As GeoJSON, the same bytes every time, or as a table with a line for each feature and what they stand"
                            + " on beside it; 404 until the job is done, and where it is not going to be, with the"
                            + " reason.")
    @ApiResponse(
            responseCode = "200",
            description = "The result",
            content = {
                @Content(mediaType = GeoJsonModule.MEDIA_TYPE, schema = @Schema(type = "object")),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    @GetMapping("/v1/jobs/{id}/result")
    Mono<ResponseEntity<String>> result(
            @Parameter(description = ID_WORDS, example = ID_EXAMPLE) @PathVariable String id,
            @QueryParameters ResultQuery query) {
        return jobs.get(id).map(job -> {
            String result = job.result();
            if (result == null) {
                throw ProblemException.of(
                        ProblemType.JOB_WITHOUT_RESULT, "The job " + id + " has no result" + whyNot(job));
            }
            if (query.format() == ResultQuery.Format.GEOJSON) {
                return unkept().contentType(MediaType.parseMediaType(GeoJsonModule.MEDIA_TYPE))
                        .body(result);
            }
            ResultTable table = tables.get(job.kind());
            if (table == null) {
                throw ProblemException.invalidParameter("format", "is csv, and this result is no table");
            }
            return unkept().contentType(MediaType.parseMediaType(CSV + ";charset=UTF-8"))
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"" + job.kind() + "-" + job.datasetVersion() + ".csv\"")
                    .body((query.bom() ? "\uFEFF" : "") + table.csv(result, query.bom()));
        });
    }

    private static String whyNot(Job job) {
        String status = job.status().name().toLowerCase(Locale.ROOT);
        if (!job.status().isOver()) {
            return " yet; it is " + status + ".";
        }
        return job.failure() == null
                ? "; it is " + status + ": ask the same question again."
                : "; it is " + status + ": " + job.failure();
    }

    @Operation(
            operationId = "followJob",
            summary = "Follow a job",
            description =
                    "Server-sent events, each named by the job's status and holding the job without its result, until"
                            + " it is over. Hanging up does not end the job.")
    @ApiResponse(
            responseCode = "200",
            description = "Events until the job is over",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/v1/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<JobAnswer>>>> events(
            @Parameter(description = ID_WORDS, example = ID_EXAMPLE) @PathVariable String id,
            @QueryParameters NoParameters none) {
        // Found first, so that a wrong id is a 404 and not a stream that breaks.
        return jobs.get(id).map(_ -> unkept(stream(id)));
    }

    private Flux<ServerSentEvent<JobAnswer>> stream(String id) {
        Flux<ServerSentEvent<JobAnswer>> steps = jobs.follow(id)
                .map(job -> ServerSentEvent.builder(JobAnswer.withoutResult(job))
                        .event(job.status().name().toLowerCase(Locale.ROOT))
                        .build())
                .publish()
                .refCount(2);
        Flux<ServerSentEvent<JobAnswer>> stillHere = Flux.interval(STILL_HERE_EVERY)
                .map(_ -> ServerSentEvent.<JobAnswer>builder()
                        .comment("still here")
                        .build())
                .takeUntilOther(steps.ignoreElements());
        return Flux.merge(steps, stillHere);
    }

    @Operation(
            operationId = "cancelJob",
            summary = "Cancel a job",
            description =
                    "Interrupts the work; the job is `cancelled` within a second or two, and at once where it still waits."
                            + " A job that is over stays as it is. Whoever asks the same question again from then on sets"
                            + " it going anew.")
    @DeleteMapping(path = "/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<JobAnswer>> cancel(
            @Parameter(description = ID_WORDS, example = ID_EXAMPLE) @PathVariable String id,
            @QueryParameters NoParameters none) {
        return jobs.cancel(id).map(job -> unkept(JobAnswer.of(job)));
    }

    private static <T> ResponseEntity<T> unkept(T body) {
        return unkept().body(body);
    }

    private static ResponseEntity.BodyBuilder unkept() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore());
    }
}
