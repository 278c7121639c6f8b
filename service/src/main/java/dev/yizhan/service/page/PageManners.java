package dev.yizhan.service.page;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// What a browser is told about every answer: to take it for nothing else than it says it is, and, for a page of ours,
/// that nothing comes from elsewhere and nobody frames it.
@Component
@Order(-1)
final class PageManners implements WebFilter {

    private static final String POLICY = "Content-Security-Policy";
    private static final String ORIGIN = "https?://[A-Za-z0-9.*-]+(:[0-9]+)?";

    private final String policy;

    /// @param origins the hosts of a base map, the only others that a page may load from
    PageManners(@Value("${yizhan.base-map.origins:}") List<String> origins) {
        for (String origin : origins) {
            if (!origin.matches(ORIGIN)) {
                throw new IllegalArgumentException(
                        "YIZHAN_BASE_MAP_ORIGINS: " + origin + " is no origin such as https://maps.example.cn");
            }
        }
        String others = origins.isEmpty() ? "" : " " + String.join(" ", origins);
        // MapLibre draws pictures from blobs; its worker is a file of ours.
        policy = String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data: blob:" + others,
                "font-src 'self'",
                "connect-src 'self'" + others,
                "worker-src 'self' blob:",
                "manifest-src 'self'",
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'self'");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        exchange.getResponse().beforeCommit(() -> {
            MediaType type = headers.getContentType();
            // The page at /docs is the library's own and brings its styles with it.
            String path = exchange.getRequest().getPath().value();
            boolean ours = !path.startsWith("/webjars/") && !path.startsWith("/swagger-ui/");
            if (ours && type != null && type.isCompatibleWith(MediaType.TEXT_HTML)) {
                // A report stands alone, and says itself what it may.
                if (headers.getFirst(POLICY) == null) {
                    headers.set(POLICY, policy);
                }
                headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
                headers.set("Permissions-Policy", "geolocation=(self), camera=(), microphone=(), payment=()");
                headers.set("Cross-Origin-Opener-Policy", "same-origin");
            }
            return Mono.empty();
        });
        return chain.filter(exchange);
    }
}
