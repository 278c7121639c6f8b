package dev.yizhan.geo.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.hours.OpeningHours.State;
import dev.yizhan.geo.hours.OpeningHours.Stretch;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTest {

    private static final Holidays OF_2026 = new Holidays(List.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 10, 1)));

    private static Stretch at(String hours, Holidays holidays, String moment) {
        return OpeningHours.parse(hours, holidays)
                .at(LocalDateTime.parse(moment).toEpochSecond(ZoneOffset.ofHours(8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A holiday of a year that is known, and of one that is not: unknown only where it matters.
                "Mo-Fr 09:00-17:00; PH off | 2026-10-01T10:00 | CLOSED",
                "Mo-Fr 09:00-17:00; PH off | 2026-10-09T10:00 | OPEN",
                "Mo-Fr 09:00-17:00; PH off | 2027-10-08T10:00 | UNKNOWN",
                "Mo-Fr 09:00-17:00; PH off | 2027-10-08T18:00 | CLOSED",
                "Mo-Fr 09:00-17:00; PH off | 2027-10-09T10:00 | CLOSED",
                "Mo-Fr 09:00-17:00; PH 09:00-12:00 | 2027-10-08T10:00 | OPEN",
                // Friday night ends on Saturday of a year that begins in between.
                "Fr 22:00-04:00 | 2027-01-02T03:59 | OPEN",
                "Fr 22:00-04:00 | 2027-01-02T04:00 | CLOSED",
                // Nobody has said when school holidays are, when the sun sets here, or what this means.
                "Mo-Su 08:00-18:00; SH off | 2026-07-15T10:00 | UNKNOWN",
                "sunrise-sunset | 2026-07-15T12:00 | UNKNOWN",
                "whenever | 2026-07-15T12:00 | UNKNOWN",
                "Mo-Fr unknown | 2026-07-15T12:00 | UNKNOWN",
                "Mo-Fr unknown | 2026-07-18T12:00 | CLOSED",
                "easter 08:00-10:00 | 2026-07-15T12:00 | CLOSED",
                "easter 08:00-10:00 | 2026-07-15T09:00 | UNKNOWN",
                "08:00-20:00 open \"ring the bell\" | 2026-07-15T09:00 | OPEN",
                "08:00-20:00 \"if somebody is there\" | 2026-07-15T09:00 | UNKNOWN"
            })
    void what_cannot_be_decided_is_unknown_and_nothing_else_is(String hours, String moment, State state) {
        assertThat(at(hours, OF_2026, moment).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "24/7 | 2026-11-24T12:00 | - | -",
                "08:00-20:00 | 2026-11-24T12:00 | - | 2026-11-24T20:00",
                "08:00-20:00 | 2026-11-24T20:00 | 2026-11-25T08:00 | -",
                "08:00-20:00 | 2026-11-24T19:59:59 | - | 2026-11-24T20:00",
                "Mo 08:00-20:00 | 2026-11-24T20:00 | 2026-11-30T08:00 | -",
                "22:00-06:00 | 2026-11-24T23:00 | - | 2026-11-25T06:00",
                "00:00-24:00 | 2026-11-24T23:00 | - | -",
                "2026 Dec 24 10:00-12:00 | 2026-11-24T23:00 | 2026-12-24T10:00 | -",
                "2025 Dec 24 10:00-12:00 | 2026-11-24T23:00 | - | -",
                // It may close at midnight or go on: a holiday decides, and nobody knows yet whether it is one.
                "24/7; PH off | 2026-12-31T23:00 | - | 2027-01-01T00:00",
                "Mo-Fr 09:00-17:00; PH off | 2026-12-31T23:00 | - | -"
            })
    void says_when_it_opens_or_closes_next_if_that_is_known(
            String hours, String moment, LocalDateTime opens, LocalDateTime closes) {
        Stretch stretch = at(hours, OF_2026, moment);
        assertThat(stretch.opensAt()).isEqualTo(opens == null ? null : opens.toInstant(ZoneOffset.ofHours(8)));
        assertThat(stretch.closesAt()).isEqualTo(closes == null ? null : closes.toInstant(ZoneOffset.ofHours(8)));
    }
}
