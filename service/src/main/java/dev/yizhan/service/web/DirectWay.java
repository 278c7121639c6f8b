package dev.yizhan.service.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The short way for plain requests to a [DirectAnswer]: before filters, mapping and codecs, with the headers that
/// these would have set and the same timer. A condition, another page's origin, a wish for another form, a body, or
/// anything wrong with the question: the request goes the usual way as if it had never been here.
@Component
final class DirectWay implements HttpHandlerDecoratorFactory {

    private static final List<String> NOT_PLAIN = List.of(
            HttpHeaders.IF_NONE_MATCH,
            HttpHeaders.ORIGIN,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.TRANSFER_ENCODING,
            HttpHeaders.EXPECT);
    private static final String ANYTHING = "*/*";
    /// As the usual way says it: a cache may not hand this answer to another page or as another form.
    private static final String VARY =
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, " + HttpHeaders.ACCEPT;
    private static final MediaType GEO_JSON = MediaType.parseMediaType(GeoJsonModule.MEDIA_TYPE);

    private final Map<String, Call<?>> calls;
    private final VersionTags tags;

    DirectWay(List<DirectAnswer<?>> answers, VersionTags tags, MeterRegistry meters) {
        this.calls = answers.stream()
                .map(answer -> Call.to(answer, meters))
                .collect(Collectors.toUnmodifiableMap(Call::path, Function.identity()));
        this.tags = tags;
    }

    private record Call<Q extends Record>(DirectAnswer<Q> to, QueryShape shape, Timer timer) {

        static <Q extends Record> Call<Q> to(DirectAnswer<Q> answer, MeterRegistry meters) {
            // Named and tagged as the framework does it, so that a dashboard sees one route.
            Timer timer = Timer.builder("http.server.requests")
                    .tags("method", "GET", "uri", answer.path(), "status", "200", "outcome", "SUCCESS")
                    .tags("exception", "none", "error", "none")
                    .register(meters);
            return new Call<>(answer, QueryShape.of(answer.query()), timer);
        }

        String path() {
            return to.path();
        }

        /// Null where the usual way has to answer, be it with words about what is wrong.
        @Nullable
        DataBuffer answer(@Nullable String rawQuery, DataBufferFactory buffers) {
            try {
                return to.answer(to.query().cast(shape.bind(rawQuery)), buffers);
            } catch (RuntimeException _) {
                return null;
            }
        }
    }

    @Override
    public HttpHandler apply(HttpHandler usual) {
        return (request, response) -> {
            Call<?> call = calls.get(request.getURI().getRawPath());
            if (call == null || !isPlain(request)) {
                return usual.handle(request, response);
            }
            Mono<Void> answered = answer(call, request, response);
            return answered == null ? usual.handle(request, response) : answered;
        };
    }

    private @Nullable Mono<Void> answer(Call<?> call, ServerHttpRequest request, ServerHttpResponse response) {
        long start = System.nanoTime();
        URI address = request.getURI();
        // Before the answer, for the reason given in VersionTags.
        String tag = tags.tag(request);
        DataBuffer body = call.answer(address.getRawQuery(), response.bufferFactory());
        if (body == null) {
            return null;
        }
        response.setStatusCode(HttpStatus.OK);
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(GEO_JSON);
        headers.setContentLength(body.readableByteCount());
        headers.set(HttpHeaders.VARY, VARY);
        headers.set("X-Content-Type-Options", "nosniff");
        tags.label(response, tag);
        call.timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return response.writeWith(Mono.just(body));
    }

    private static boolean isPlain(ServerHttpRequest request) {
        if (request.getMethod() != HttpMethod.GET) {
            return false;
        }
        HttpHeaders headers = request.getHeaders();
        for (String name : NOT_PLAIN) {
            if (headers.containsHeader(name)) {
                return false;
            }
        }
        String accept = headers.getFirst(HttpHeaders.ACCEPT);
        return accept == null || accept.equals(ANYTHING) || accept.equals(GeoJsonModule.MEDIA_TYPE);
    }
}
