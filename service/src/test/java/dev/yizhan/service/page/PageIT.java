package dev.yizhan.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.support.LiveHuangpu;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

class PageIT extends LiveHuangpu {

    private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");

    private EntityExchangeResult<byte[]> fetch(String address, String accepting) {
        return client.get()
                .uri(address)
                .header(HttpHeaders.ACCEPT_ENCODING, accepting)
                .exchange()
                .expectBody()
                .returnResult();
    }

    static String text(EntityExchangeResult<byte[]> result) {
        byte[] body = result.getResponseBody();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    private List<String> assets() {
        return Stream.of("/", "/plan")
                .map(page -> text(fetch(page, "identity")))
                .flatMap(page -> ASSET.matcher(page).results().map((MatchResult found) -> found.group(1)))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/plan", "/plan/", "/?station=demo:a", "/?map=off&lang=en"})
    void a_page_is_asked_for_again_each_time_and_lets_nothing_in_from_elsewhere(String address) {
        EntityExchangeResult<byte[]> page = fetch(address, "identity");
        assertThat(page.getStatus().value()).isEqualTo(200);
        HttpHeaders headers = page.getResponseHeaders();
        assertThat(headers.getContentType()).isNotNull().matches(type -> type.isCompatibleWith(MediaType.TEXT_HTML));
        assertThat(headers.getCacheControl()).isEqualTo("no-cache");
        assertThat(headers.getETag()).isNotBlank();
        assertThat(headers.getFirst("Content-Security-Policy"))
                .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'self'")
                .doesNotContain("unsafe");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("Permissions-Policy")).contains("geolocation=(self)");
        assertThat(text(page)).doesNotContain("src=\"http").doesNotContain("<script>");
        client.get()
                .uri(address)
                .ifNoneMatch(headers.getETag())
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @TestFactory
    Stream<DynamicTest> what_is_named_after_its_content_is_kept_for_good_and_comes_packed() {
        List<String> assets = assets();
        assertThat(assets).hasSizeGreaterThan(2);
        return assets.stream()
                .map(asset -> DynamicTest.dynamicTest(asset, () -> {
                    EntityExchangeResult<byte[]> plain = fetch(asset, "identity");
                    assertThat(plain.getStatus().value()).isEqualTo(200);
                    assertThat(plain.getResponseHeaders().getCacheControl())
                            .contains("max-age=31536000", "public", "immutable");
                    HttpResponse<byte[]> packed = packed(asset);
                    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
                    assertThat(packed.headers().allValues("Vary"))
                            .anyMatch(vary -> vary.equalsIgnoreCase("Accept-Encoding"));
                    assertThat(MediaType.valueOf(
                                    packed.headers().firstValue("Content-Type").orElseThrow()))
                            .isEqualTo(plain.getResponseHeaders().getContentType());
                    assertThat(unpacked(packed.body())).isEqualTo(plain.getResponseBody());
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "/sw.js, text/javascript",
        "/manifest.webmanifest, application/manifest+json",
        "/icon.svg, image/svg+xml",
        "/icon-512.png, image/png",
        "/robots.txt, text/plain"
    })
    void the_few_files_that_keep_their_name_are_asked_for_again(String address, String type) {
        HttpHeaders headers = client.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(byte[].class)
                .getResponseHeaders();
        assertThat(headers.getCacheControl()).isEqualTo("no-cache");
        assertThat(headers.getContentType())
                .isNotNull()
                .matches(found -> found.isCompatibleWith(MediaType.valueOf(type)), type);
    }

    @Test
    void a_shared_station_is_named_in_the_preview_of_its_link() {
        assertThat(text(fetch("/?station=demo:a", "identity")))
                .contains("<meta property=\"og:title\" content=\"黄埔驿站\"")
                .contains("路1号")
                .contains("<title>黄埔驿站 · 驿站</title>");
    }

    @Test
    void what_anybody_can_write_into_a_header_is_not_believed() {
        assertThat(text(forwarded(client)))
                .contains("<meta property=\"og:url\" content=\"http://localhost:" + port + "/?station=demo%3Aa\"")
                .contains("<meta property=\"og:image\" content=\"http://localhost:" + port + "/icon-512.png\"");
    }

    /// The page of a station as a proxy asks for it that serves https://yz.example.cn.
    static EntityExchangeResult<byte[]> forwarded(WebTestClient client) {
        return client.get()
                .uri("/?station=demo:a")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "yz.example.cn")
                .exchange()
                .expectBody()
                .returnResult();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?station=nobody:here", "/?station=", "/?station=%22%3E%3Cscript%3E"})
    void a_station_that_nobody_knows_leaves_the_page_as_it_is(String address) {
        assertThat(text(client.get()
                        .uri(URI.create("http://127.0.0.1:" + port + address))
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()))
                .isEqualTo(text(fetch("/", "identity")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/plan/index.html",
                "/assets/nothing-here.js",
                "/assets/",
                "/assets/../index.html",
                "/planner",
                "/nothing.png"
            })
    void any_other_address_is_still_a_problem(String address) {
        EntityExchangeResult<byte[]> answer = fetch(address, "identity");
        assertThat(answer.getStatus().value()).isEqualTo(404);
        assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    }

    /// By a client that does not unpack on its own, as the tests' client does.
    private HttpResponse<byte[]> packed(String address) throws IOException, InterruptedException {
        try (HttpClient bare = HttpClient.newHttpClient()) {
            return bare.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return stream.readAllBytes();
        }
    }
}
