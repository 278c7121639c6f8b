package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.support.GridJudge;
import dev.yizhan.service.support.LiveMonaco;
import dev.yizhan.service.support.SchemaJudge;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Coverage over the roads of Monaco: a district on land and water, and one beyond the roads.
///
/// Stands on 20 minutes, for whose circles the record keeps nothing.
class CoverageByRoadsIT extends LiveMonaco {

    private static final String NETWORK = "minutes=20&method=network";

    @Autowired
    private CoverageWorkers workers;

    private JsonNode row(String query, String adcode) {
        return get(200, "/v1/coverage?" + query)
                .at("/rows")
                .valueStream()
                .filter(row -> row.at("/adcode").asString().equals(adcode))
                .findFirst()
                .orElseThrow();
    }

    private byte[] bytes(String address) {
        return client.get()
                .uri(URI.create("http://127.0.0.1:" + port + address))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
    }

    private JsonNode whatIf(String query, String body) {
        return whatIf(200, query, body);
    }

    private JsonNode whatIf(int status, String query, String body) {
        return JsonMapper.shared()
                .readTree(client.post()
                        .uri(URI.create("http://127.0.0.1:" + port + "/v1/coverage/990101/what-if?" + query))
                        .header("Content-Type", "application/json")
                        .bodyValue(body)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectBody()
                        .returnResult()
                        .getResponseBody());
    }

    @Test
    void over_roads_less_is_served_than_by_circles_and_the_answer_says_how_it_was_drawn() {
        JsonNode answer = get(200, "/v1/coverage?level=county&" + NETWORK);
        assertThat(answer.at("/standard/method").asString()).isEqualTo("network");
        assertThat(answer.at("/roads/stations_by_roads").asInt()).isEqualTo(3);
        assertThat(answer.at("/roads/stations_by_circle").asInt())
                .as("the one at sea")
                .isEqualTo(1);
        assertThat(answer.at("/roads/districts_beyond").asInt()).as("in China").isEqualTo(1);
        JsonNode roads = row("level=county&" + NETWORK, "990101");
        JsonNode circles = row("level=county&minutes=20", "990101");
        assertThat(roads.at("/drawn").asString()).isEqualTo("mixed");
        assertThat(circles.at("/drawn").asString()).isEqualTo("circle");
        assertThat(roads.at("/covered_area_m2").asDouble())
                .isBetween(
                        Math.PI * 1333 * 1333,
                        0.9 * circles.at("/covered_area_m2").asDouble());
        assertThat(circles.at("/covered_demand").asDouble()).isEqualTo(60);
        assertThat(roads.at("/covered_demand").asDouble())
                .as("nobody walks on water")
                .isEqualTo(40);
        assertThat(get(200, "/v1/coverage?level=county&minutes=20").at("/roads").isNull())
                .isTrue();
    }

    @Test
    void beyond_the_roads_a_circle_stays_a_circle() {
        JsonNode china = row("level=county&" + NETWORK, "440112");
        assertThat(china.at("/drawn").asString()).isEqualTo("circle");
        assertThat(china.at("/covered_area_m2"))
                .isEqualTo(row("level=county&minutes=20", "440112").at("/covered_area_m2"));
    }

    @Test
    void who_asks_the_same_at_once_gets_the_same() {
        List<String> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> new String(
                        bytes("/v1/coverage?parent=990100&minutes=17&method=network"), StandardCharsets.UTF_8))
                .distinct()
                .toList();
        assertThat(answers).hasSize(1);
    }

    @Test
    void cells_add_up_to_their_district_and_say_how_they_were_drawn() {
        JsonNode cells = get(200, "/v1/coverage?level=cell&parent=990101&cell_m=500&limit=20000&" + NETWORK);
        JsonNode district = row("level=county&" + NETWORK, "990101");
        assertThat(cells.at("/rows")
                        .valueStream()
                        .mapToDouble(row -> row.at("/covered_area_m2").asDouble())
                        .sum())
                .isCloseTo(district.at("/covered_area_m2").asDouble(), Percentage.withPercentage(0.01));
        assertThat(cells.at("/rows")
                        .valueStream()
                        .mapToDouble(row -> row.at("/covered_demand").asDouble(0))
                        .sum())
                .isEqualTo(40);
        assertThat(cells.at("/rows").valueStream().map(row -> row.at("/drawn").asString()))
                .contains("network", "circle");
        assertThat(cells.at("/roads"))
                .isEqualTo(get(200, "/v1/coverage?parent=990100&" + NETWORK).at("/roads"));
    }

    @Test
    void tables_and_shapes_say_it_too() throws Exception {
        String[] lines = new String(bytes("/v1/coverage?format=csv&level=county&" + NETWORK), StandardCharsets.UTF_8)
                .split("\r\n");
        assertThat(lines[0]).contains(",area_ratio,drawn,", ",method,stations_by_roads,stations_by_circle,");
        assertThat(lines).anyMatch(line -> line.startsWith("990101") && line.contains(",mixed,"));
        assertThat(lines).anyMatch(line -> line.startsWith("440112") && line.contains(",circle,"));
        assertThat(lines[1]).contains(",network,3,1,");
        assertThat(get(200, "/v1/coverage?format=geojson&level=county&" + NETWORK)
                        .at("/roads/stations_by_roads")
                        .asInt())
                .isEqualTo(3);
        Path file = Files.createTempFile("roads", ".gpkg");
        Files.write(file, bytes("/v1/coverage?format=gpkg&level=county&" + NETWORK));
        try (Connection layer = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = layer.createStatement();
                ResultSet row = statement.executeQuery("select drawn, method from coverage where adcode = '990101'")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("mixed");
            assertThat(row.getString(2)).isEqualTo("network");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void gaps_are_what_no_area_over_roads_reaches() {
        JsonNode gaps = get(200, "/v1/coverage/990101/gaps?" + NETWORK);
        JsonNode row = row("level=county&" + NETWORK, "990101");
        assertThat(gaps.at("/standard/method").asString()).isEqualTo("network");
        assertThat(gaps.at("/roads/stations_by_circle").asInt()).isEqualTo(1);
        assertThat(gaps.at("/covered_area_m2")).isEqualTo(row.at("/covered_area_m2"));
        assertThat(gaps.at("/uncovered_demand").asDouble()).isEqualTo(20);
        assertThat(gaps.at("/features/0/properties/demand").asDouble())
                .as("the water lies in the first")
                .isEqualTo(20);
    }

    @Test
    void what_is_served_is_valid_however_it_is_asked_for() {
        for (int minutes = 3; minutes <= 20; minutes++) {
            for (String how : List.of("", "&simplify_m=20", "&simplify_m=3&crs=gcj02")) {
                JsonNode answer = get(
                        200,
                        "/v1/coverage/990101/gaps?method=network&min_area_m2=0&limit=1000&minutes=" + minutes + how);
                for (JsonNode gap : answer.at("/features")) {
                    assertThat(GridJudge.fault(GridJudge.area(gap.at("/geometry"))))
                            .as("%d minutes%s: %s", minutes, how, gap.at("/id").asString())
                            .isNull();
                }
            }
        }
        for (String mode : List.of("walk", "ebike")) {
            JsonNode area = get(200, "/v1/stations/demo:rock/service-area?method=network&mode=" + mode);
            assertThat(GridJudge.fault(GridJudge.area(area.at("/geometry")))).isNull();
        }
    }

    @Test
    void an_hour_means_nothing_to_demand_without_a_profile_of_the_day() {
        JsonNode problem = get(400, "/v1/coverage?hour=8");
        assertThat(problem.at("/errors/0/parameter").asString()).isEqualTo("hour");
        assertThat(problem.at("/errors/0/detail").asString()).contains("walkers has no profile of the day");
        assertThat(get(200, "/v1/coverage?level=county&minutes=8&open_at=2026-11-24T03:00:00Z")
                        .at("/demand_source/hour")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_station_that_is_tried_is_drawn_over_roads_and_one_that_moves_is_drawn_anew() {
        JsonNode closed = whatIf(NETWORK, "{\"close\":[\"demo:casino\"]}").at("/districts/0");
        assertThat(closed.at("/losses/area_m2").asDouble()).isGreaterThan(10_000);
        JsonNode answer = whatIf(
                NETWORK,
                "{\"add\":[{\"lon\":7.4185,\"lat\":43.7285}],\"move\":[{\"id\":\"demo:casino\",\"lon\":7.4600,\"lat\":43.7305}]}");
        assertThat(answer.at("/standard/method").asString()).isEqualTo("network");
        assertThat(answer.at("/roads/stations_by_circle").asInt()).isEqualTo(1);
        assertThat(answer.at("/roads_after/stations_by_circle").asInt())
                .as("the casino moved out to sea")
                .isEqualTo(2);
        assertThat(answer.at("/districts/0/losses/area_m2").asDouble()).isGreaterThan(10_000);
        assertThat(answer.at("/districts/0/after/drawn").asString()).isEqualTo("mixed");
    }

    @Test
    void a_station_that_moves_out_to_sea_is_no_longer_followed_over_roads() {
        JsonNode answer =
                whatIf("method=network", "{\"move\":[{\"id\":\"demo:port\",\"lon\":7.4600,\"lat\":43.7305}]}");
        assertThat(answer.at("/roads_after/stations_by_roads").asInt())
                .isEqualTo(answer.at("/roads/stations_by_roads").asInt() - 1);
    }

    @Test
    void the_picture_and_the_report_name_the_roads() {
        assertThat(bytes("/v1/coverage/990101/map.png?" + NETWORK))
                .startsWith(0x89, 'P', 'N', 'G')
                .isNotEqualTo(bytes("/v1/coverage/990101/map.png?minutes=20"));
        String report = new String(bytes("/v1/coverage/990101/report?lang=en&" + NETWORK), StandardCharsets.UTF_8);
        assertThat(report).contains("over roads (3 stations over roads, 1 by a circle: no road near)", "OpenStreetMap");
    }

    @Test
    void a_question_by_circles_goes_past_one_over_roads_that_takes_long() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        workers.overRoads().schedule(() -> {
            begun.countDown();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        begun.await();
        try {
            assertThat(row("level=county&minutes=18.5", "990101").at("/drawn").asString())
                    .isEqualTo("circle");
            get(200, "/v1/coverage/990101/gaps?minutes=18.5");
        } finally {
            done.countDown();
        }
        assertThat(row("level=county&method=network&minutes=18.5", "990101")
                        .at("/drawn")
                        .asString())
                .isEqualTo("mixed");
    }

    @Test
    void more_way_than_can_be_drawn_is_refused() {
        for (String path :
                new String[] {"/v1/coverage?", "/v1/coverage/990101/gaps?", "/v1/coverage/990101/map.png?"}) {
            assertThat(getRaw(400, path + "method=network&mode=ebike&minutes=60&speed_kmh=30")
                            .at("/errors/0/parameter")
                            .asString())
                    .isEqualTo("minutes");
        }
        JsonNode tried = whatIf(400, NETWORK, "{\"standard\":{\"mode\":\"ebike\",\"minutes\":60,\"speed_kmh\":30}}");
        assertThat(tried.at("/type").asString()).isEqualTo("/problems/invalid-body");
        assertThat(tried.at("/errors/0/parameter").asString()).isEqualTo("/standard/minutes");
    }

    @Test
    void answers_fit_their_schemas() {
        JsonNode document = get(200, "/openapi.json");
        SchemaJudge judge = new SchemaJudge(document);
        Stream.of("/v1/coverage", "/v1/coverage/{adcode}/gaps").forEach(path -> {
            JsonNode content = document.get("paths").get(path).at("/get/responses/200/content");
            assertThat(judge.faults(
                            content.iterator().next().get("schema"),
                            get(200, path.replace("{adcode}", "990101") + "?" + NETWORK)))
                    .as(path)
                    .isEmpty();
        });
        assertThat(judge.faults(
                        document.get("paths")
                                .get("/v1/coverage/{adcode}/what-if")
                                .at("/post/responses/200/content")
                                .iterator()
                                .next()
                                .get("schema"),
                        whatIf(NETWORK, "{\"close\":[\"demo:casino\"]}")))
                .isEmpty();
    }
}
