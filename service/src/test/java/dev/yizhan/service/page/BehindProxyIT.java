package dev.yizhan.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.support.LiveHuangpu;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// Behind a proxy whose headers the service was told to believe.
@TestPropertySource(properties = "YIZHAN_FORWARDED_HEADERS=native")
class BehindProxyIT extends LiveHuangpu {

    @Test
    void a_preview_and_tiles_are_at_the_address_that_people_know() {
        assertThat(PageIT.text(PageIT.forwarded(client)))
                .contains("<meta property=\"og:url\" content=\"https://yz.example.cn/?station=demo%3Aa\"")
                .contains("<meta property=\"og:image\" content=\"https://yz.example.cn/icon-512.png\"");
        client.get()
                .uri("/tiles/stations.json")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "yz.example.cn")
                .exchange()
                .expectBody()
                .jsonPath("$.tiles[0]")
                .value(
                        String.class,
                        tiles -> assertThat(tiles).startsWith("https://yz.example.cn/tiles/stations/{z}/{x}/{y}.mvt"));
    }
}
