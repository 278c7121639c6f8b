package dev.yizhan.service.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.support.LiveHuangpu;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StationApiIT extends LiveHuangpu {

    private List<String> ids(String query) {
        return ids(get(200, "/v1/stations?" + query));
    }

    private static List<String> ids(JsonNode collection) {
        return StreamSupport.stream(collection.get("features").spliterator(), false)
                .map(feature -> feature.get("id").asString())
                .toList();
    }

    @Test
    void the_whole_list_leaves_tombstones_out_and_is_in_order_of_id() {
        JsonNode answer = get(200, "/v1/stations");
        assertThat(ids(answer)).containsExactly("demo:a", "demo:b", "demo:c", "demo:d", "demo:e");
        assertThat(answer.get("type").asString()).isEqualTo("FeatureCollection");
        assertThat(answer.get("dataset_version").asString()).isEqualTo("2-bbbbbbbb");
        assertThat(answer.get("crs").asString()).isEqualTo("wgs84");
        assertThat(answer.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void a_feature_has_the_shape_that_clients_rely_on() {
        JsonNode feature = get(200, "/v1/stations?limit=1").get("features").get(0);
        assertThat(feature.get("geometry").get("coordinates")).hasToString("[113.45,23.1]");
        JsonNode properties = feature.get("properties");
        assertThat(properties.propertyNames())
                .contains(
                        "name",
                        "network",
                        "tier",
                        "amenities",
                        "address",
                        "district",
                        "status",
                        "entry",
                        "hours",
                        "open",
                        "opens_at",
                        "closes_at",
                        "position_quality",
                        "as_of",
                        "verified_at",
                        "source");
        assertThat(properties.get("district")).hasToString("{\"adcode\":\"440112\",\"name\":\"黄埔区\"}");
        assertThat(properties.get("position_quality").asString()).isEqualTo("synthetic");
        assertThat(properties.get("open").isBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bbox=113.4,23,113.5,23.15     | demo:a",
                "bbox=113.45,23.1,113.46,23.2  | demo:a demo:b",
                "bbox=179,-1,-179,1            | demo:d demo:e",
                "bbox=-180,-1,-179,1           | demo:d",
                "bbox=0,0,1,1                  | ''",
                "network=demo                  | demo:a demo:b demo:c demo:d demo:e",
                "tier=hub                      | demo:a demo:b",
                "amenity=water                 | demo:a demo:b",
                "amenity=water,toilet          | demo:a",
                "amenity=water&amenity=toilet  | demo:a",
                "district=440112               | demo:a demo:b",
                "district=440100               | demo:a demo:b demo:c",
                "district=440000               | demo:a demo:b demo:c",
                "status=closed                 | demo:c",
                "status=open,closed            | demo:a demo:c demo:d demo:e",
                "position_quality=surveyed     | demo:d",
                "district=440100&tier=shop     | demo:c",
            })
    void a_filter_keeps_what_meets_it(String query, String expected) {
        assertThat(ids(query)).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "黄埔            | demo:a",
                "huangpu        | demo:a",
                "HPYZ           | demo:a",
                "驿站            | demo:c demo:a demo:b",
                "驿站 路1        | demo:a demo:b demo:c",
                "路1号           | demo:a demo:b demo:c demo:d demo:e",
                "旧站            | ''",
                "nowhere        | ''",
                "%              | demo:d",
                "_              | demo:d",
                "100%_          | demo:d",
                "\\             | demo:d",
            })
    void a_text_is_found_in_chinese_and_pinyin_best_match_first(String q, String expected) {
        assertThat(ids(get(200, "/v1/stations?q={q}", q)))
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "q=驿站", "amenity=water", "district=440100"})
    void pages_join_to_the_whole_list(String question) {
        List<String> joined = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = cursor == null
                    ? get(200, "/v1/stations?limit=1&" + question)
                    : get(200, "/v1/stations?limit=1&" + question + "&cursor={cursor}", cursor);
            assertThat(page.get("features")).hasSizeLessThanOrEqualTo(1);
            joined.addAll(ids(page));
            cursor = page.get("next_cursor").isNull()
                    ? null
                    : page.get("next_cursor").asString();
        } while (cursor != null);
        assertThat(joined).isEqualTo(ids(question)).isNotEmpty();
    }

    @Test
    void a_cursor_continues_only_its_own_question() {
        String cursor = get(200, "/v1/stations?limit=1&amenity=water")
                .get("next_cursor")
                .asString();
        assertThat(ids(get(200, "/v1/stations?limit=9&amenity=water&cursor={c}", cursor)))
                .containsExactly("demo:b");
        assertThat(get(400, "/v1/stations?limit=1&cursor={c}", cursor)
                        .at("/errors/0/parameter")
                        .asString())
                .isEqualTo("cursor");
    }

    @Test
    void a_cursor_that_was_changed_is_refused() {
        String cursor = get(200, "/v1/stations?limit=1").get("next_cursor").asString();
        for (int at = 0; at < cursor.length(); at++) {
            char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            String changed = cursor.substring(0, at) + other + cursor.substring(at + 1);
            assertThat(get(400, "/v1/stations?limit=1&cursor={c}", changed)
                            .at("/errors/0/parameter")
                            .asString())
                    .as(changed)
                    .isEqualTo("cursor");
        }
    }

    @Test
    void words_that_the_record_does_not_know_are_refused_together() {
        JsonNode problem = get(400, "/v1/stations?network=demmo&amenity=watr&tier=hub&district=999999");
        assertThat(StreamSupport.stream(problem.get("errors").spliterator(), false)
                        .map(error -> error.get("parameter").asString()))
                .containsExactlyInAnyOrder("network", "amenity", "district");
        assertThat(problem.at("/errors/0/suggestion").asString()).isEqualTo("demo");
    }

    @Test
    void a_station_is_shown_by_its_id() {
        JsonNode station = get(200, "/v1/stations/demo:d");
        assertThat(station.get("type").asString()).isEqualTo("Feature");
        assertThat(station.get("id").asString()).isEqualTo("demo:d");
        assertThat(station.at("/properties/name").asString()).isEqualTo("100%_好\\站");
        assertThat(station.at("/properties/district").isNull()).isTrue();
        assertThat(station.get("dataset_version").asString()).isEqualTo("2-bbbbbbbb");
    }

    @Test
    void a_tombstone_is_gone_and_an_unknown_id_is_not_found() {
        assertThat(get(410, "/v1/stations/demo:z").get("type").asString()).isEqualTo("/problems/station-removed");
        assertThat(get(404, "/v1/stations/demo:q").get("type").asString()).isEqualTo("/problems/station-not-found");
        assertThat(get(404, "/v1/stations/{id}", "a/b' or 1=1 --").get("type").asString())
                .isEqualTo("/problems/station-not-found");
    }

    @Test
    void networks_come_with_their_tiers_and_menu() {
        JsonNode network = get(200, "/v1/networks").at("/networks/0");
        assertThat(network.get("code").asString()).isEqualTo("demo");
        assertThat(network.get("district_name").asString()).isEqualTo("黄埔区");
        assertThat(network.get("stations").asInt()).isEqualTo(5);
        assertThat(network.at("/tiers/0/name_zh").asString()).isEqualTo("中心");
        assertThat(network.at("/tiers/1/stations").asInt()).isEqualTo(3);
        assertThat(network.at("/menu/0/name_zh").asString()).isEqualTo("热水");
        assertThat(network.at("/menu/0/mandatory_for/0").asString()).isEqualTo("hub");
        assertThat(network.at("/menu/0/stations").asInt()).isEqualTo(2);
    }

    @Test
    void amenities_come_in_two_levels_and_two_languages() {
        JsonNode category = get(200, "/v1/amenities").at("/categories/0");
        assertThat(category.get("name_en").asString()).isEqualTo("Body");
        assertThat(category.at("/amenities/0/name_zh").asString()).isEqualTo("饮水");
        assertThat(category.at("/amenities/1/code").asString()).isEqualTo("toilet");
        assertThat(category.at("/amenities/1/stations").asInt()).isEqualTo(2);
    }
}
