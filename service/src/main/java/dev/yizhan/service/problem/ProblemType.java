package dev.yizhan.service.problem;

import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/// What can go wrong for a client, each with a stable type URI, `/problems/` and the name in lower case.
///
/// A client decides by `type`; titles and details are words for people and may change.
public enum ProblemType {
    INVALID_PARAMETER(
            HttpStatus.BAD_REQUEST,
            "Parameters are not right",
            "One or more query parameters are unknown, missing, repeated, malformed or out of range. errors[] names all of"
                    + " them at once; nothing was done."),
    INVALID_BODY(
            HttpStatus.BAD_REQUEST,
            "The body is not right",
            "The body could not be read as what this call takes. errors[] names the fields where that is known."),
    BAD_REQUEST(
            HttpStatus.BAD_REQUEST,
            "The request is not right",
            "The request breaks HTTP, or its address holds characters that no address here has."),
    ORIGIN_NOT_ALLOWED(
            HttpStatus.FORBIDDEN,
            "A page of another origin may not ask this",
            "Pages of other origins may use GET, HEAD and POST, without credentials."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is nothing at this address",
            "No call has this path; see /docs for all of them."),
    STATION_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "No such station",
            "No station ever had this id. An id is network:source_id, as lists give it."),
    STATION_REMOVED(
            HttpStatus.GONE,
            "The station is gone",
            "A station had this id, but the newest dataset of its network no longer holds it."),
    DISTRICT_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "No such district",
            "No district with this adcode has a shape here; /v1/districts lists those that do."),
    JOB_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "No such job",
            "No job has this id, or its result is no longer kept. The same question asked again gives the same job."),
    JOB_WITHOUT_RESULT(
            HttpStatus.NOT_FOUND,
            "The job has no result",
            "The job is under way, or it failed, was cancelled or was lost with its process; the detail says which, and"
                    + " why. Asked again, the question begins anew where the job is over."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "The method does not fit this address",
            "The Allow header names the methods that do."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "The answer does not come in that form",
            "None of the media types in Accept can be made here; the detail names those that can."),
    BODY_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The body is too large",
            "The body is larger than the call takes; send it in parts."),
    ADDRESS_TOO_LONG(
            HttpStatus.URI_TOO_LONG,
            "The address is too long",
            "The path and query together are longer than the server reads."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body does not come in a form that is read here",
            "Content-Type is missing or names a form that the call does not take; the Accept header names those that it does."),
    OUTSIDE_SERVICE_REGION(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Outside the region that is served",
            "The place lies where no network is loaded."),
    HEADERS_TOO_LARGE(
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            "The headers are too large",
            "The headers together are longer than the server reads."),
    DATASET_NOT_READY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The stations are not loaded yet",
            "The server has just started and reads its stations, or nothing was ever loaded. Retry-After says when to ask"
                    + " again."),
    DATABASE_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The database is away",
            "The record of stations cannot be reached just now. The nearest station is still answered; everything else waits."
                    + " Retry-After says when to ask again."),
    JOB_QUEUE_FULL(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Too much long work is waiting",
            "Long work is done one after another, and only so much may wait. Retry-After says when to ask again."),
    DEADLINE_EXCEEDED(
            HttpStatus.GATEWAY_TIMEOUT,
            "The answer took too long",
            "The question is too large for its time; ask for a smaller area."),
    INTERNAL(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong here",
            "The fault is the server's. request_id leads to it in the server's log.");

    private final HttpStatus status;
    private final String title;
    private final String explanation;

    ProblemType(HttpStatus status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    public HttpStatus status() {
        return status;
    }

    /// The same words for every problem of the type.
    public String title() {
        return title;
    }

    /// What the type means and what a client can do, as its page says it.
    public String explanation() {
        return explanation;
    }

    /// The last part of the type's URI.
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Resolved against the address of the server, it leads to the explanation.
    public String uri() {
        return "/problems/" + slug();
    }

    /// What a bare status means when nothing more is known; statuses that say nothing about the request have no type.
    public static Optional<ProblemType> findByStatus(int status) {
        return Optional.ofNullable(
                switch (status) {
                    case 400 -> BAD_REQUEST;
                    case 403 -> ORIGIN_NOT_ALLOWED;
                    case 404 -> NOT_FOUND;
                    case 405 -> METHOD_NOT_ALLOWED;
                    case 406 -> NOT_ACCEPTABLE;
                    case 413 -> BODY_TOO_LARGE;
                    case 414 -> ADDRESS_TOO_LONG;
                    case 415 -> UNSUPPORTED_MEDIA_TYPE;
                    case 431 -> HEADERS_TOO_LARGE;
                    case 500 -> INTERNAL;
                    default -> null;
                });
    }

    static Optional<ProblemType> findBySlug(String slug) {
        for (ProblemType type : values()) {
            if (type.slug().equals(slug)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
