package dev.yizhan.service.nearest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.support.LiveHuangpu;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class NearestApiIT extends LiveHuangpu {

    private static final LonLat HUANGPU = new LonLat(113.45, 23.101);

    @Test
    void the_nearest_comes_first_with_its_distance_direction_and_time() {
        JsonNode answer = get(200, "/v1/stations/nearest?lon=113.45&lat=23.101&radius_m=20000");
        assertThat(ids(answer)).containsExactly("demo:a", "demo:b");
        JsonNode first = answer.at("/features/0/properties");
        assertThat(first.at("/distance_m").asDouble()).isCloseTo(110.75, within(0.05));
        assertThat(first.at("/distance_kind").asString()).isEqualTo("straight_line");
        assertThat(first.at("/bearing_deg").asDouble()).isEqualTo(180);
        assertThat(first.at("/duration_s").asLong()).isEqualTo(Math.round(110.75 * 1.25 / (5 / 3.6)));
        assertThat(first.at("/position_quality").asString()).isEqualTo("synthetic");
        assertThat(answer.at("/dataset_version").asString()).isEqualTo("2-bbbbbbbb");
        assertThat(answer.at("/widened").asBoolean()).isFalse();
        assertThat(answer.at("/stale").asBoolean()).isFalse();
        assertThat(answer.at("/next_cursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"gcj02", "bd09"})
    void a_phone_speaks_its_own_datum_and_is_answered_in_it(String crs) {
        Datum datum = Datum.of(crs);
        Datum.Position there = datum.fromWgs84(HUANGPU);
        JsonNode answer = get(200, "/v1/stations/nearest?lon={x}&lat={y}&crs={crs}&limit=1", there.x(), there.y(), crs);
        assertThat(answer.at("/crs").asString()).isEqualTo(crs);
        assertThat(answer.at("/features/0/properties/distance_m").asDouble()).isCloseTo(110.75, within(0.05));
        JsonNode position = answer.at("/features/0/geometry/coordinates");
        LonLat station =
                datum.toWgs84(position.get(0).asDouble(), position.get(1).asDouble());
        assertThat(Geodesic.distanceMetres(station, new LonLat(113.45, 23.1))).isLessThan(0.2);
    }

    @Test
    void each_map_is_linked_in_its_own_datum() {
        JsonNode links =
                get(200, "/v1/stations/nearest?lon=113.45&lat=23.101&limit=1").at("/features/0/properties/links");
        Datum.Position gcj02 = Datum.GCJ02.fromWgs84(new LonLat(113.45, 23.1));
        Datum.Position bd09 = Datum.BD09.fromWgs84(new LonLat(113.45, 23.1));
        assertThat(links.at("/amap").asString())
                .contains("to=%.6f,%.6f,".formatted(gcj02.x(), gcj02.y()))
                // Else it opens a page of its own, not the map that is installed.
                .contains("&callnative=1");
        assertThat(links.at("/tencent").asString()).contains("tocoord=%.6f,%.6f".formatted(gcj02.y(), gcj02.x()));
        assertThat(links.at("/apple").asString()).contains("daddr=%.6f,%.6f".formatted(gcj02.y(), gcj02.x()));
        assertThat(links.at("/baidu").asString()).contains("location=%.6f,%.6f".formatted(bd09.y(), bd09.x()));
    }

    @ParameterizedTest
    @CsvSource({
        "amenity=toilet, demo:a",
        "tier=hub&amenity=water, demo:a demo:b",
        "district=440100, demo:a demo:b",
        "district=440112&amenity=toilet, demo:a",
        "network=demo, demo:a demo:b"
    })
    void filters_come_before_the_limit(String filters, String expected) {
        JsonNode answer = getRaw(200, "/v1/stations/nearest?lon=113.47&lat=23.21&radius_m=20000&" + filters);
        assertThat(ids(answer)).containsExactlyInAnyOrder(expected.split(" "));
        JsonNode one = getRaw(200, "/v1/stations/nearest?lon=113.47&lat=23.21&radius_m=20000&limit=1&" + filters);
        assertThat(ids(one)).containsExactly(ids(answer).getFirst());
    }

    @Test
    void nothing_within_reach_is_looked_for_farther_away_and_says_so() {
        JsonNode answer = get(200, "/v1/stations/nearest?lon=113.45&lat=23.4&radius_m=100");
        assertThat(answer.at("/widened").asBoolean()).isTrue();
        assertThat(answer.at("/radius_m").asDouble()).isEqualTo(50_000);
        assertThat(ids(answer)).containsExactly("demo:b", "demo:a");
    }

    @Test
    void nothing_at_all_is_an_empty_answer() {
        JsonNode answer = get(200, "/v1/stations/nearest?lon=-60&lat=-80");
        assertThat(answer.at("/features").isArray()).isTrue();
        assertThat(ids(answer)).isEmpty();
        assertThat(answer.at("/widened").asBoolean()).isTrue();
    }

    @Test
    void the_antimeridian_is_no_border() {
        JsonNode answer = get(200, "/v1/stations/nearest?lon=180&lat=0.5&radius_m=20000");
        assertThat(ids(answer)).containsExactly("demo:d", "demo:e");
    }

    @ParameterizedTest
    @CsvSource({
        "amenity=toilett, amenity, toilet",
        "tier=hubb, tier, hub",
        "network=demmo, network, demo",
        "rank=ebyke, rank, ebike",
        "limt=3, limt, limit",
        "crs=gcj2, crs, gcj02"
    })
    void a_misspelt_word_is_refused_with_the_right_one(String query, String parameter, String suggestion) {
        JsonNode problem = getRaw(400, "/v1/stations/nearest?lon=113.45&lat=23.1&" + query);
        assertThat(problem.at("/errors/0/parameter").asString()).isEqualTo(parameter);
        assertThat(problem.at("/errors/0/suggestion").asString()).isEqualTo(suggestion);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        JsonNode problem = getRaw(400, "/v1/stations/nearest?lon=NaN&lat=1e400&radius_m=-1&limit=0");
        assertThat(problem.at("/errors")
                        .valueStream()
                        .map(error -> error.at("/parameter").asString()))
                .contains("lon", "lat", "radius_m", "limit");
    }

    private static List<String> ids(JsonNode answer) {
        return answer.at("/features")
                .valueStream()
                .map(feature -> feature.at("/id").asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // Monday noon, Sunday noon, Monday evening, and midnight of a day in another zone.
        "2026-11-23T12:00:00%2B08:00, demo:a demo:b, true, 2026-11-23T18:00:00+08:00",
        "2026-11-22T12:00:00%2B08:00, demo:b, true,",
        "2026-11-23T18:00:00%2B08:00, demo:b, true,",
        "2026-11-23T00:00:00Z, demo:a demo:b, true, 2026-11-23T18:00:00+08:00"
    })
    void those_that_are_open_then_are_chosen_before_the_limit(
            String openAt, String expected, boolean open, String closesAt) {
        String question = "/v1/stations/nearest?lon=113.45&lat=23.101&radius_m=20000&open_at=" + openAt;
        JsonNode answer = getRaw(200, question);
        assertThat(ids(answer)).containsExactly(expected.split(" "));
        assertThat(answer.at("/features/0/properties/open").asBoolean()).isEqualTo(open);
        JsonNode closes = answer.at("/features/0/properties/closes_at");
        assertThat(closes.isNull() ? null : closes.asString()).isEqualTo(closesAt);
        assertThat(ids(getRaw(200, question + "&limit=1"))).containsExactly(expected.split(" ")[0]);
        // A list chooses the same, by its own way; its rest lies farther away.
        assertThat(ids(getRaw(200, "/v1/stations?bbox=113.4,23,113.6,23.4&open_at=" + openAt)))
                .containsExactly(expected.split(" "));
    }

    @Test
    void whether_it_is_open_is_true_false_or_not_known() {
        JsonNode now = getRaw(200, "/v1/stations?limit=10&open_at=now");
        assertThat(ids(now)).contains("demo:b").doesNotContain("demo:c", "demo:d");
        JsonNode list = getRaw(200, "/v1/stations?limit=10");
        assertThat(list.at("/features/1/properties/open").booleanValue()).isTrue();
        assertThat(list.at("/features/2/id").asString()).isEqualTo("demo:c");
        assertThat(list.at("/features/2/properties/open").booleanValue())
                .as("always open, were it not closed")
                .isFalse();
        assertThat(list.at("/features/3/properties/open").isNull())
                .as("hours that nobody understands")
                .isTrue();
        assertThat(getRaw(400, "/v1/stations/nearest?lon=1&lat=1&open_at=tonight")
                        .at("/errors/0/detail")
                        .asString())
                .contains("neither now nor a time");
    }
}
