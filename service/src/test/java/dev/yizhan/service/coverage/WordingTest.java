package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.station.SelectionNames.Named;
import dev.yizhan.service.web.Language;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Wording ZH = new Wording(Language.ZH);
    private static final Wording EN = new Wording(Language.EN);

    @ParameterizedTest
    @EnumSource(Word.class)
    void both_languages_say_the_same_facts_and_english_has_no_chinese_in_it(Word word) {
        Object[] known = {"⟨1⟩", "⟨2⟩", "⟨3⟩", "⟨4⟩", "⟨5⟩"};
        assertThat(facts(word.in(Language.ZH, known))).isEqualTo(facts(word.in(Language.EN, known)));
        assertThat(word.in(Language.EN, known)).doesNotContainPattern(HAN);
    }

    private static List<String> facts(String phrase) {
        return List.copyOf(new TreeSet<>(Pattern.compile("⟨\\d⟩")
                .matcher(phrase)
                .results()
                .map(MatchResult::group)
                .toList()));
    }

    @Test
    void numbers_days_and_lists_are_written_as_their_readers_do() {
        assertThat(ZH.percent(0.3521)).isEqualTo("35.2%");
        assertThat(EN.percent(0.3521)).isEqualTo("35.2 %");
        assertThat(ZH.day(LocalDate.of(2026, 1, 5))).isEqualTo("2026年1月5日");
        assertThat(EN.day(LocalDate.of(2026, 1, 5))).isEqualTo("5 January 2026");
        assertThat(ZH.minute(OffsetDateTime.parse("2026-05-01T02:05:00+08:00"))).isEqualTo("2026年5月1日 02:05");
        assertThat(ZH.list(List.of("饮水", "厕所"))).isEqualTo("饮水、厕所");
        assertThat(EN.list(List.of("Water", "Toilet"))).isEqualTo("Water, Toilet");
        assertThat(ZH.number(1234.56, 1)).isEqualTo("1,234.6");
    }

    @Test
    void what_is_not_known_is_said_and_a_unit_without_a_word_is_called_as_it_is() {
        assertThat(ZH.number(null, 0)).isEqualTo("不详");
        assertThat(EN.percent(null)).isEqualTo("unknown");
        assertThat(EN.day(null)).isEqualTo("unknown");
        assertThat(ZH.unit("orders_per_day")).isEqualTo("单/天");
        assertThat(EN.unit("parcels")).isEqualTo("parcels");
    }

    @Test
    void a_reader_learns_what_roads_decide() {
        assertThat(ZH.roads(new RoadShare(0, 0, 1, "no road network is loaded")))
                .isEqualTo("没有载入道路，以服务圆代替");
        assertThat(EN.roads(new RoadShare(3, 1, 0, null)))
                .isEqualTo("3 stations over roads, 1 by a circle: no road near");
        assertThat(ZH.roads(new RoadShare(3, 0, 0, null))).isEqualTo("3 个驿站沿道路计算");
    }

    @Test
    void a_reader_learns_which_stations_count() {
        List<Named> some =
                List.of(new Named("network", "demo", "示范", "Demo"), new Named("amenity", "toilet", "厕所", "Toilet"));
        OffsetDateTime night = OffsetDateTime.parse("2026-05-01T02:00:00+08:00");
        assertThat(ZH.serving(some, night, (name, _) -> name))
                .isEqualTo("在用驿站，限于：网络 示范；提供 厕所；2026年5月1日 02:00（北京时间）确知开放");
        assertThat(EN.serving(some, null, (_, code) -> code))
                .isEqualTo("stations in service of the networks demo, that offer toilet");
        assertThat(EN.serving(List.of(), null, (name, _) -> name)).isEqualTo("all stations in service");
    }
}
