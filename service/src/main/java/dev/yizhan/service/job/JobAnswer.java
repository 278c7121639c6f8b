package dev.yizhan.service.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// A job as a client sees it.
///
/// **Empty**  `stage` before it began and when it is over; `gap` where the search knows none; `result` until it is
/// done, and in
/// events; `failure` unless it failed.
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
    "id",
    "kind",
    "status",
    "stage",
    "gap",
    "dataset_version",
    "asked_at",
    "started_at",
    "finished_at",
    "failure",
    "links",
    "question",
    "result"
})
public record JobAnswer(
        String id,
        String kind,
        Job.Status status,
        @Nullable String stage,
        @Nullable Double gap,
        String datasetVersion,
        OffsetDateTime askedAt,
        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime finishedAt,
        @Nullable String failure,
        Links links,

        @Schema(description = "The question as it was understood, every default written out.") @JsonRawValue
        Object question,

        @Schema(description = "What the work came to, the same bytes for the same question; null until it is done.")
        @JsonRawValue
        @Nullable
        Object result) {

    /// Where to look on.
    public record Links(String self, String events, String result) {}

    public static JobAnswer of(Job job) {
        return make(job, job.result());
    }

    static JobAnswer withoutResult(Job job) {
        return make(job, null);
    }

    private static JobAnswer make(Job job, @Nullable String result) {
        String self = "/v1/jobs/" + job.id();
        return new JobAnswer(
                job.id(),
                job.kind(),
                job.status(),
                job.status().isOver() ? null : job.stage(),
                job.gap(),
                job.datasetVersion(),
                job.askedAt(),
                job.startedAt(),
                job.finishedAt(),
                job.failure(),
                new Links(self, self + "/events", self + "/result"),
                job.question(),
                result);
    }
}
