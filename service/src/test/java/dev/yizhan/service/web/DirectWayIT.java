package dev.yizhan.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yizhan.service.support.LiveHuangpu;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// The short way answers what the usual way answers, which another page's Origin asks for here.
class DirectWayIT extends LiveHuangpu {

    private static final String NEAREST = "/v1/stations/nearest";

    @Autowired
    private MeterRegistry meters;

    private HttpResponse<String> ask(String address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private long direct() {
        Timer timer = meters.find("http.server.requests")
                .tags("uri", NEAREST, "status", "200")
                .timer();
        return timer == null ? 0 : timer.count();
    }

    private static Set<String> vary(HttpResponse<String> answer) {
        return answer.headers().allValues("Vary").stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The headers that have to be equal; a tag holds the minute, which may pass between two answers, and `Vary`
    /// may come in one line or in several.
    private static Map<String, List<String>> others(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet()
                .removeIf(name -> name.startsWith("access-control-")
                        || Set.of("vary", "etag").contains(name));
        return headers;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?lon=113.45&lat=23.101",
                "?lon=113.45&lat=23.101&crs=gcj02&limit=1&rank=ebike",
                "?lon=113.45&lat=23.101&amenity=toilet&open_at=2026-05-01T12:00:00%2B08:00",
                "?lon=0&lat=0",
                "?lng=113.45&lat=91",
                "?lon=113.45&lat=23.101&network=nobody",
                ""
            })
    void both_ways_say_the_same(String query) throws Exception {
        HttpResponse<String> direct = ask(NEAREST + query);
        HttpResponse<String> usual = ask(NEAREST + query, "Origin", "https://example.org");
        assertThat(direct.statusCode()).isEqualTo(usual.statusCode());
        assertThat(direct.body()).isEqualTo(usual.body());
        assertThat(others(direct)).isEqualTo(others(usual));
        assertThat(vary(direct)).isEqualTo(vary(usual));
        assertThat(usual.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void what_is_known_already_is_not_sent_again() throws Exception {
        String address = NEAREST + "?lon=113.45&lat=23.101";
        // A tag lasts to the end of its minute, which may come in between, but not twice.
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String tag = ask(address).headers().firstValue("ETag").orElseThrow();
            answered.add(ask(address, "If-None-Match", tag).statusCode());
        }
        assertThat(answered).contains(304);
    }

    @Test
    void another_form_is_still_had() throws Exception {
        HttpResponse<String> answer = ask(NEAREST + "?lon=113.45&lat=23.101", "Accept", "application/json");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(ask(NEAREST + "?lon=113.45&lat=23.101", "Accept", "image/png")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void every_answer_is_counted() throws Exception {
        long before = direct();
        ask(NEAREST + "?lon=113.45&lat=23.101");
        ask(NEAREST + "?lon=113.45&lat=23.101", "Origin", "https://example.org");
        // The framework counts an answer of its own once it has gone out, which may be after it has come in here.
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(direct()).isEqualTo(before + 2));
    }
}
