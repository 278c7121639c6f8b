package dev.yizhan.service.problem;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;

/// What a failure means for the client: a type, words, and the headers that go with them.
///
/// **Shape**  an exception that nobody foresaw is [ProblemType#INTERNAL], and nothing of it reaches the client.
record Verdict(ProblemType type, String detail, List<ParameterError> errors, HttpHeaders headers) {

    private static final Duration WHILE_THE_DATABASE_COMES_BACK = Duration.ofSeconds(5);

    static Verdict on(Throwable failure) {
        Throwable telling = failure;
        for (int depth = 0; telling != null && depth < 10; depth++) {
            Verdict known = known(telling);
            if (known != null) {
                return known;
            }
            telling = telling.getCause();
        }
        return failure instanceof ErrorResponse response ? byStatus(response) : internal();
    }

    static Verdict internal() {
        return simple(ProblemType.INTERNAL, "The request could not be answered. The fault has been noted.");
    }

    private static @Nullable Verdict known(Throwable failure) {
        return switch (failure) {
            case ProblemException problem ->
                new Verdict(problem.type(), problem.detail(), problem.errors(), retryAfter(problem.retryAfter()));
            case DataBufferLimitException _ ->
                simple(ProblemType.BODY_TOO_LARGE, "The body is larger than this call takes.");
            case DecodingException unread -> unreadable(unread);
            case WebExchangeBindException invalid -> invalidBody(invalid);
            case MethodNotAllowedException method -> methodNotAllowed(method);
            case NotAcceptableStatusException accept -> notAcceptable(accept);
            case UnsupportedMediaTypeStatusException media ->
                new Verdict(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type " + (media.getContentType() == null ? "is missing" : media.getContentType())
                                + "; this call takes " + list(media.getSupportedMediaTypes()) + ".",
                        List.of(),
                        media.getHeaders());
            case DataAccessResourceFailureException _,
                    TransientDataAccessResourceException _,
                    R2dbcNonTransientResourceException _,
                    R2dbcTransientResourceException _,
                    ConnectException _ -> databaseAway();
            case R2dbcException sql when isGoingDown(sql) -> databaseAway();
            case R2dbcException sql when "57014".equals(sql.getSqlState()) -> late();
            case TimeoutException _ -> late();
            default -> null;
        };
    }

    /// Spring's own refusals that need no words of their own.
    private static Verdict byStatus(ErrorResponse response) {
        HttpStatusCode status = response.getStatusCode();
        ProblemType type = response instanceof ServerWebInputException
                ? ProblemType.INVALID_BODY
                : ProblemType.findByStatus(status.value())
                        .orElse(status.is4xxClientError() ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL);
        return new Verdict(type, type.explanation(), List.of(), response.getHeaders());
    }

    /// Spring raises it for bodies only, so text that the service itself cannot read stays an internal fault.
    private static Verdict unreadable(DecodingException unread) {
        return switch (unread.getCause()) {
            case MismatchedInputException mismatch ->
                new Verdict(
                        ProblemType.INVALID_BODY,
                        "A field of the body is unknown, missing or of another type than the call takes.",
                        List.of(new ParameterError(pointer(mismatch), "does not fit what the call takes here")),
                        HttpHeaders.EMPTY);
            case JacksonException json
            when json.getLocation() != null ->
                simple(
                        ProblemType.INVALID_BODY,
                        "The body is not valid JSON; it breaks at line "
                                + json.getLocation().getLineNr() + ", column "
                                + json.getLocation().getColumnNr() + ".");
            case null, default -> simple(ProblemType.INVALID_BODY, "The body could not be read.");
        };
    }

    private static String pointer(JacksonException json) {
        return json.getPath().stream()
                .map(at -> at.getPropertyName() == null ? String.valueOf(at.getIndex()) : at.getPropertyName())
                .collect(Collectors.joining("/", "/", ""));
    }

    private static Verdict invalidBody(WebExchangeBindException invalid) {
        List<ParameterError> errors = invalid.getFieldErrors().stream()
                .map(error -> new ParameterError(
                        "/" + error.getField().replace('.', '/'),
                        error.getDefaultMessage() == null ? "is not right" : error.getDefaultMessage()))
                .toList();
        return new Verdict(
                ProblemType.INVALID_BODY,
                "Fields of the body are not right; errors[] names each.",
                errors,
                HttpHeaders.EMPTY);
    }

    private static Verdict methodNotAllowed(MethodNotAllowedException method) {
        Set<HttpMethod> allowed = new LinkedHashSet<>(method.getSupportedMethods());
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        HttpHeaders headers = new HttpHeaders();
        headers.setAllow(allowed);
        return new Verdict(
                ProblemType.METHOD_NOT_ALLOWED,
                method.getHttpMethod() + " does not fit this address; it takes "
                        + allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", ")) + ".",
                List.of(),
                headers);
    }

    private static Verdict notAcceptable(NotAcceptableStatusException accept) {
        return new Verdict(
                ProblemType.NOT_ACCEPTABLE,
                "This address answers as " + list(accept.getSupportedMediaTypes()) + ".",
                List.of(),
                accept.getHeaders());
    }

    /// SQLSTATE class 57P is PostgreSQL shutting down or starting up, 53300 too many connections, 08 a broken one.
    private static boolean isGoingDown(R2dbcException sql) {
        String state = sql.getSqlState();
        return state != null && (state.startsWith("57P") || state.startsWith("08") || state.equals("53300"));
    }

    private static Verdict databaseAway() {
        return new Verdict(
                ProblemType.DATABASE_UNAVAILABLE,
                "The record of stations cannot be reached just now.",
                List.of(),
                retryAfter(WHILE_THE_DATABASE_COMES_BACK));
    }

    private static Verdict late() {
        return simple(ProblemType.DEADLINE_EXCEEDED, "The answer was not ready in time.");
    }

    private static Verdict simple(ProblemType type, String detail) {
        return new Verdict(type, detail, List.of(), HttpHeaders.EMPTY);
    }

    private static HttpHeaders retryAfter(@Nullable Duration wait) {
        HttpHeaders headers = new HttpHeaders();
        if (wait != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, wait.toSeconds())));
        }
        return headers;
    }

    private static String list(List<MediaType> types) {
        return types.stream().map(MediaType::toString).collect(Collectors.joining(", "));
    }
}
