package dev.yizhan.service.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import tools.jackson.databind.json.JsonMapper;

/// Turns whatever is thrown, by a filter, a controller or the framework, into a problem.
///
/// **Shape**  one place for all paths, so no answer can miss it; before Boot's own handler, which has order −1.
@Component
@Order(-2)
final class ProblemHandler implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    /// Whether the client went away: between two pieces of an answer, or while one was being written.
    private static boolean isHungUp(Throwable failure) {
        return failure instanceof AbortedException || AbortedException.isConnectionReset(failure);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            // The status is on the wire already; cutting the connection is the only honest sign left.
            if (isHungUp(failure)) {
                LOG.debug("{} was no longer wanted", exchange.getRequest().getPath());
            } else {
                LOG.warn(
                        "{} broke after its answer had begun",
                        exchange.getRequest().getPath(),
                        failure);
            }
            return Mono.error(failure);
        }
        Verdict verdict = Verdict.on(failure);
        HttpStatus status = verdict.type().status();
        boolean ours = verdict.type() == ProblemType.INTERNAL;
        if (ours) {
            LOG.error(
                    "request {}: {} {} failed",
                    exchange.getRequest().getId(),
                    exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath(),
                    failure);
        } else if (status.is5xxServerError()) {
            LOG.warn(
                    "{} answered {}: {}",
                    exchange.getRequest().getPath(),
                    verdict.type().slug(),
                    failure.toString());
        }
        byte[] body = json.writeValueAsBytes(new Problem(
                verdict.type().uri(),
                verdict.type().title(),
                status.value(),
                verdict.detail(),
                verdict.errors(),
                ours ? exchange.getRequest().getId() : null));
        response.setStatusCode(status);
        HttpHeaders headers = response.getHeaders();
        headers.remove(HttpHeaders.ETAG);
        headers.putAll(verdict.headers());
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        headers.setCacheControl("no-store");
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
