package dev.yizhan.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryShapeTest {

    enum Rank {
        DISTANCE,
        WALK
    }

    record Even(int number) {

        public static Even parse(String text) {
            int number = Integer.parseInt(text);
            if (number % 2 != 0) {
                throw new IllegalArgumentException("is odd");
            }
            return new Even(number);
        }
    }

    record Place(
            @QueryParameter(value = "Longitude.", min = -180, max = 180)
            double lon,

            @QueryParameter(value = "Latitude.", min = -90, max = 90)
            double lat) {}

    record Question(
            Place place,

            @QueryParameter(value = "How many.", fallback = "5", min = 1, max = 50)
            int limit,

            @QueryParameter(value = "How far.", min = 0, aboveMin = true, max = 50_000, name = "radius_m") @Nullable
            Double radiusMetres,

            @QueryParameter(value = "Order.", fallback = "distance")
            Rank rank,

            @QueryParameter("Amenities.") List<String> amenity,
            @QueryParameter("When.") @Nullable OffsetDateTime openAt,
            @QueryParameter("Even.") @Nullable Even even,

            @QueryParameter(value = "Shape too?", fallback = "true")
            boolean geometry,

            @QueryParameter(value = "Text.", maxLength = 5) @Nullable
            String q) {}

    private static final QueryShape SHAPE = QueryShape.of(Question.class);

    private static Question bind(String query) {
        return (Question) SHAPE.bind(query);
    }

    private static List<ParameterError> errors(String query) {
        try {
            bind(query);
        } catch (ProblemException e) {
            return e.errors();
        }
        return List.of();
    }

    @Test
    void defaults_fill_what_is_absent() {
        assertThat(bind("lon=113.6&lat=34.7"))
                .isEqualTo(new Question(
                        new Place(113.6, 34.7), 5, null, Rank.DISTANCE, List.of(), null, null, true, null));
    }

    @Test
    void everything_that_is_given_is_bound() {
        assertThat(bind("lon=-0.5e2&lat=+1.5".replace("+", "%2B")
                        + "&limit=50&radius_m=0.1&rank=walk&amenity=water,toilet&amenity=water"
                        + "&open_at=2026-05-01T12:30:00%2B08:00&even=4&geometry=false&q=%E9%BB%84+%E5%9F%94"))
                .isEqualTo(new Question(
                        new Place(-50, 1.5),
                        50,
                        0.1,
                        Rank.WALK,
                        List.of("water", "toilet"),
                        OffsetDateTime.parse("2026-05-01T12:30:00+08:00"),
                        new Even(4),
                        false,
                        "黄 埔"));
    }

    @Test
    void a_comma_that_is_escaped_belongs_to_the_value() {
        assertThat(bind("lon=1&lat=1&amenity=a%2Cb,c").amenity()).containsExactly("a,b", "c");
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        assertThat(errors("lng=113.6&lat=NaN&limit=0&rank=wolk&colour=red&limit=2"))
                .extracting(ParameterError::parameter)
                .containsExactlyInAnyOrder("lng", "lon", "lat", "limit", "rank", "colour");
    }

    @ParameterizedTest
    @CsvSource({
        "lng, lon",
        "longitude, lon",
        "latitude, lat",
        "radius, radius_m",
        "radiusM, radius_m",
        "Limit, limit",
        "limt, limit",
        "amenities, amenity",
        "page_size, limit",
        "search, q",
        "openat, open_at"
    })
    void an_unknown_name_brings_the_one_that_was_meant(String unknown, String meant) {
        assertThat(errors("lon=1&lat=1&" + unknown + "=1"))
                .singleElement()
                .satisfies(error -> assertThat(error.suggestion()).isEqualTo(meant));
    }

    @Test
    void a_name_that_resembles_nothing_brings_no_suggestion() {
        assertThat(errors("lon=1&lat=1&colour=red")).singleElement().satisfies(error -> {
            assertThat(error.suggestion()).isNull();
            assertThat(error.detail()).contains("radius_m");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "999",
                "-999",
                "",
                "%20",
                "1e400",
                "1e9999999",
                "%00",
                "1%00",
                "0x10",
                "1,5",
                "1d",
                "1f",
                "--1",
                "%zz",
                "%ff",
                "٣",
                "1_0",
                "180.0000001",
                "1%0A"
            })
    void a_longitude_that_is_none_is_refused(String lon) {
        assertThat(errors("lat=1&lon=" + lon))
                .singleElement()
                .extracting(ParameterError::parameter)
                .isEqualTo("lon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"180", "-180", "%2B0", "-0", "1e2", ".5", "5.", "0000001"})
    void a_longitude_on_the_edge_is_taken(String lon) {
        assertThat(errors("lat=1&lon=" + lon)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "51", "5.0", "1e1", "-1", "99999999999", "999999999999999999999999", "five", ""})
    void a_count_that_is_none_is_refused(String limit) {
        assertThat(errors("lat=1&lon=1&limit=" + limit))
                .singleElement()
                .extracting(ParameterError::parameter)
                .isEqualTo("limit");
    }

    @Test
    void an_excluded_lower_end_is_refused_by_its_range() {
        assertThat(errors("lon=1&lat=1&radius_m=0"))
                .containsExactly(new ParameterError("radius_m", "is outside 0..50000, the lower end excluded"));
    }

    @Test
    void swapped_coordinates_are_recognised() {
        assertThat(errors("lon=34.7&lat=113.6")).singleElement().satisfies(error -> {
            assertThat(error.parameter()).isEqualTo("lat");
            assertThat(error.detail()).contains("swapped");
            assertThat(error.suggestion()).isEqualTo("lon=113.6&lat=34.7");
        });
    }

    @Test
    void a_single_value_given_twice_is_refused_even_when_equal() {
        assertThat(errors("lon=1&lat=1&limit=5&limit=5"))
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).contains("2 times"));
    }

    @Test
    void a_word_that_is_no_choice_brings_the_choices_and_the_nearest() {
        assertThat(errors("lon=1&lat=1&rank=wolk"))
                .containsExactly(new ParameterError("rank", "is none of distance, walk", "walk"));
    }

    @Test
    void a_type_of_its_own_refuses_in_its_own_words() {
        assertThat(errors("lon=1&lat=1&even=3")).containsExactly(new ParameterError("even", "is odd"));
    }

    @Test
    void a_text_longer_than_allowed_is_refused_by_characters_not_bytes() {
        assertThat(errors("lon=1&lat=1&q=%E9%BB%84%E5%9F%94%E5%8C%BA%E5%9F%94%E5%8C%BA"))
                .isEmpty();
        assertThat(errors("lon=1&lat=1&q=abcdef")).hasSize(1);
    }

    @Test
    void a_list_with_an_empty_part_or_too_many_is_refused() {
        assertThat(errors("lon=1&lat=1&amenity=a,,b")).hasSize(1);
        assertThat(errors("lon=1&lat=1&amenity=" + "a,".repeat(50) + "a")).hasSize(1);
    }

    @Test
    void a_record_without_words_is_found_when_the_shape_is_read() {
        record Silent(String q) {}
        assertThatIllegalStateException().isThrownBy(() -> QueryShape.of(Silent.class));
    }

    @Test
    void a_call_without_parameters_refuses_any() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> QueryShape.of(NoParameters.class).bind("verbose=1"))
                .satisfies(e -> assertThat(e.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.detail()).contains("takes no parameters")));
    }
}
