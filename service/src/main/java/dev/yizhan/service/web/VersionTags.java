package dev.yizhan.service.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Tags every answer under /v1 with the dataset version that it comes from, and spares the work
/// where the client holds that version already.
///
/// **Shape**  `W/"<version>.<question>"`, weak because the same answer may be compressed; the
/// question is a checksum of the address, `Accept` and, where they decide, the reader's languages, so that a tag never
/// matches the answer to
/// another question. A replica that has lost its database tags differently, for its answers say so,
/// and adds their `Age`. Answers about stations, and those to a question with `open_at`, depend on
/// the hours that stations keep, which change on full minutes, so their tags last no longer than a minute; nor
/// do those over roads, for the roads may be loaded later than the data.
/// **Empty**  no tag before the first publish, on problems, and where a controller set one of its own.
@Component
@Order(0)
final class VersionTags implements WebFilter {

    private static final String STATIONS = "/v1/stations";
    private static final String OPEN_AT = "open_at=";
    private static final String OVER_ROADS = "method=network";
    private static final String JOBS = "/v1/jobs";

    /// What is printed is in the language that its reader prefers, unless lang= says which.
    private static final Pattern PRINTED = Pattern.compile("/v1/coverage/[^/]+/(report|map\\.png)");

    private final CurrentDataset dataset;

    VersionTags(CurrentDataset dataset) {
        this.dataset = dataset;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean reads = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        // A job goes on while the dataset stays as it is.
        String path = request.getPath().value();
        if (!reads || !path.startsWith("/v1/") || path.startsWith(JOBS)) {
            return chain.filter(exchange);
        }
        // Taken before the answer is made: should a publish come in between, the tag is the older one and the next
        // request fetches again.
        String tag = tag(request);
        ServerHttpResponse response = exchange.getResponse();
        if (tag != null && request.getHeaders().getIfNoneMatch().contains(tag)) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            label(response, tag);
            varyByLanguage(request, response);
            return response.setComplete();
        }
        response.beforeCommit(() -> {
            HttpStatusCode status = response.getStatusCode();
            if (status == null || status.is2xxSuccessful()) {
                label(response, tag);
                varyByLanguage(request, response);
            }
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    /// The tag of the answer to a request, from what is served now; null before the first publish.
    @Nullable
    String tag(ServerHttpRequest request) {
        String version = dataset.version();
        if (version == null) {
            return null;
        }
        String query = String.valueOf(request.getURI().getRawQuery());
        CRC32 question = new CRC32();
        question.update(request.getURI().getRawPath().getBytes(StandardCharsets.UTF_8));
        question.update(query.getBytes(StandardCharsets.UTF_8));
        question.update(String.valueOf(request.getHeaders().getFirst(HttpHeaders.ACCEPT))
                .getBytes(StandardCharsets.UTF_8));
        if (inLanguageOfReader(request)) {
            question.update(String.valueOf(request.getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE))
                    .getBytes(StandardCharsets.UTF_8));
        }
        if (request.getPath().value().startsWith(STATIONS) || query.contains(OPEN_AT) || query.contains(OVER_ROADS)) {
            question.update(Long.toString(Instant.now().getEpochSecond() / 60).getBytes(StandardCharsets.US_ASCII));
        }
        return "W/\"" + version + (dataset.stale() ? "-stale." : ".") + Long.toHexString(question.getValue()) + "\"";
    }

    private static boolean inLanguageOfReader(ServerHttpRequest request) {
        return PRINTED.matcher(request.getPath().value()).matches()
                && !request.getQueryParams().containsKey("lang");
    }

    private static void varyByLanguage(ServerHttpRequest request, ServerHttpResponse response) {
        if (inLanguageOfReader(request)) {
            response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        }
    }

    /// Sets the headers by which caches know an answer again.
    void label(ServerHttpResponse response, @Nullable String tag) {
        HttpHeaders headers = response.getHeaders();
        if (tag != null && headers.getETag() == null) {
            headers.setETag(tag);
        }
        if (headers.getCacheControl() == null) {
            headers.setCacheControl("no-cache");
        }
        if (!headers.getVary().contains(HttpHeaders.ACCEPT)) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        }
        if (dataset.staleSince() != null) {
            headers.set(
                    HttpHeaders.AGE, String.valueOf(dataset.age(Instant.now()).toSeconds()));
        }
    }
}
