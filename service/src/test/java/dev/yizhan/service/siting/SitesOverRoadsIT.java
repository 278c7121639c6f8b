package dev.yizhan.service.siting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.yizhan.service.support.LiveMonaco;
import dev.yizhan.service.support.TestRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sites for Monaco over its roads, by way of the service.
class SitesOverRoadsIT extends LiveMonaco {

    /// On the water before the casino, where no road leads, and beside a candidate, where stations are near.
    private static final String WATER = """
            "candidates": [{"lon": 7.4145, "lat": 43.7325}],
            "demand": [{"lon": 7.4400, "lat": 43.7300, "weight": 20}, {"lon": 7.4145, "lat": 43.7325, "weight": 1}]
            """;

    private JsonNode result(String body) {
        JsonNode job = JsonMapper.shared()
                .readTree(client.post()
                        .uri("/v1/coverage/990101/sites")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange()
                        .expectStatus()
                        .is2xxSuccessful()
                        .expectBody()
                        .returnResult()
                        .getResponseBody());
        String self = job.at("/links/self").asString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(200, self).at("/status").asString().equals("done"));
        return get(200, self).get("result");
    }

    private double coveredBefore(int seed) {
        return result("{\"objective\":\"mclp\",\"k\":1,\"method\":\"network\",\"seed\":" + seed + "," + WATER + "}")
                .at("/demand/covered_before")
                .asDouble();
    }

    @Test
    void stations_reach_what_the_areas_reach_that_the_record_keeps() throws Exception {
        await("areas of all stations")
                .atMost(Duration.ofSeconds(60))
                .until(() -> kept("count(*) = 5").equals("t"));
        assertThat(coveredBefore(1)).as("nobody walks on water").isEqualTo(1);
        String drawn = kept("st_asewkt(area)", "demo:casino");
        draw("SRID=4326;MULTIPOLYGON(((7.43 43.72,7.45 43.72,7.45 43.74,7.43 43.74,7.43 43.72)))");
        try {
            assertThat(coveredBefore(2)).as("unless the record says so").isEqualTo(21);
        } finally {
            draw(drawn);
        }
        assertThat(coveredBefore(3)).isEqualTo(1);
    }

    private static String kept(String what) throws SQLException {
        return kept(what, "%");
    }

    private static String kept(String what, String station) throws SQLException {
        try (Connection connection = TestRecord.withFixture("monaco").open();
                PreparedStatement select = connection.prepareStatement(
                        "select " + what + " from service_isochrone where mode = 'walk' and station like ?")) {
            select.setString(1, station);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static void draw(String area) throws SQLException {
        try (Connection connection = TestRecord.withFixture("monaco").open();
                PreparedStatement update = connection.prepareStatement("update service_isochrone set area ="
                        + " st_geomfromewkt(?) where mode = 'walk' and station = 'demo:casino'")) {
            update.setString(1, area);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void where_no_road_leads_nobody_builds() {
        // 400 m out at sea, with most of the demand around it; the other one in the old town.
        JsonNode result = result("""
                {"objective": "mclp", "k": 1, "method": "network",
                 "candidates": [{"lon": 7.4310, "lat": 43.7275, "id": "sea"}, {"lon": 7.4145, "lat": 43.7325, "id": "town"}],
                 "demand": [{"lon": 7.4310, "lat": 43.7276, "weight": 100}, {"lon": 7.4146, "lat": 43.7324, "weight": 1}]}
                """);
        assertThat(result.at("/candidates/off_road").asInt()).isEqualTo(1);
        assertThat(result.at("/candidates/used").asInt()).isEqualTo(1);
        assertThat(result.at("/notes").toString())
                .contains("1 of 2 candidates are more than 200 m from any road and were not used");
        assertThat(result.at("/demand/covered_after").asDouble())
                .as("nobody walks on water")
                .isLessThan(100);
        JsonNode alone = result("""
                {"objective": "mclp", "k": 1, "method": "network",
                 "candidates": [{"lon": 7.4310, "lat": 43.7275}], "demand": [{"lon": 7.4310, "lat": 43.7276, "weight": 1}]}
                """);
        assertThat(alone.at("/reasons/0").asString())
                .isEqualTo("All candidates outside excluded areas are more than 200 m from any road.");
    }

    @Test
    void beyond_the_roads_that_are_loaded_a_site_has_a_circle_and_says_so() {
        JsonNode result = result("""
                {"objective": "mclp", "k": 1, "method": "network",
                 "candidates": [{"lon": 8.5, "lat": 44.5}], "demand": [{"lon": 8.5001, "lat": 44.5, "weight": 1}]}
                """);
        assertThat(result.at("/features/0/properties/method").asString()).isEqualTo("circle");
        assertThat(result.at("/features/0/properties/reason").asString())
                .isEqualTo("the place lies beyond the roads that are loaded");
        assertThat(result.at("/candidates/off_road").asInt()).isZero();
    }

    @Test
    void a_median_over_roads_is_the_least_way_over_roads() {
        String places = """
                "candidates": [{"lon": 7.4145, "lat": 43.7325, "id": "a"}, {"lon": 7.4190, "lat": 43.7395, "id": "b"}],
                "demand": [{"lon": 7.4150, "lat": 43.7330, "weight": 3}, {"lon": 7.4195, "lat": 43.7400, "weight": 2}]
                """;
        String median = "{\"objective\":\"p_median\",\"k\":1,\"method\":\"%s\"," + places + "}";
        JsonNode ways = result(median.formatted("network"));
        JsonNode lines = result(median.formatted("circle"));
        assertThat(ways.at("/mean_distance/kind").asString()).isEqualTo("network");
        assertThat(lines.at("/mean_distance/kind").asString()).isEqualTo("straight");
        for (String when : List.of("/mean_distance/before_m", "/mean_distance/after_m")) {
            assertThat(ways.at(when).asDouble())
                    .as("on a slope no way is straight: %s", when)
                    .isGreaterThan(1.02 * lines.at(when).asDouble());
        }
        assertThat(ways.at("/value").asDouble())
                .isCloseTo(ways.at("/mean_distance/after_m").asDouble(), within(0.1));
        assertThat(ways.at("/value").asDouble())
                .isLessThan(ways.at("/mean_distance/before_m").asDouble());
        assertThat(ways.at("/notes").toString()).doesNotContain("straight");
    }
}
