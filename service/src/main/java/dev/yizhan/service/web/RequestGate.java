package dev.yizhan.service.web;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Turns away, before anything is done for them, requests that no call can take: addresses with bytes that are not
/// text, bodies larger than any call reads, bodies of unknown length where a body means nothing.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class RequestGate implements WebFilter {

    private final DataSize maxBody;

    RequestGate(@Value("${yizhan.web.max-body:8MB}") DataSize maxBody) {
        this.maxBody = maxBody;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        try {
            QueryText.decode(request.getURI().getRawPath(), false);
        } catch (IllegalArgumentException e) {
            return Mono.error(ProblemException.of(ProblemType.BAD_REQUEST, "The path " + e.getMessage() + "."));
        }
        if (request.getHeaders().getContentLength() > maxBody.toBytes()) {
            return Mono.error(ProblemException.of(
                    ProblemType.BODY_TOO_LARGE, "No call takes a body of more than " + maxBody.toMegabytes() + " MB."));
        }
        boolean reads = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        if (reads && request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return Mono.error(ProblemException.of(
                    ProblemType.BAD_REQUEST,
                    request.getMethod() + " takes no body; the question stands in the address."));
        }
        return chain.filter(exchange);
    }
}
