package dev.yizhan.service.district;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.support.LiveHuangpu;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DistrictApiIT extends LiveHuangpu {

    private static List<String> adcodes(JsonNode collection) {
        return StreamSupport.stream(collection.get("features").spliterator(), false)
                .map(feature -> feature.get("id").asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "geometry=true  | 440100 440112",
                "parent=440100  | 440112",
                "parent=440000  | 440100",
                "parent=1       | ''",
                "level=city     | 440100",
                "level=town     | ''",
                "q=黄埔          | 440112",
                "q=hpq          | 440112",
                "q=440112       | 440112",
                "q=4401         | 440100 440112",
                "q=112          | ''",
                "q=%25          | ''",
            })
    void a_filter_keeps_what_meets_it(String query, String expected) {
        assertThat(adcodes(getRaw(200, "/v1/districts?" + query.replace("黄埔", "%E9%BB%84%E5%9F%94"))))
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void a_district_has_its_shape_with_the_outer_ring_counterclockwise() {
        JsonNode district = get(200, "/v1/districts/440112");
        assertThat(district.at("/geometry/type").asString()).isEqualTo("MultiPolygon");
        assertThat(district.at("/geometry/coordinates"))
                .hasToString("[[[[113.3,23.0],[113.6,23.0],[113.6,23.4],[113.3,23.4],[113.3,23.0]]]]");
        assertThat(district.at("/properties/parent").asString()).isEqualTo("440100");
        assertThat(district.at("/properties/area_m2").asDouble()).isEqualTo(2);
    }

    @Test
    void without_geometry_the_shape_is_null() {
        assertThat(get(200, "/v1/districts/440112?geometry=false")
                        .get("geometry")
                        .isNull())
                .isTrue();
        assertThat(get(200, "/v1/districts?geometry=false")
                        .at("/features/0/geometry")
                        .isNull())
                .isTrue();
    }

    @Test
    void pages_join_to_the_whole_list() {
        JsonNode first = get(200, "/v1/districts?limit=1&geometry=false");
        JsonNode second = get(
                200,
                "/v1/districts?limit=1&cursor={c}",
                first.get("next_cursor").asString());
        assertThat(adcodes(first)).containsExactly("440100");
        assertThat(adcodes(second)).containsExactly("440112");
        assertThat(second.get("next_cursor").isNull()).isTrue();
        get(400, "/v1/districts?level=city&cursor={c}", first.get("next_cursor").asString());
    }

    @Test
    void an_unknown_adcode_is_not_found_and_a_wrong_level_brings_the_levels() {
        assertThat(get(404, "/v1/districts/123").get("type").asString()).isEqualTo("/problems/district-not-found");
        assertThat(get(400, "/v1/districts?level=contry")
                        .at("/errors/0/suggestion")
                        .asString())
                .isEqualTo("county");
    }
}
