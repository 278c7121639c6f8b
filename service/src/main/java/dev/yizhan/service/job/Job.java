package dev.yizhan.service.job;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// A job as the record has it.
///
/// **Shape**  `question` and `result` are JSON text, the result byte for byte as it was made.
/// **Empty**  `stage` before it began; `gap` where it has none; `result` unless done; `failure` unless failed.
public record Job(
        String id,
        String kind,
        String question,
        String datasetVersion,
        Status status,
        @Nullable String stage,
        @Nullable Double gap,
        OffsetDateTime askedAt,
        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime finishedAt,
        @Nullable String result,
        @Nullable String failure) {

    /// Where a job stands.
    public enum Status {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        /// Its process is gone; asking the same question again begins it anew.
        LOST;

        public boolean isOver() {
            return this != QUEUED && this != RUNNING;
        }
    }
}
