package dev.yizhan.service.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.yizhan.service.support.GridJudge;
import dev.yizhan.service.support.LiveMonaco;
import dev.yizhan.service.support.TestRecord;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/// The service with the roads of a small country.
class RoadsApiIT extends LiveMonaco {

    private static long count(String sql) throws Exception {
        try (Connection connection = TestRecord.withFixture("monaco").open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void run(String sql) throws Exception {
        try (Connection connection = TestRecord.withFixture("monaco").open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void roads_are_drawn_on_tiles_and_the_wider_the_map_the_fewer() {
        JsonNode described = get(200, "/tiles/roads.json");
        assertThat(described.at("/bounds/0").asDouble()).isBetween(7.3, 7.5);
        assertThat(described.get("version").asString())
                .isEqualTo(roads.network().id());
        // Monte Carlo, at three zooms.
        String near = tile("/tiles/roads/14/8529/5974.mvt");
        assertThat(near).contains("roads", "rank", "secondary", "street", "way");
        assertThat(near.length()).isBetween(2_000, 500_000);
        assertThat(tile("/tiles/roads/12/2132/1493.mvt")).contains("secondary").doesNotContain("street");
        assertThat(tile("/tiles/roads/10/533/373.mvt").length()).isLessThan(near.length());
    }

    private String tile(String address) {
        byte[] bytes = client.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void an_area_over_roads_is_smaller_than_the_circle_and_says_what_it_is() {
        JsonNode answer = get(200, "/v1/stations/demo:casino/service-area?method=network&minutes=10");
        assertThat(answer.at("/geometry/type").asString()).endsWith("Polygon");
        assertThat(answer.at("/properties/method").asString()).isEqualTo("network");
        assertThat(answer.at("/properties/standard/method").asString()).isEqualTo("network");
        assertThat(answer.at("/properties/standard/minutes").asDouble()).isEqualTo(10);
        assertThat(answer.at("/properties/snapped_m").asDouble()).isBetween(0.0, 100.0);
        assertThat(answer.at("/properties/reason").isNull()).isTrue();
        double circle = get(200, "/v1/stations/demo:casino/service-area?minutes=10")
                .at("/properties/area_m2")
                .asDouble();
        assertThat(answer.at("/properties/area_m2").asDouble()).isBetween(0.05 * circle, circle);
        assertThat(get(200, "/v1/stations/demo:casino/service-area?method=network&minutes=14")
                        .at("/properties/area_m2")
                        .asDouble())
                .isGreaterThan(answer.at("/properties/area_m2").asDouble());
    }

    @Test
    void far_from_roads_the_area_is_a_circle_and_says_so() {
        for (String station : new String[] {"demo:sea", "demo:china"}) {
            JsonNode properties = get(200, "/v1/stations/" + station + "/service-area?method=network")
                    .at("/properties");
            assertThat(properties.at("/method").asString()).isEqualTo("circle");
            assertThat(properties.at("/reason").asString()).contains("road");
            assertThat(properties.at("/area_m2").asDouble()).isCloseTo(Math.PI * 1e6, within(5e3));
        }
    }

    @Test
    void more_way_than_can_be_drawn_is_refused() {
        JsonNode problem =
                get(400, "/v1/stations/demo:casino/service-area?method=network&mode=ebike&minutes=60&speed_kmh=30");
        assertThat(problem.at("/errors/0/parameter").asString()).isEqualTo("minutes");
        assertThat(get(400, "/v1/stations/demo:casino/service-area?method=bus")
                        .at("/errors/0/parameter")
                        .asString())
                .isEqualTo("method");
    }

    @Test
    void couriers_are_told_the_time_over_roads() {
        JsonNode byRoad = get(200, "/v1/stations/nearest?lon=7.4246&lat=43.7328&rank=walk&limit=3&radius_m=2000");
        JsonNode straight = get(200, "/v1/stations/nearest?lon=7.4246&lat=43.7328&limit=3&radius_m=2000");
        assertThat(byRoad.at("/features").size()).isEqualTo(3);
        double before = 0;
        for (JsonNode feature : byRoad.at("/features")) {
            JsonNode properties = feature.at("/properties");
            assertThat(properties.at("/distance_kind").asString()).isEqualTo("network");
            assertThat(properties.at("/duration_s").asDouble()).isGreaterThanOrEqualTo(before);
            before = properties.at("/duration_s").asDouble();
            for (JsonNode other : straight.at("/features")) {
                if (other.at("/id").equals(feature.at("/id"))) {
                    assertThat(properties.at("/distance_m").asDouble())
                            .isGreaterThan(
                                    0.99 * other.at("/properties/distance_m").asDouble());
                }
            }
        }
        assertThat(straight.at("/features/0/properties/distance_kind").asString())
                .isEqualTo("straight_line");
    }

    @Test
    void where_there_are_no_roads_the_straight_line_ranks() {
        JsonNode answer = get(200, "/v1/stations/nearest?lon=113.45&lat=23.1&rank=walk");
        assertThat(answer.at("/features/0/id").asString()).isEqualTo("demo:china");
        assertThat(answer.at("/features/0/properties/distance_kind").asString()).isEqualTo("straight_line");
    }

    @Test
    void an_area_is_written_the_same_whether_the_record_keeps_it_or_not() throws Exception {
        String casino = " where station = 'demo:casino' and mode = 'walk'";
        await("its area")
                .atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from service_isochrone" + casino) == 1);
        String address = "/v1/stations/demo:casino/service-area?method=network";
        JsonNode kept = get(200, address);
        run("update service_isochrone set graph = 'x' || graph" + casino);
        JsonNode drawn = get(200, address);
        run("update service_isochrone set graph = substr(graph, 2)" + casino);
        assertThat(kept.at("/geometry")).isEqualTo(drawn.at("/geometry"));
    }

    @Test
    void the_areas_of_all_stations_that_count_are_kept_and_only_what_moved_is_made_anew() throws Exception {
        await("areas")
                .atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from service_isochrone") == 2 * 5);
        assertThat(count("select count(*) from service_isochrone where area is null"))
                .as("at sea and in China")
                .isEqualTo(2 * 2);
        assertThat(count("select count(*) from service_isochrone where not st_isvalid(area)"))
                .isZero();
        run("update service_isochrone set snapped_m = 199 where station = 'demo:casino' and mode = 'walk'");
        assertThat(get(200, "/v1/stations/demo:casino/service-area?method=network")
                        .at("/properties/snapped_m")
                        .asDouble())
                .as("the kept one is answered")
                .isEqualTo(199);
        // A publish that moves one station.
        run("""
            insert into publication (number, version, dataset, file_name, file_sha256, options, converter_version,
              rows_read, rows_published, rows_refused, rows_changed, rows_removed)
            values (2, '2-dddddddd', 'demo', 'f', 's2', '', '1', 6, 6, 0, 1, 0);
            update station set location = st_point(7.4190, 43.7330, 4326), version = 2 where id = 'demo:rock';
            notify yizhan_published
            """);
        await("area of the new place").atMost(Duration.ofSeconds(60)).until(() -> count("""
            select count(*) from service_isochrone i join station s on s.id = i.station
            where s.id = 'demo:rock' and i.location = s.location
            """) == 2);
        assertThat(count("select count(*) from service_isochrone where snapped_m = 199"))
                .as("what did not move was left alone")
                .isEqualTo(1);
    }

    @Test
    void the_area_of_less_time_lies_inside_that_of_more_as_they_are_written() {
        Geometry less = null;
        for (int minutes = 5; minutes <= 20; minutes += 5) {
            JsonNode answer = get(200, "/v1/stations/demo:rock/service-area?method=network&minutes=" + minutes);
            Geometry more = GridJudge.area(answer.at("/geometry"));
            if (less != null) {
                assertThat(more.buffer(2e-7).covers(less))
                        .as("%d minutes", minutes)
                        .isTrue();
            }
            less = more;
        }
    }
}
