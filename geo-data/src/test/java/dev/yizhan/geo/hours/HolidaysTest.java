package dev.yizhan.geo.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolidaysTest {

    private static final Holidays CHINA = Holidays.ofChina();

    private static Stream<LocalDate> holidays(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1)).filter(day -> Boolean.TRUE.equals(CHINA.isHoliday(day.toEpochDay())));
    }

    /// As the State Council decreed in November 2024 and in November 2025.
    @ParameterizedTest
    @CsvSource({
        "2025-01-01, 2025-01-01", // 元旦
        "2025-01-28, 2025-02-04", // 春节
        "2025-04-04, 2025-04-06", // 清明节
        "2025-05-01, 2025-05-05", // 劳动节
        "2025-05-31, 2025-06-02", // 端午节
        "2025-10-01, 2025-10-08", // 国庆节、中秋节
        "2026-01-01, 2026-01-03",
        "2026-02-15, 2026-02-23",
        "2026-04-04, 2026-04-06",
        "2026-05-01, 2026-05-05",
        "2026-06-19, 2026-06-21",
        "2026-09-25, 2026-09-27", // 中秋节
        "2026-10-01, 2026-10-07"
    })
    void the_days_decreed_are_holidays_and_those_around_them_are_not(LocalDate first, LocalDate last) {
        assertThat(holidays(first.minusDays(1), last.plusDays(1)))
                .containsExactlyElementsOf(first.datesUntil(last.plusDays(1)).toList());
    }

    @Test
    void no_others_are() {
        assertThat(holidays(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31)))
                .hasSize(28);
        assertThat(holidays(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)))
                .hasSize(33);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-10-01", "2027-10-01", "2027-03-03"})
    void of_a_year_that_is_not_decreed_nothing_is_known(LocalDate day) {
        assertThat(CHINA.isHoliday(day.toEpochDay())).isNull();
    }

    /// 调休: Saturdays and Sundays on which people work stay Saturdays and Sundays here.
    @ParameterizedTest
    @ValueSource(strings = {"2025-01-26", "2025-02-08", "2025-09-28", "2025-10-11", "2026-02-14", "2026-02-28"})
    void a_working_week_end_is_no_holiday_and_no_week_day(LocalDate day) {
        assertThat(CHINA.isHoliday(day.toEpochDay())).isFalse();
        long noon = day.atTime(12, 0).toEpochSecond(ZoneOffset.ofHours(8));
        assertThat(OpeningHours.parse("Mo-Fr 08:00-18:00", CHINA).at(noon).state())
                .isEqualTo(OpeningHours.State.CLOSED);
    }

    @Test
    void a_file_that_holds_no_day_is_refused_by_its_line(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("days.csv"), "date,name\n2027-01-01,元旦\n2027-02-30,?\n");
        assertThatThrownBy(() -> Holidays.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("days.csv, line 3")
                .hasMessageContaining("2027-02-30");
    }
}
