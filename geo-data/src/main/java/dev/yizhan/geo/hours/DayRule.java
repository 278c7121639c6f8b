package dev.yizhan.geo.hours;

import ch.poole.openinghoursparser.DateRange;
import ch.poole.openinghoursparser.DateWithOffset;
import ch.poole.openinghoursparser.Holiday;
import ch.poole.openinghoursparser.Nth;
import ch.poole.openinghoursparser.Rule;
import ch.poole.openinghoursparser.WeekDayRange;
import ch.poole.openinghoursparser.WeekRange;
import ch.poole.openinghoursparser.YearRange;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// On which days a rule applies: years, weeks, dates, and week days or holidays, all of those that
/// it names.
///
/// **Empty**  a rule that names none applies every day.
final class DayRule {

    /// One of the conditions that a day has to meet.
    private interface Condition {

        /// Whether the day meets it; null where nobody here can know.
        @Nullable
        Boolean meets(long epochDay, Holidays holidays);
    }

    private final List<Condition> all = new ArrayList<>();
    private final boolean weekly;
    /// Bit d is set when the rule applies on week day d, Monday = 0, for the many rules that say no
    /// more than that.
    private final int weekDays;

    DayRule(Rule rule) {
        List<Condition> byWeekDay = new ArrayList<>();
        int days = 0;
        boolean plain = true;
        for (WeekDayRange range : orEmpty(rule.getDays())) {
            if (range.getNths() == null || range.getNths().isEmpty()) {
                days |= bits(range);
            } else {
                plain = false;
                byWeekDay.add((day, _) -> isNth(range, day));
            }
        }
        int plainDays = days;
        if (days != 0) {
            byWeekDay.add((day, _) -> (plainDays >> weekDay(day) & 1) != 0);
        }
        for (Holiday holiday : orEmpty(rule.getHolidays())) {
            plain = false;
            Condition condition = (day, holidays) ->
                    holiday.getType() == Holiday.Type.PH ? holidays.isHoliday(day - holiday.getOffset()) : null;
            if (holiday.getUseAsWeekDay() || orEmpty(rule.getDays()).isEmpty()) {
                byWeekDay.add(condition);
            } else {
                all.add(condition);
            }
        }
        any(byWeekDay);
        List<Condition> years = new ArrayList<>();
        for (YearRange range : orEmpty(rule.getYears())) {
            years.add((day, _) -> meets(range, LocalDate.ofEpochDay(day).getYear()));
        }
        any(years);
        List<Condition> weeks = new ArrayList<>();
        for (WeekRange range : orEmpty(rule.getWeeks())) {
            weeks.add((day, _) -> meets(range, LocalDate.ofEpochDay(day).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
        }
        any(weeks);
        List<Condition> dates = new ArrayList<>();
        for (DateRange range : orEmpty(rule.getDates())) {
            dates.add((day, _) -> meets(range, LocalDate.ofEpochDay(day)));
        }
        any(dates);
        weekly = plain && years.isEmpty() && weeks.isEmpty() && dates.isEmpty();
        weekDays = all.isEmpty() ? 0x7f : days;
    }

    private void any(List<Condition> conditions) {
        if (!conditions.isEmpty()) {
            all.add((day, holidays) -> {
                Boolean met = false;
                for (Condition condition : conditions) {
                    Boolean meets = condition.meets(day, holidays);
                    if (Boolean.TRUE.equals(meets)) {
                        return true;
                    }
                    met = meets == null ? null : met;
                }
                return met;
            });
        }
    }

    /// Whether it names days at all.
    boolean namesDays() {
        return !all.isEmpty();
    }

    /// Whether it says the same of every week.
    boolean isWeekly() {
        return weekly;
    }

    /// Whether the rule applies on a day; null where that hangs on something that is not known,
    /// such as a holiday.
    @Nullable
    Boolean applies(long epochDay, Holidays holidays) {
        if (weekly) {
            return (weekDays >> weekDay(epochDay) & 1) != 0;
        }
        Boolean applies = true;
        for (Condition condition : all) {
            Boolean meets = condition.meets(epochDay, holidays);
            if (Boolean.FALSE.equals(meets)) {
                return false;
            }
            applies = meets == null ? null : applies;
        }
        return applies;
    }

    /// Monday = 0.
    private static int weekDay(long epochDay) {
        return (int) Math.floorMod(epochDay + 3, 7L);
    }

    private static int bits(WeekDayRange range) {
        int first = range.getStartDay().ordinal();
        int last = range.getEndDay() == null ? first : range.getEndDay().ordinal();
        int bits = 0;
        for (int day = first; ; day = (day + 1) % 7) {
            bits |= 1 << day;
            if (day == last) {
                return bits;
            }
        }
    }

    private static boolean isNth(WeekDayRange range, long epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay - range.getOffset());
        if ((bits(range) >> weekDay(day.toEpochDay()) & 1) == 0) {
            return false;
        }
        int fromFirst = (day.getDayOfMonth() - 1) / 7 + 1;
        int fromLast = -((day.lengthOfMonth() - day.getDayOfMonth()) / 7 + 1);
        for (Nth nth : range.getNths()) {
            int first = nth.getStartNth();
            int last = nth.getEndNth() == Nth.INVALID_NTH ? first : nth.getEndNth();
            if ((fromFirst >= first && fromFirst <= last) || (fromLast >= first && fromLast <= last)) {
                return true;
            }
        }
        return false;
    }

    private static boolean meets(YearRange range, int year) {
        int first = range.getStartYear();
        int last = range.isOpenEnded()
                ? Integer.MAX_VALUE
                : range.getEndYear() == YearRange.UNDEFINED_YEAR ? first : range.getEndYear();
        return year >= first && year <= last && (range.getInterval() <= 0 || (year - first) % range.getInterval() == 0);
    }

    private static boolean meets(WeekRange range, int week) {
        int first = range.getStartWeek();
        int last = range.getEndWeek() == WeekRange.UNDEFINED_WEEK ? first : range.getEndWeek();
        boolean inside = first <= last ? week >= first && week <= last : week >= first || week <= last;
        return inside && (range.getInterval() <= 0 || (week - first) % range.getInterval() == 0);
    }

    private static @Nullable Boolean meets(DateRange range, LocalDate day) {
        DateWithOffset start = range.getStartDate();
        DateWithOffset end = range.getEndDate();
        if (isMovable(start) || (end != null && isMovable(end)) || range.getInterval() > 0) {
            return null;
        }
        if (start.getYear() != YearRange.UNDEFINED_YEAR) {
            LocalDate first = first(start, start.getYear());
            if (start.isOpenEnded()) {
                return !day.isBefore(first);
            }
            DateWithOffset until = end == null ? start : end;
            int year = until.getYear() == YearRange.UNDEFINED_YEAR ? start.getYear() : until.getYear();
            LocalDate last = last(until, year, start);
            return !day.isBefore(first) && !day.isAfter(last);
        }
        LocalDate first = first(start, day.getYear());
        LocalDate last = start.isOpenEnded()
                ? LocalDate.of(day.getYear(), 12, 31)
                : last(end == null ? start : end, day.getYear(), start);
        // Nov-Feb goes round the turn of the year.
        return first.isAfter(last)
                ? !day.isBefore(first) || !day.isAfter(last)
                : !day.isBefore(first) && !day.isAfter(last);
    }

    /// Easter, the last Sunday before, and the like.
    private static boolean isMovable(DateWithOffset date) {
        return date.getVarDate() != null || date.getWeekDayOffset() != null || date.getDayOffset() != 0;
    }

    private static LocalDate first(DateWithOffset date, int year) {
        YearMonth month =
                YearMonth.of(year, date.getMonth() == null ? 1 : date.getMonth().ordinal() + 1);
        if (date.getNthWeekDay() != null) {
            return nthWeekDay(date, month);
        }
        int day = date.getDay() == DateWithOffset.UNDEFINED_MONTH_DAY ? 1 : date.getDay();
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    private static LocalDate last(DateWithOffset date, int year, DateWithOffset start) {
        // In Jan 5-10 the end names a day alone.
        var named = date.getMonth() == null ? start.getMonth() : date.getMonth();
        YearMonth month = YearMonth.of(year, named == null ? 12 : named.ordinal() + 1);
        if (date.getNthWeekDay() != null) {
            return nthWeekDay(date, month);
        }
        int day = date.getDay() == DateWithOffset.UNDEFINED_MONTH_DAY ? month.lengthOfMonth() : date.getDay();
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    /// The last Saturday of June, say.
    private static LocalDate nthWeekDay(DateWithOffset date, YearMonth month) {
        DayOfWeek weekDay = DayOfWeek.of(date.getNthWeekDay().ordinal() + 1);
        return month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(date.getNth(), weekDay));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
