package dev.yizhan.geo.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.hours.OpeningHours.State;
import dev.yizhan.geo.hours.OpeningHours.Stretch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is laid out ahead, against the evaluation that asks every rule about every day.
class OpeningHoursOracleTest {

    private static final long SEED = 20261125;
    private static final long FROM = LocalDate.of(2024, 6, 1).toEpochDay() * 86_400;
    private static final long DAYS = 3 * 365;

    private static final List<String> BESIDE = List.of(
            "24/7",
            "24/7; SH off",
            "24/7; PH off",
            "Jan-Dec 08:00-20:00",
            "2025 Dec 24 10:00-12:00",
            "Mo-Fr 08:00-12:00,14:00-18:00",
            "Mo-Fr 09:00-17:00; PH off",
            "Mo-Fr 18:00-02:00; PH,SH off",
            "Su 20:00-04:00",
            "Sa 22:00-24:00, Mo 00:00-06:00",
            "Mo-Su 00:00-24:00",
            "Mo off",
            "08:00-08:00",
            "Feb 29 10:00-12:00",
            "week 53 10:00-12:00",
            "easter 08:00-10:00",
            "sunrise-sunset",
            "2025-2027/2 Mo 10:00-12:00",
            "PH -1 day 10:00-12:00; 18:00+",
            "22:00-48:00");

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>(BESIDE);
        texts.addAll(SeededHours.some(500, random));
        return texts;
    }

    /// Every other one on a quarter of an hour or a second before, where things change.
    private static long moment(Random random) {
        long moment = FROM + (long) (random.nextDouble() * DAYS * 86_400);
        return switch (random.nextInt(4)) {
            case 0 -> moment - moment % 900;
            case 1 -> moment - moment % 900 - 1;
            default -> moment;
        };
    }

    private static String what(Stretch stretch) {
        return stretch.state() + ", from " + stretch.until() + " on " + stretch.then();
    }

    @Test
    void says_what_a_walk_day_by_day_says_and_when_it_changes_next() {
        Random random = new Random(SEED);
        int changes = 0;
        for (String text : texts(random)) {
            OpeningHours hours = OpeningHours.parse(text, Holidays.ofChina());
            DayByDay slow = DayByDay.parse(text, Holidays.ofChina());
            for (int i = 0; i < 100; i++) {
                long moment = moment(random);
                Stretch expected = slow.at(moment);
                Stretch stretch = hours.at(moment);
                assertThat(what(stretch))
                        .as("%s at %s, seed %d", text, Instant.ofEpochSecond(moment), SEED)
                        .isEqualTo(what(expected));
                assertThat(stretch.from()).isLessThanOrEqualTo(moment);
                changes += expected.then() == expected.state() ? 0 : 1;
            }
        }
        assertThat(changes).isGreaterThan(20_000);
    }

    @Test
    void says_the_same_of_a_moment_whatever_was_asked_before_and_by_whom() {
        Random random = new Random(SEED + 1);
        List<OpeningHours> shared = texts(random).stream()
                .map(text -> OpeningHours.parse(text, Holidays.ofChina()))
                .toList();
        List<Long> moments = IntStream.range(0, 60)
                .mapToObj(i -> moment(random) + (i % 3 == 0 ? 40L * 366 * 86_400 : 0))
                .toList();
        List<List<String>> alone = texts(new Random(SEED + 1)).stream()
                .map(text -> moments.stream()
                        .map(moment -> what(
                                OpeningHours.parse(text, Holidays.ofChina()).at(moment)))
                        .toList())
                .toList();
        IntStream.range(0, 8).parallel().forEach(thread -> {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, moments.size()).boxed().toList());
            Collections.shuffle(order, new Random(thread));
            for (int m : order) {
                for (int t = 0; t < shared.size(); t++) {
                    assertThat(what(shared.get(t).at(moments.get(m))))
                            .isEqualTo(alone.get(t).get(m));
                }
            }
        });
    }

    @Test
    void a_stretch_holds_from_its_first_moment_to_its_last() {
        Random random = new Random(SEED + 2);
        for (String text : texts(random)) {
            DayByDay slow = DayByDay.parse(text, Holidays.ofChina());
            for (int i = 0; i < 5; i++) {
                Stretch stretch = OpeningHours.parse(text, Holidays.ofChina()).at(moment(random));
                if (stretch.from() != Long.MIN_VALUE) {
                    assertThat(what(slow.at(stretch.from()))).as(text).isEqualTo(what(stretch));
                    assertThat(what(slow.at(stretch.until() - 1))).as(text).isEqualTo(what(stretch));
                    State then = slow.at(stretch.until()).state();
                    assertThat(then).as(text).isEqualTo(stretch.then());
                }
            }
        }
    }
}
