package dev.yizhan.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/// The service started while nothing listens where its database should be.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:1/nothing", "spring.r2dbc.username=nobody"})
@AutoConfigureWebTestClient(timeout = "60s")
class DatabaseAwayIT {

    @Autowired
    private WebTestClient client;

    @ParameterizedTest
    @CsvSource({
        "/v1/networks, database-unavailable",
        "/v1/amenities, database-unavailable",
        "/v1/districts, database-unavailable",
        "/v1/districts/440112, database-unavailable",
        "/v1/stations/demo:a, database-unavailable",
        "/v1/status, database-unavailable",
        "/v1/stations, dataset-not-ready",
    })
    void a_call_that_needs_it_says_when_to_ask_again(String address, String type) {
        client.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .value(
                        "Retry-After",
                        seconds -> assertThat(Integer.parseInt(seconds)).isPositive())
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/" + type)
                .jsonPath("$.detail")
                .value(detail -> assertThat(String.valueOf(detail)).doesNotContain("127.0.0.1"));
    }

    @Test
    void a_wrong_question_is_still_told_what_is_wrong_with_it() {
        client.get().uri("/v1/stations?limit=0").exchange().expectStatus().isBadRequest();
    }

    @Test
    void what_needs_no_database_is_there() {
        client.get().uri("/openapi.json").exchange().expectStatus().isOk();
        client.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
    }
}
