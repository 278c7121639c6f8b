package dev.yizhan.service.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/// Whom a page may load from.
class PageMannersTest {

    private static @Nullable String policyWith(String... origins) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/plan"));
        exchange.getResponse().getHeaders().setContentType(MediaType.TEXT_HTML);
        new PageManners(List.of(origins))
                .filter(exchange, same -> same.getResponse().setComplete())
                .block();
        return exchange.getResponse().getHeaders().getFirst("Content-Security-Policy");
    }

    @Test
    void the_hosts_of_a_base_map_are_the_only_others() {
        assertThat(policyWith()).contains("connect-src 'self';", "img-src 'self' data: blob:;");
        assertThat(policyWith("https://a.example.cn", "http://127.0.0.1:8309"))
                .contains(
                        "connect-src 'self' https://a.example.cn http://127.0.0.1:8309;",
                        "img-src 'self' data: blob: https://a.example.cn http://127.0.0.1:8309;",
                        "script-src 'self';");
    }

    @Test
    void what_is_no_origin_is_refused_with_the_name_of_its_setting() {
        assertThatThrownBy(() -> policyWith("https://a.example.cn; script-src *"))
                .hasMessageContaining("YIZHAN_BASE_MAP_ORIGINS");
    }
}
