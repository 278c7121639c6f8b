package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.coverage.Places;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationSnapshot;
import dev.yizhan.service.support.LiveMonaco;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where and how often coverage is computed: whoever computes asks for the stations that serve, once a few districts,
/// and for the shapes that it needs.
class ComputedOnceIT extends LiveMonaco {

    private static final int AT_ONCE = 8;

    /// The real thing, which notes who asks it.
    static class Watched extends ServingPlaces {

        private final Queue<String> threads = new ConcurrentLinkedQueue<>();

        @Override
        Places of(StationSnapshot stations, Selection selection) {
            threads.add(Thread.currentThread().getName());
            return super.of(stations, selection);
        }
    }

    /// The real thing, which notes which shapes are wanted, which of them are read, and where they come.
    static class WatchedShapes extends DistrictShapes {

        private final Queue<String> wanted = new ConcurrentLinkedQueue<>();
        private final Queue<String> read = new ConcurrentLinkedQueue<>();
        private final Queue<String> threads = new ConcurrentLinkedQueue<>();

        WatchedShapes(DatabaseClient database, CoverageWorkers workers) {
            super(database, workers);
        }

        @Override
        Flux<DistrictShape> of(List<Plot> plots) {
            plots.forEach(plot -> wanted.add(plot.adcode()));
            return super.of(plots)
                    .doOnNext(_ -> threads.add(Thread.currentThread().getName()));
        }

        @Override
        Flux<DistrictShape> read(List<String> asked) {
            read.addAll(asked);
            return super.read(asked)
                    .doOnNext(_ -> threads.add(Thread.currentThread().getName()));
        }
    }

    @TestConfiguration
    static class Watching {

        @Bean
        @Primary
        WatchedShapes watchedShapes(DatabaseClient database, CoverageWorkers workers) {
            return new WatchedShapes(database, workers);
        }

        @Bean
        @Primary
        Watched watchedPlaces() {
            return new Watched();
        }
    }

    @Autowired
    private Watched places;

    @Autowired
    private WatchedShapes shapes;

    @BeforeEach
    void forget() {
        places.threads.clear();
        shapes.threads.clear();
        shapes.wanted.clear();
        shapes.read.clear();
    }

    private String answer(String address) {
        return new String(
                client.get()
                        .uri(URI.create("http://127.0.0.1:" + port + address))
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBody(),
                StandardCharsets.ISO_8859_1);
    }

    /// The different answers to one question, asked by several at the same moment.
    private Set<String> askedAtOnce(String address) throws Exception {
        CountDownLatch together = new CountDownLatch(AT_ONCE);
        List<Callable<String>> asking = Collections.nCopies(AT_ONCE, () -> {
            together.countDown();
            together.await();
            return answer(address);
        });
        Set<String> answers = new HashSet<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<String> answer : clients.invokeAll(asking)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"minutes=11", "minutes=12&method=network", "mode=ebike&minutes=9", "open_at=2026-11-24T02:00:00Z"
            })
    void who_asks_the_same_for_the_first_time_at_once_waits_for_one_computation(String question) throws Exception {
        String address = "/v1/coverage?level=county&" + question;
        assertThat(askedAtOnce(address)).hasSize(1);
        assertThat(places.threads).as("one look for the counties").hasSize(1);
        answer(address);
        assertThat(places.threads).as("and none later").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/coverage?level=county&minutes=21",
                "/v1/coverage?level=county&minutes=21&method=network",
                "/v1/coverage?level=cell&parent=990101&cell_m=500&minutes=21",
                "/v1/coverage?level=cell&parent=990101&cell_m=500&minutes=21&method=network",
                "/v1/coverage/990101/gaps?minutes=21",
                "/v1/coverage/990101/gaps?minutes=21&method=network",
                "/v1/coverage/990101/map.png?minutes=22",
                "/v1/coverage/990101/report?minutes=22&method=network"
            })
    void nothing_of_it_is_computed_where_requests_are_answered(String address) {
        answer(address);
        assertThat(places.threads).isNotEmpty().allMatch(ComputedOnceIT::isWorker);
        assertThat(shapes.threads)
                .as("nor does a shape come there")
                .isNotEmpty()
                .containsOnly("coverage");
    }

    private static boolean isWorker(String thread) {
        return thread.equals("coverage") || thread.equals("coverage-roads");
    }

    @Test
    void what_no_circle_reaches_is_looked_at_once_for_its_worst_point_and_never_again() {
        // Nobody says hours, so nobody serves.
        String address = "/v1/coverage?level=county&open_at=2026-11-24T03:00:00Z&minutes=";
        JsonNode first = JsonMapper.shared().readTree(answer(address + 13)).at("/rows");
        assertThat(shapes.wanted).containsExactlyInAnyOrder("440112", "990101");
        shapes.wanted.clear();
        assertThat(JsonMapper.shared().readTree(answer(address + 14)).at("/rows"))
                .hasSize(2)
                .isEqualTo(first);
        assertThat(shapes.wanted).isEmpty();
    }

    @Test
    void a_shape_that_was_read_for_one_standard_serves_the_next() {
        answer("/v1/coverage?level=county&minutes=31");
        shapes.wanted.clear();
        shapes.read.clear();
        answer("/v1/coverage?level=county&minutes=32");
        assertThat(shapes.wanted).containsExactlyInAnyOrder("440112", "990101");
        assertThat(shapes.read).isEmpty();
    }

    @Test
    void the_worst_point_of_a_district_is_the_same_by_any_standard() {
        JsonNode one = JsonMapper.shared().readTree(answer("/v1/coverage?level=county&minutes=13.5"));
        JsonNode other = JsonMapper.shared().readTree(answer("/v1/coverage?level=county&minutes=14.5"));
        assertThat(one.at("/rows").valueStream().map(row -> row.at("/worst_point")))
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(other.at("/rows")
                        .valueStream()
                        .map(row -> row.at("/worst_point"))
                        .toList());
    }

    @Test
    void what_is_tried_is_not_computed_there_either() {
        client.post()
                .uri("/v1/coverage/990101/what-if?minutes=23&method=network")
                .header("Content-Type", "application/json")
                .bodyValue("{\"close\":[\"demo:casino\"]}")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(places.threads).isNotEmpty().allMatch(ComputedOnceIT::isWorker);
    }
}
