package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.coverage.CoverageRefresh;
import dev.yizhan.service.support.LiveService;
import dev.yizhan.service.support.TestRecord;
import java.sql.Connection;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CoverageApiIT extends LiveService {

    @BeforeAll
    static void coverageIsKept() throws Exception {
        try (Connection connection = TestRecord.withFixture("huangpu").open()) {
            CoverageRefresh.afterStations(connection, 2);
            CoverageRefresh.afterDistricts(connection, 1);
        }
    }

    @Test
    void districts_are_listed_by_how_much_of_them_is_served() {
        JsonNode answer = get(200, "/v1/coverage");
        assertThat(answer.at("/standard/radius_m").asDouble()).isEqualTo(1000);
        assertThat(answer.at("/standard/method").asString()).isEqualTo("circle");
        assertThat(answer.at("/total").asInt()).isEqualTo(1);
        JsonNode row = answer.at("/rows/0");
        assertThat(row.at("/adcode").asString()).isEqualTo("440112");
        assertThat(row.at("/stations").asInt()).isEqualTo(2);
        assertThat(row.at("/covered_area_m2").asDouble()).isCloseTo(2 * Math.PI * 1e6, Percentage.withPercentage(0.1));
        assertThat(row.at("/worst_point/type").asString()).isEqualTo("Point");
        assertThat(row.at("/worst_distance_m").asDouble()).isGreaterThan(10_000);
    }

    @Test
    void a_closed_station_serves_nobody_and_stations_outside_every_district_are_named() {
        JsonNode answer = get(200, "/v1/coverage?level=city");
        assertThat(answer.at("/rows/0/adcode").asString()).isEqualTo("440100");
        assertThat(answer.at("/rows/0/stations").asInt())
                .as("the closed one does not count")
                .isEqualTo(2);
        assertThat(answer.at("/outside/stations").asInt()).isEqualTo(2);
        assertThat(answer.at("/outside/ids")).hasToString("[\"demo:d\",\"demo:e\"]");
    }

    @Test
    void a_standard_of_ones_own_is_computed_and_agrees_with_the_kept_one() {
        double kept = get(200, "/v1/coverage").at("/rows/0/worst_distance_m").asDouble();
        JsonNode own = get(200, "/v1/coverage?minutes=30");
        assertThat(own.at("/standard/radius_m").asDouble()).isEqualTo(2000);
        assertThat(own.at("/rows/0/covered_area_m2").asDouble())
                .isBetween(4 * Math.PI * 1e6, 8 * Math.PI * 1e6 * 1.001);
        assertThat(own.at("/rows/0/worst_distance_m").asDouble()).isCloseTo(kept, within(1.0));
    }

    @Test
    void gaps_are_polygons_with_their_worst_point_and_the_station_nearest_to_it() {
        JsonNode answer = get(200, "/v1/coverage/440112/gaps?mode=ebike");
        assertThat(answer.at("/type").asString()).isEqualTo("FeatureCollection");
        double district = answer.at("/area_m2").asDouble();
        double gaps = answer.at("/features")
                .valueStream()
                .mapToDouble(feature -> feature.at("/properties/area_m2").asDouble())
                .sum();
        assertThat(answer.at("/covered_area_m2").asDouble() + gaps)
                .isCloseTo(district, Percentage.withPercentage(1e-3));
        JsonNode first = answer.at("/features/0");
        assertThat(first.at("/geometry/type").asString()).isEqualTo("Polygon");
        assertThat(first.at("/properties/nearest_station/id").asString()).startsWith("demo:");
        assertThat(first.at("/properties/nearest_station/distance_m").asDouble())
                .isGreaterThan(2777);
    }

    @Test
    void gaps_are_drawn_in_the_datum_asked_for() {
        JsonNode wgs84 = get(200, "/v1/coverage/440112/gaps").at("/features/0/properties/worst_point/coordinates");
        JsonNode gcj02 =
                get(200, "/v1/coverage/440112/gaps?crs=gcj02").at("/features/0/properties/worst_point/coordinates");
        assertThat(gcj02.get(0).asDouble() - wgs84.get(0).asDouble()).isBetween(0.003, 0.008);
    }

    @Test
    void demand_is_covered_within_reach_of_a_station() {
        JsonNode answer = get(200, "/v1/coverage?parent=440100");
        assertThat(answer.at("/demand_source"))
                .hasToString("{\"dataset\":\"riders\",\"title_zh\":\"骑手\",\"unit\":\"workers\","
                        + "\"positions\":\"synthetic\",\"hour\":null,\"as_of\":\"2026-01-01\"}");
        JsonNode row = answer.at("/rows/0");
        assertThat(row.at("/demand").asDouble()).isEqualTo(100);
        assertThat(row.at("/covered_demand").asDouble()).isEqualTo(60);
        assertThat(row.at("/demand_ratio").asDouble()).isEqualTo(0.6);
        assertThat(row.at("/uncovered_demand").asDouble()).isEqualTo(40);
        assertThat(row.at("/stations_per_10k_workers").asDouble()).isEqualTo(200);
        assertThat(row.at("/p95_distance_m").asDouble()).isGreaterThan(18_000);
        double far = row.at("/p95_distance_m").asDouble();
        assertThat(row.at("/mean_distance_m").asDouble()).isBetween(0.4 * far, 0.4 * far + 400);
        assertThat(answer.at("/outside/demand").asDouble()).isEqualTo(7);
        assertThat(get(200, "/v1/coverage?level=city").at("/rows/0/demand").asDouble())
                .as("with what lies in no county")
                .isEqualTo(105);
    }

    @Test
    void a_filter_says_who_serves_and_the_record_and_the_shapes_agree_without_one() {
        JsonNode toilets = get(200, "/v1/coverage?amenity=toilet");
        assertThat(toilets.at("/filter/amenity")).hasToString("[\"toilet\"]");
        assertThat(toilets.at("/rows/0/stations").asInt()).isEqualTo(1);
        assertThat(toilets.at("/rows/0/covered_area_m2").asDouble())
                .isCloseTo(Math.PI * 1e6, Percentage.withPercentage(0.1));
        assertThat(toilets.at("/rows/0/covered_demand").asDouble()).isEqualTo(40);
        JsonNode all = get(200, "/v1/coverage?network=demo");
        JsonNode kept = get(200, "/v1/coverage");
        assertThat(all.at("/rows/0/covered_area_m2")).isEqualTo(kept.at("/rows/0/covered_area_m2"));
        assertThat(all.at("/rows/0/demand_ratio")).isEqualTo(kept.at("/rows/0/demand_ratio"));
        assertThat(get(400, "/v1/coverage?amenity=toilett")
                        .at("/errors/0/did_you_mean")
                        .asString(""))
                .isIn("toilet", "");
    }

    @Test
    void at_night_only_who_is_open_serves_and_only_who_is_awake_needs() {
        JsonNode night = get(200, "/v1/coverage?open_at={time}", "2026-05-20T02:30:00+08:00");
        assertThat(night.at("/filter/open_at").asString()).isEqualTo("2026-05-20T02:30:00+08:00");
        assertThat(night.at("/demand_source/hour").asInt()).isEqualTo(2);
        assertThat(night.at("/rows/0/stations").asInt()).isEqualTo(1);
        assertThat(night.at("/rows/0/demand").asDouble()).isEqualTo(70);
        assertThat(night.at("/rows/0/covered_demand").asDouble()).isEqualTo(20);
        JsonNode noon = get(200, "/v1/coverage?open_at={time}&hour=12", "2026-05-20T02:30:00+08:00");
        assertThat(noon.at("/rows/0/demand").asDouble()).isEqualTo(100);
    }

    @Test
    void cells_of_a_grid_add_up_to_their_district() {
        JsonNode cells = get(200, "/v1/coverage?level=cell&parent=440112&cell_m=2000&limit=20000");
        double district = get(200, "/v1/coverage").at("/rows/0/covered_area_m2").asDouble();
        double area = 0;
        double covered = 0;
        double demand = 0;
        int stations = 0;
        for (JsonNode row : cells.get("rows")) {
            assertThat(row.at("/area_m2").asDouble()).isLessThan(4e6 * 1.0002);
            area += row.at("/area_m2").asDouble();
            covered += row.at("/covered_area_m2").asDouble();
            demand += row.at("/demand").isNull() ? 0 : row.at("/demand").asDouble();
            stations += row.at("/stations").asInt();
            assertThat(row.at("/cell/id").asString()).matches("r\\d+c\\d+");
        }
        assertThat(cells.at("/total").asInt()).isEqualTo(cells.get("rows").size());
        assertThat(area)
                .isCloseTo(
                        get(200, "/v1/coverage/440112/gaps").at("/area_m2").asDouble(),
                        Percentage.withPercentage(1e-4));
        assertThat(covered).isCloseTo(district, Percentage.withPercentage(1e-3));
        assertThat(demand).isEqualTo(100);
        assertThat(stations).isEqualTo(2);
        assertThat(cells.at("/rows/0/level").asString()).isEqualTo("cell");
        JsonNode fine = get(400, "/v1/coverage?level=cell&parent=440112&cell_m=50");
        assertThat(fine.at("/errors/0/parameter").asString()).isEqualTo("cell_m");
        assertThat(fine.at("/errors/0/detail").asString()).contains("20,000 is the most: take");
    }

    @Test
    void gaps_come_by_the_demand_in_them_or_by_their_area() {
        JsonNode answer = get(200, "/v1/coverage/440112/gaps");
        assertThat(answer.at("/rank").asString()).isEqualTo("demand");
        assertThat(answer.at("/demand").asDouble()).isEqualTo(100);
        assertThat(answer.at("/uncovered_demand").asDouble()).isEqualTo(40);
        assertThat(answer.at("/features/0/properties/demand").asDouble()).isEqualTo(40);
        int exact = answer.at("/features/0/geometry").toString().length();
        JsonNode simple = get(200, "/v1/coverage/440112/gaps?rank=area&simplify_m=100");
        assertThat(simple.at("/rank").asString()).isEqualTo("area");
        assertThat(simple.at("/simplify_m").asDouble()).isEqualTo(100);
        assertThat(simple.at("/features/0/geometry").toString().length()).isLessThan(exact / 3);
        assertThat(simple.at("/features/0/properties/area_m2")).isEqualTo(answer.at("/features/0/properties/area_m2"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/coverage/999999/gaps, 404",
        "/v1/coverage?level=cell, 400",
        "/v1/coverage?cell_m=500, 400",
        "/v1/coverage?level=cell&parent=999999, 404",
        "/v1/coverage?demand=nobody, 400",
        "/v1/coverage?hour=24, 400",
        "/v1/coverage?open_at=yesterday, 400",
        "/v1/coverage/440112/gaps?network=nowhere, 400",
        "/v1/coverage/440112/gaps?minutes=0, 400",
        "/v1/coverage/440112/gaps?minutes=NaN, 400",
        "/v1/coverage/440112/gaps?detour=0.5, 400",
        "/v1/coverage/440112/gaps?min_area_m2=-1, 400",
        "/v1/coverage?levl=city, 400",
        "/v1/coverage?mode=fly, 400",
        "/v1/coverage?parent=abc, 400",
        "/v1/stations/demo:a/service-area?speed_kmh=1e400, 400",
        "/v1/stations/demo:nobody/service-area, 404",
        "/v1/stations/demo:z/service-area, 410"
    })
    void what_makes_no_sense_is_refused(String address, int status) {
        assertThat(getRaw(status, address).at("/type").asString()).startsWith("/problems/");
    }

    @Test
    void the_area_of_a_station_is_its_circle() {
        JsonNode answer = get(200, "/v1/stations/demo:a/service-area?mode=ebike");
        assertThat(answer.at("/geometry/type").asString()).isEqualTo("Polygon");
        assertThat(answer.at("/properties/standard/mode").asString()).isEqualTo("ebike");
        assertThat(answer.at("/properties/area_m2").asDouble())
                .isCloseTo(Math.PI * 2777.78 * 2777.78, Percentage.withPercentage(0.05));
        assertThat(answer.at("/properties/counts").asBoolean()).isTrue();
        assertThat(get(200, "/v1/stations/demo:c/service-area")
                        .at("/properties/counts")
                        .asBoolean())
                .isFalse();
    }
}
