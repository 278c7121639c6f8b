package dev.yizhan.geo.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yizhan.geo.dataset.Amenities.Amenity;
import dev.yizhan.geo.dataset.Amenities.Category;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmenitiesTest {

    private final Amenities amenities = Amenities.standard();

    @Test
    void the_words_of_the_zhengzhou_file_are_known() {
        Map<String, String> expected = Map.of(
                "drink", "drinking_water",
                "ac", "air_conditioning",
                "seat", "seat",
                "charging", "charging",
                "wifi", "wifi",
                "first_aid", "first_aid",
                "hot_water", "hot_water",
                "umbrella", "umbrella",
                "microwave", "microwave",
                "book", "reading");
        expected.forEach(
                (word, code) -> assertThat(amenities.find(word)).as(word).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "饮水机, drinking_water",
        "' Hot  Water ', hot_water",
        "WI-FI, wifi",
        "ＷｉＦｉ, wifi",
        "First-Aid kit, first_aid",
        "应急药品, first_aid",
        "理发, haircut"
    })
    void an_alias_is_found_in_any_case_and_width(String word, String code) {
        assertThat(amenities.find(word)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"chargin, charging", "冷热饮水机, drinking_water", "免费理发服务, haircut", "microwav oven, microwave"})
    void an_unknown_word_is_not_guessed_but_a_near_one_is_suggested(String word, String code) {
        assertThat(amenities.find(word)).isNull();
        assertThat(amenities.suggest(word)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"spaceship", "钢琴", "x"})
    void a_word_far_from_all_others_has_no_suggestion(String word) {
        assertThat(amenities.suggest(word)).isNull();
    }

    @Test
    void every_amenity_is_found_by_its_code_and_its_names_and_stands_in_a_category() {
        assertThat(amenities.amenities()).hasSizeGreaterThan(40).allSatisfy(amenity -> {
            assertThat(amenity.code()).matches("[a-z][a-z_]*");
            assertThat(amenities.find(amenity.code())).isEqualTo(amenity.code());
            assertThat(amenities.find(amenity.zh())).isEqualTo(amenity.code());
            assertThat(amenities.find(amenity.en())).isEqualTo(amenity.code());
            assertThat(amenities.categories()).extracting(Category::code).contains(amenity.category());
        });
        assertThat(amenities.amenities()).extracting(Amenity::zh).doesNotHaveDuplicates();
    }

    @Test
    void an_alias_of_two_amenities_is_refused() {
        assertThatThrownBy(() -> read("""
                        - {code: rest, zh: 歇脚, en: Rest, amenities: [
                            {code: seat, zh: 座椅, en: Seats, aliases: [bench]},
                            {code: nap, zh: 躺椅, en: Nap, aliases: [BENCH]}]}
                        """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("BENCH", "seat", "nap");
    }

    @Test
    void an_unknown_key_is_refused_by_name() {
        assertThatThrownBy(() -> read("- {code: rest, zh: 歇脚, en: Rest, colour: red, amenities: []}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("colour");
    }

    private static Amenities read(String yaml) {
        return Amenities.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
