package dev.yizhan.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A problem as a client sees it (RFC 9457).
///
/// **Shape**  `errors` is there only for parameters and fields, `request_id` only where the fault is the server's.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "errors", "request_id"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<ParameterError> errors,
        @JsonProperty("request_id") @Nullable String requestId) {

    /// The media type of every problem.
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }
}
