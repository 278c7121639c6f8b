package dev.yizhan.service.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Thrown wherever a request cannot be answered; becomes an `application/problem+json` answer.
///
/// **Shape**  `detail` is shown to the client: words about the request, never about the inside.
public final class ProblemException extends RuntimeException {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final ProblemType type;
    private final String detail;
    private final List<ParameterError> errors;
    private final @Nullable Duration retryAfter;

    private ProblemException(
            ProblemType type, String detail, List<ParameterError> errors, @Nullable Duration retryAfter) {
        super(type.slug() + ": " + detail);
        this.type = type;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of(), null);
    }

    /// One parameter is wrong in a way that only the feature can see.
    public static ProblemException invalidParameter(String parameter, String detail) {
        return invalidParameters(List.of(new ParameterError(parameter, detail)));
    }

    /// Everything that is wrong with the query, at once.
    public static ProblemException invalidParameters(List<ParameterError> errors) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, summary(errors), errors, null);
    }

    /// The same for fields of a body; `parameter` is then a JSON pointer.
    public static ProblemException invalidBody(List<ParameterError> errors) {
        return new ProblemException(ProblemType.INVALID_BODY, summary(errors), errors, null);
    }

    /// The stations are not in memory yet, or there never were any.
    public static ProblemException notReady() {
        return new ProblemException(
                ProblemType.DATASET_NOT_READY,
                "The stations are being read, or none was ever loaded; ask again soon.",
                List.of(),
                SOON);
    }

    /// Cannot be taken now; `retryAfter` says when to ask again.
    public static ProblemException busy(ProblemType type, String detail, Duration retryAfter) {
        return new ProblemException(type, detail, List.of(), retryAfter);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    public List<ParameterError> errors() {
        return errors;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    private static String summary(List<ParameterError> errors) {
        return errors.size() == 1
                ? errors.getFirst().parameter() + ": " + errors.getFirst().detail()
                : errors.size() + " parameters are not right; errors[] names each.";
    }
}
