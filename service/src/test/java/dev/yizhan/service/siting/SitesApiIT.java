package dev.yizhan.service.siting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.service.support.LiveHuangpu;
import dev.yizhan.service.support.SchemaJudge;
import dev.yizhan.service.support.TestRecord;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SitesApiIT extends LiveHuangpu {

    private static final String SITES = "/v1/coverage/440112/sites";

    private EntityExchangeResult<byte[]> post(String address, String body) {
        return client.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static JsonNode json(EntityExchangeResult<byte[]> result) {
        return JsonMapper.shared().readTree(result.getResponseBody());
    }

    /// The job when it is over.
    private JsonNode asked(String body) {
        EntityExchangeResult<byte[]> answer = post(SITES, body);
        assertThat(answer.getStatus().value())
                .as(new String(answer.getResponseBody(), StandardCharsets.UTF_8))
                .isIn(200, 202);
        String self = answer.getResponseHeaders().getLocation().toString();
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> get(200, self),
                        job -> !List.of("queued", "running")
                                .contains(job.at("/status").asString()));
        return get(200, self);
    }

    private byte[] result(JsonNode job) {
        return client.get()
                .uri(job.at("/links/result").asString())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
    }

    @Test
    void the_next_sites_of_a_district_are_proven_and_checked() {
        JsonNode job = asked("{\"objective\":\"mclp\",\"k\":4,\"demand\":\"cells\"}");
        assertThat(job.at("/status").asString()).as("%s", job).isEqualTo("done");
        JsonNode result = job.get("result");
        assertThat(result.at("/type").asString()).isEqualTo("FeatureCollection");
        assertThat(result.at("/features")).hasSize(4);
        assertThat(result.at("/proven_optimal").asBoolean()).isTrue();
        assertThat(result.at("/demand_unit").asString()).isEqualTo("m2");
        assertThat(result.at("/demand_source").asString()).isEqualTo("uncovered_cells");
        assertThat(result.at("/recheck/agrees").asBoolean()).isTrue();
        assertThat(result.at("/standard/radius_m").asDouble()).isEqualTo(1000);
        double gained = result.at("/features")
                .valueStream()
                .mapToDouble(site -> site.at("/properties/gained_demand").asDouble())
                .sum();
        assertThat(gained).isCloseTo(result.at("/value").asDouble(), within(1.0));
        assertThat(result.at("/area/covered_after_m2").asDouble()
                        - result.at("/area/covered_before_m2").asDouble())
                .as("four circles that hardly meet")
                .isBetween(3.2 * Math.PI * 1e6, 4.01 * Math.PI * 1e6);
        assertThat(result.at("/demand/ratio_after").asDouble())
                .isGreaterThan(result.at("/demand/ratio_before").asDouble());
    }

    @Test
    void the_same_question_is_the_same_job_and_solved_anew_it_has_the_same_bytes() throws Exception {
        String body = "{\"objective\":\"mclp\",\"k\":3,\"demand\":\"cells\",\"seed\":7,\"crs\":\"gcj02\"}";
        JsonNode first = asked(body);
        byte[] bytes = result(first);
        EntityExchangeResult<byte[]> again =
                post(SITES, "{\"seed\":7,\"k\":3,\"crs\":\"gcj02\",\"demand\":\"cells\",\"objective\":\"mclp\"}");
        assertThat(again.getStatus().value()).isEqualTo(200);
        assertThat(json(again).at("/id")).isEqualTo(first.at("/id"));
        assertThat(json(again).at("/result")).isEqualTo(first.at("/result"));
        try (Connection connection = TestRecord.withFixture("huangpu").open();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from job where id = '" + first.at("/id").asString() + "'");
        }
        assertThat(result(asked(body))).isEqualTo(bytes);
    }

    @Test
    void few_sites_cover_all_that_candidates_reach_and_a_median_shortens_the_way() {
        JsonNode cover = asked(
                "{\"objective\":\"lscp\",\"candidates\":" + candidates(40, 3) + ",\"demand\":" + demand(200, 4) + "}");
        JsonNode found = cover.get("result");
        assertThat(found.at("/proven_optimal").asBoolean()).as("%s", cover).isTrue();
        assertThat(found.at("/value").asInt()).isEqualTo(found.at("/features").size());
        assertThat(found.at("/demand/covered_after").asDouble()
                        + found.at("/demand/unreachable").asDouble())
                .isCloseTo(found.at("/demand/total").asDouble(), within(1e-6));
        JsonNode median = asked("{\"objective\":\"p_median\",\"k\":5,\"candidates\":" + candidates(40, 3)
                        + ",\"demand\":" + demand(200, 4) + "}")
                .get("result");
        assertThat(median.at("/proven_optimal").asBoolean()).isTrue();
        assertThat(median.at("/mean_distance/after_m").asDouble())
                .isLessThan(median.at("/mean_distance/before_m").asDouble())
                .isCloseTo(median.at("/value").asDouble(), within(0.5));
    }

    @Test
    void candidates_keep_their_ids_and_excluded_areas_and_districts_hold_none() {
        String collection = IntStream.range(0, 30)
                .mapToObj(i ->
                        "{\"type\":\"Feature\",\"id\":\"v" + i + "\",\"geometry\":{\"type\":\"Point\",\"coordinates\":["
                                + (113.41 + i * 0.005) + ",23.12]},\"properties\":{\"name\":\"场所" + i + "\"}}")
                .collect(Collectors.joining(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}"));
        JsonNode result = asked(
                        "{\"objective\":\"mclp\",\"k\":2,\"min_spacing_m\":600,\"demand\":\"cells\",\"candidates\":"
                                + collection
                                + ",\"exclude\":{\"type\":\"Polygon\",\"coordinates\":"
                                + "[[[113.4,23.1],[113.45,23.1],[113.45,23.2],[113.4,23.2],[113.4,23.1]]]}}")
                .get("result");
        assertThat(result.at("/candidates/given").asInt()).isEqualTo(30);
        assertThat(result.at("/candidates/excluded").asInt()).isBetween(7, 9);
        assertThat(result.at("/features")).hasSize(2).allSatisfy(site -> {
            assertThat(site.at("/id").asString()).startsWith("v");
            assertThat(site.at("/properties/name").asString()).startsWith("场所");
            assertThat(site.at("/geometry/coordinates/0").asDouble()).isGreaterThan(113.45);
        });
        JsonNode a = result.at("/features/0/geometry/coordinates");
        JsonNode b = result.at("/features/1/geometry/coordinates");
        assertThat(Geodesic.distanceMetres(
                        a.get(0).asDouble(),
                        a.get(1).asDouble(),
                        b.get(0).asDouble(),
                        b.get(1).asDouble()))
                .isGreaterThanOrEqualTo(600);
        JsonNode none = asked("{\"objective\":\"mclp\",\"k\":2,\"demand\":\"cells\",\"exclude\":[\"440112\"]}")
                .get("result");
        assertThat(none.at("/features")).isEmpty();
        assertThat(none.at("/reasons/0").asString()).startsWith("All ").endsWith(" candidates lie in excluded areas.");
    }

    @Test
    void demand_that_is_loaded_is_what_sites_are_chosen_for() {
        JsonNode result = asked(
                        "{\"objective\":\"mclp\",\"k\":1,\"candidates\":[{\"lon\":113.5,\"lat\":23.15,\"id\":\"x\"}]}")
                .get("result");
        assertThat(result.at("/demand_source").asString()).isEqualTo("riders");
        assertThat(result.at("/demand_unit").asString()).isEqualTo("workers");
        assertThat(result.at("/demand_synthetic").asBoolean()).isTrue();
        assertThat(result.at("/demand/total").asDouble()).isEqualTo(100);
        assertThat(result.at("/demand/places").asInt()).isEqualTo(3);
        double atTwo = asked("{\"objective\":\"p_median\",\"k\":1,\"demand\":\"riders\",\"hour\":2}")
                .at("/result/demand/total")
                .asDouble();
        assertThat(atTwo).as("near a there are fewer at two in the morning").isEqualTo(70);
    }

    @Test
    void the_hour_of_a_time_at_which_stations_are_open_is_that_of_the_demand_as_it_is_in_coverage() {
        String night = "\"demand\":\"riders\",\"open_at\":\"2026-05-01T02:00:00+08:00\"}";
        JsonNode atTwo = asked("{\"objective\":\"p_median\",\"k\":1," + night).get("result");
        JsonNode gaps = get(200, "/v1/coverage/440112/gaps?demand=riders&open_at=2026-04-30T18:00:00Z");
        assertThat(atTwo.at("/demand/total").asDouble()).isEqualTo(70);
        assertThat(atTwo.at("/demand/total")).isEqualTo(gaps.at("/demand"));
        assertThat(atTwo.at("/demand_hour")).isEqualTo(gaps.at("/demand_source/hour"));
        assertThat(atTwo.at("/filter/open_at")).isEqualTo(gaps.at("/filter/open_at"));
        JsonNode atNoon = asked("{\"objective\":\"p_median\",\"k\":1,\"hour\":12," + night)
                .get("result");
        assertThat(atNoon.at("/demand/total").asDouble()).isEqualTo(100);
        assertThat(atNoon.at("/demand_hour").asInt()).isEqualTo(12);
    }

    @Test
    void new_sites_keep_their_distance_also_from_stations_that_the_filter_leaves_out() {
        JsonNode job = asked(
                "{\"objective\":\"mclp\",\"k\":2,\"min_spacing_m\":500,\"amenity\":[\"water\",\"toilet\"],"
                        + "\"candidates\":[{\"lon\":113.461,\"lat\":23.2,\"id\":\"beside b\"},"
                        + "{\"lon\":113.55,\"lat\":23.3,\"id\":\"alone\"}],"
                        + "\"demand\":[{\"lon\":113.461,\"lat\":23.2,\"weight\":9},{\"lon\":113.55,\"lat\":23.3,\"weight\":1}]}");
        JsonNode result = job.get("result");
        assertThat(result.at("/existing_stations").asInt())
                .as("the one with a toilet")
                .isEqualTo(1);
        assertThat(result.at("/candidates/too_close").asInt()).isEqualTo(1);
        assertThat(result.at("/features")).hasSize(1);
        assertThat(result.at("/features/0/id").asString()).isEqualTo("alone");
        assertThat(result.at("/filter/amenity").toString()).isEqualTo("[\"toilet\",\"water\"]");
        assertThat(result.at("/min_spacing_m").asDouble()).isEqualTo(500);
        assertThat(result.at("/capacity").isNull()).isTrue();
        String[] table = client.get()
                .uri(job.at("/links/result").asString() + "?format=csv")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
                .split("\r\n");
        assertThat(table[0])
                .contains(",network,tier,amenity,open_at,min_spacing_m,capacity,")
                .contains(",demand_hour,");
        assertThat(table[1]).contains(",,,\"toilet,water\",,500,,");
    }

    @Test
    void without_roads_circles_stand_for_them_and_the_answer_says_so() {
        JsonNode result = asked("{\"objective\":\"mclp\",\"k\":1,\"demand\":\"cells\",\"method\":\"network\"}")
                .get("result");
        assertThat(result.at("/standard/method").asString()).isEqualTo("circle");
        assertThat(result.at("/notes/0").asString()).startsWith("Circles stand for areas over roads: no road network");
        assertThat(result.at("/features/0/properties/method").asString()).isEqualTo("circle");
        assertThat(result.at("/features/0/properties/reason").asString()).startsWith("no road network");
        assertThat(json(post(
                                SITES,
                                "{\"objective\":\"mclp\",\"k\":1,\"method\":\"network\",\"minutes\":60,\"speed_kmh\":50}"))
                        .at("/errors/0/parameter")
                        .asString())
                .isEqualTo("/minutes");
    }

    @Test
    void no_solution_says_why() {
        JsonNode result = asked("{\"objective\":\"mclp\",\"k\":9,\"candidates\":" + candidates(4, 1) + "}")
                .get("result");
        assertThat(result.at("/features")).isEmpty();
        assertThat(result.at("/value").isNull()).isTrue();
        assertThat(result.at("/reasons/0").asString())
                .isEqualTo("No candidate reaches any of the demand that is not covered yet.");
    }

    @Test
    void a_capacity_is_kept_to() {
        JsonNode result = asked("{\"objective\":\"mclp\",\"k\":3,\"capacity\":30,\"candidates\":" + candidates(40, 3)
                        + ",\"demand\":" + demand(200, 4) + "}")
                .get("result");
        assertThat(result.at("/features"))
                .isNotEmpty()
                .allSatisfy(site ->
                        assertThat(site.at("/properties/load").asDouble()).isLessThanOrEqualTo(30.001));
        double value = result.at("/value").asDouble();
        double before = result.at("/demand/covered_before").asDouble();
        assertThat(result.at("/demand/covered_after").asDouble() - before)
                .as("covered is what is served")
                .isCloseTo(value, within(1e-3));
        assertThat(result.at("/demand/in_reach_after").asDouble()).isGreaterThan(before + value);
        assertThat(result.at("/demand/ratio_after").asDouble())
                .isCloseTo((before + value) / result.at("/demand/total").asDouble(), within(1e-6));
        assertThat(sum(result, "load")).isCloseTo(value, within(1e-2));
        assertThat(sum(result, "gained_demand")).isCloseTo(value, within(1e-2));
        assertThat(result.at("/features"))
                .allSatisfy(
                        site -> assertThat(site.at("/properties/gained_demand").asDouble())
                                .isPositive());
        assertThat(result.at("/recheck/covered_after").asDouble())
                .isEqualTo(result.at("/demand/covered_after").asDouble());
        assertThat(result.at("/recheck/checked").valueStream().map(JsonNode::asString))
                .contains("k", "capacity", "loads", "gained_demand", "value", "covered_before", "unreachable");
    }

    private static double sum(JsonNode result, String property) {
        return result.at("/features")
                .valueStream()
                .mapToDouble(site -> site.at("/properties/" + property).asDouble())
                .sum();
    }

    @Test
    void fewer_sites_than_wanted_are_told_also_with_a_capacity() {
        JsonNode result = asked("{\"objective\":\"mclp\",\"k\":4,\"capacity\":1000,\"candidates\":"
                        + "[{\"lon\":113.50,\"lat\":23.15},{\"lon\":113.501,\"lat\":23.15},"
                        + "{\"lon\":113.60,\"lat\":23.15},{\"lon\":113.601,\"lat\":23.15}],\"demand\":"
                        + "[{\"lon\":113.50,\"lat\":23.15,\"weight\":5},{\"lon\":113.60,\"lat\":23.15,\"weight\":7}]}")
                .get("result");
        assertThat(result.at("/features")).hasSize(2);
        assertThat(result.at("/notes").toString())
                .contains("4 sites were wanted; after 2 no further one gains anything.");
    }

    @Test
    void as_many_places_as_are_stated_fit_into_a_body_in_either_form() {
        String listed = "{\"objective\":\"mclp\",\"k\":1,\"minutes\":0.1,\"candidates\":["
                + places(5_000, "{\"lon\":%.7f,\"lat\":%.7f,\"id\":\"candidate-%d\",\"name\":\"新业态驿站\"}")
                + "],\"demand\":["
                + places(50_000, "{\"lon\":%.7f,\"lat\":%.7f,\"id\":\"place-%d\",\"weight\":123.25}") + "]}";
        String point =
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.7f,%.7f]},\"properties\":{\"weight\":%d}}";
        String features =
                "{\"objective\":\"mclp\",\"k\":1,\"minutes\":0.1,\"candidates\":{\"type\":\"FeatureCollection\",\"features\":["
                        + places(5_000, point) + "]},\"demand\":{\"type\":\"FeatureCollection\",\"features\":["
                        + places(50_000, point)
                        + "]}}";
        for (String body : List.of(listed, features)) {
            JsonNode job = asked(body);
            assertThat(job.at("/status").asString()).as("%s", job).isEqualTo("done");
            assertThat(job.at("/question/demand/items").asInt()).isEqualTo(50_000);
            assertThat(job.at("/result/candidates/given").asInt()).isEqualTo(5_000);
        }
    }

    private static String places(int count, String form) {
        Random random = new Random(count);
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> form.formatted(113.4 + random.nextDouble() / 5, 23 + random.nextDouble() / 5, i))
                .collect(Collectors.joining(","));
    }

    @Test
    void everything_that_is_wrong_with_a_body_is_told_at_once() {
        JsonNode problem =
                json(post(SITES, "{\"objectiv\":\"mclp\",\"k\":\"5\",\"min_spacing_m\":-1,\"crs\":\"gcj20\"}"));
        assertThat(problem.at("/type").asString()).isEqualTo("/problems/invalid-body");
        assertThat(problem.at("/errors")
                        .valueStream()
                        .map(error -> error.at("/parameter").asString()))
                .contains("/objectiv", "/k", "/objective", "/min_spacing_m", "/crs");
        assertThat(problem.at("/errors").toString()).contains("\"suggestion\":\"objective\"", "gcj02");
    }

    @Test
    void what_only_the_record_can_tell_to_be_wrong_is_told_at_once_too() {
        JsonNode problem = json(post(
                SITES,
                "{\"objective\":\"mclp\",\"k\":3,\"network\":[\"nope\"],\"amenity\":[\"toilett\"],"
                        + "\"demand\":\"nobody\",\"exclude\":[\"999999\"],\"candidates\":[],"
                        + "\"method\":\"network\",\"minutes\":60,\"mode\":\"ebike\",\"speed_kmh\":30}"));
        assertThat(problem.at("/type").asString()).isEqualTo("/problems/invalid-body");
        assertThat(problem.at("/errors")
                        .valueStream()
                        .map(error -> error.at("/parameter").asString()))
                .containsExactlyInAnyOrder("/network", "/amenity", "/demand", "/exclude/0", "/candidates", "/minutes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | is not valid JSON",
                "[] | is not a JSON object",
                "{\"objective\":\"mclp\",\"k\":1,\"k\":2} | names something twice",
                "{\"objective\":\"mclp\"} | /k",
                "{\"objective\":\"lscp\",\"k\":2} | /k",
                "{\"objective\":\"p_median\",\"k\":2,\"capacity\":5} | /capacity",
                "{\"objective\":\"mclp\",\"k\":1,\"candidates\":\"cells\"} | demand_cells",
                "{\"objective\":\"mclp\",\"k\":1,\"candidates\":[{\"lng\":1,\"lat\":2}]} | /candidates/0/lng",
                "{\"objective\":\"mclp\",\"k\":1,\"candidates\":[{\"lon\":23.1,\"lat\":113.4}]} | look swapped",
                "{\"objective\":\"mclp\",\"k\":1,\"candidates\":[]} | /candidates",
                "{\"objective\":\"mclp\",\"k\":1,\"demand\":[{\"lon\":113.4,\"lat\":23.1}]} | /demand/0/weight",
                "{\"objective\":\"mclp\",\"k\":1,\"demand\":\"nobody\"} | /demand",
                "{\"objective\":\"mclp\",\"k\":1,\"exclude\":[\"440112\",\"999999\"]} | \"/exclude/1\"",
                "{\"objective\":\"mclp\",\"k\":1,\"exclude\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}} | Self-intersection",
                "{\"objective\":\"mclp\",\"k\":1,\"exclude\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0]]]}} | /exclude/coordinates/0",
                "{\"objective\":\"mclp\",\"k\":1,\"exclude\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1]]]}} | /exclude/coordinates/0/3",
                "{\"objective\":\"mclp\",\"k\":1,\"exclude\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}} | \"/exclude/coordinates/0/0\"",
                "{\"objective\":\"mclp\",\"k\":1,\"exclude\":[{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[20,20],[21,20],[21,21],[20,20]]]]}]} | \"/exclude/0/coordinates/0/1/0\"",
                "{\"objective\":\"mclp\",\"k\":1,\"exclude\":{\"type\":\"Polygon\",\"coordinates\":[[[113,23],[114,23],[114,24],[113.5,23],[113,24],[113,23]]]}} | \"/exclude/coordinates/0/3\"",
                "{\"objective\":\"mclp\",\"k\":1,\"crs\":\"gcj02\",\"exclude\":{\"type\":\"Polygon\",\"coordinates\":[[[113,23],[114,24],[114,23],[113,24],[113,23]]]}} | between this corner and the next, at 113.5",
                "{\"objective\":\"mclp\",\"k\":1,\"demand\":\"cells\",\"cell_m\":50} | \"/cell_m\"",
                "{\"objective\":\"mclp\",\"k\":1.5} | /k",
                "{\"objective\":\"mclp\",\"k\":null} | /k"
            })
    void a_body_that_makes_no_sense_is_refused(String body, String words) {
        EntityExchangeResult<byte[]> answer = post(SITES, body);
        assertThat(answer.getStatus().value()).isEqualTo(400);
        assertThat(json(answer).toString()).contains(words);
    }

    @Test
    void other_mistakes_have_their_own_problems() {
        assertThat(post("/v1/coverage/999999/sites", "{\"objective\":\"mclp\",\"k\":1}")
                        .getStatus()
                        .value())
                .isEqualTo(404);
        assertThat(post(SITES + "?k=1", "{\"objective\":\"mclp\",\"k\":1}")
                        .getStatus()
                        .value())
                .isEqualTo(400);
        assertThat(client.post()
                        .uri(SITES)
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("k")
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value())
                .isEqualTo(415);
    }

    @Test
    void events_end_with_the_state_of_the_job() {
        EntityExchangeResult<byte[]> answer =
                post(SITES, "{\"objective\":\"mclp\",\"k\":6,\"demand\":\"cells\",\"seed\":99}");
        List<String> events = client.mutate()
                .responseTimeout(Duration.ofSeconds(60))
                .build()
                .get()
                .uri(json(answer).at("/links/events").asString())
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(org.springframework.http.codec.ServerSentEvent.class)
                .getResponseBody()
                .filter(event -> event.event() != null)
                .map(event -> event.event())
                .collectList()
                .block(Duration.ofSeconds(60));
        assertThat(events.getLast()).isEqualTo("done");
    }

    @Test
    void a_search_is_interrupted_by_delete() {
        EntityExchangeResult<byte[]> answer = post(
                SITES,
                "{\"objective\":\"mclp\",\"k\":60,\"time_limit_s\":600,\"demand\":" + demand(6_000, 1)
                        + ",\"candidates\":" + candidates(1_500, 2) + "}");
        String self = json(answer).at("/links/self").asString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> List.of("bound", "exchange", "solver")
                        .contains(get(200, self).at("/stage").asString("")));
        client.delete().uri(self).exchange().expectStatus().isOk();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(200, self).at("/status").asString().equals("cancelled"));
        assertThat(get(404, self + "/result").at("/type").asString()).isEqualTo("/problems/job-without-result");
    }

    @Test
    void answers_fit_the_document() {
        JsonNode document = get(200, "/openapi.json");
        JsonNode job = asked("{\"objective\":\"mclp\",\"k\":2,\"demand\":\"cells\"}");
        SchemaJudge judge = new SchemaJudge(document);
        assertThat(judge.faults(document.at("/components/schemas/JobAnswer"), job))
                .isEmpty();
        JsonNode body =
                document.at("/paths/~1v1~1coverage~1{adcode}~1sites/post/requestBody/content/application~1json");
        assertThat(body.at("/schema/required").toString()).isEqualTo("[\"objective\"]");
        assertThat(judge.faults(body.get("schema"), body.get("example"))).isEmpty();
    }

    private static String candidates(int count, long seed) {
        return places(count, seed, "");
    }

    private static String demand(int count, long seed) {
        return places(count, seed, ",\"weight\":");
    }

    private static String places(int count, long seed, String weight) {
        Random random = new Random(seed);
        return Stream.generate(
                        () -> "{\"lon\":" + (float) (113.42 + Math.abs(random.nextGaussian()) * 0.03) + ",\"lat\":"
                                + (float) (23.08 + Math.abs(random.nextGaussian()) * 0.03)
                                + (weight.isEmpty() ? "" : weight + (1 + random.nextInt(9))) + "}")
                .limit(count)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
