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

/// Where and how often coverage is computed: whoever computes asks for the stations that serve, once a district.
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

    @TestConfiguration
    static class Watching {

        @Bean
        @Primary
        Watched watchedPlaces() {
            return new Watched();
        }
    }

    @Autowired
    private Watched places;

    @BeforeEach
    void forget() {
        places.threads.clear();
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
        assertThat(places.threads).as("one look for each of the two counties").hasSize(2);
        answer(address);
        assertThat(places.threads).as("and none later").hasSize(2);
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
        assertThat(places.threads).isNotEmpty().containsOnly("coverage");
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
        assertThat(places.threads).isNotEmpty().containsOnly("coverage");
    }
}
