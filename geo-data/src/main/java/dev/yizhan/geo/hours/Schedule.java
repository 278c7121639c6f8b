package dev.yizhan.geo.hours;

import dev.yizhan.geo.hours.ClockWords.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a list says of one place, day by day as it is read, and the rules that say the same in
/// OpenStreetMap's notation, where the order of rules decides.
///
/// **Shape**  days are such as Mo-Fr, or Sa,Su,PH; empty = nothing said of days.
/// **Empty**  null or false where the list contradicts itself or leaves open what it means.
final class Schedule {

    private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");
    private static final String HOLIDAYS = "PH";
    private static final int EVERY_DAY = 0x7f;
    private static final List<Span> ALWAYS = List.of(new Span(0, 24 * 60));

    /// Bit d of `weekDays` is set for week day d, Monday = 0. No times: closed.
    private record Rule(String days, int weekDays, boolean onHolidays, List<Span> spans) {

        static Rule of(String days, List<Span> spans) {
            int weekDays = days.isEmpty() ? EVERY_DAY : 0;
            boolean onHolidays = false;
            for (String part : days.isEmpty() ? new String[0] : days.split(",")) {
                if (part.equals(HOLIDAYS)) {
                    onHolidays = true;
                } else {
                    String[] ends = part.split("-");
                    int last = DAYS.indexOf(ends[ends.length - 1]);
                    int day = DAYS.indexOf(ends[0]);
                    weekDays |= 1 << day;
                    while (day != last) {
                        day = (day + 1) % DAYS.size();
                        weekDays |= 1 << day;
                    }
                }
            }
            return new Rule(days, weekDays, onHolidays, spans);
        }

        boolean isOff() {
            return spans.isEmpty();
        }

        boolean isMixed() {
            return onHolidays && weekDays != 0;
        }

        boolean hasDaysOf(Rule other) {
            return weekDays == other.weekDays && onHolidays == other.onHolidays;
        }

        boolean isOvernight() {
            return spans.stream().anyMatch(Span::overMidnight);
        }

        Rule without(int others) {
            return (weekDays & others) == 0 ? this : Rule.of(name(weekDays & ~others), spans);
        }

        @Override
        public String toString() {
            if (spans.equals(ALWAYS) && !onHolidays && weekDays == EVERY_DAY) {
                return "24/7";
            }
            String times = isOff() ? "off" : spans.stream().map(Span::toString).collect(Collectors.joining(","));
            return (days + " " + times).strip();
        }
    }

    private enum Last {
        OPEN,
        OFF,
        EXCEPT
    }

    private final List<Rule> open = new ArrayList<>();
    private final List<Rule> off = new ArrayList<>();
    private Last last = Last.OPEN;

    /// The times after some days; without days, those of the times before them.
    boolean open(String days, List<Span> spans) {
        boolean goesOn = days.isEmpty() && !open.isEmpty();
        // 周一至周五，节假日休息 08:00-17:00 is open on the first of these days, not on all but both.
        boolean ofSomeOff = days.isEmpty() && off.stream().anyMatch(rule -> rule.days.contains(","));
        if (goesOn ? last != Last.OPEN : ofSomeOff) {
            return false;
        }
        last = Last.OPEN;
        Rule rule = Rule.of(goesOn ? open.getLast().days : days, spans);
        for (int i = 0; i < open.size(); i++) {
            Rule before = open.get(i);
            if (before.hasDaysOf(rule)) {
                // 全天24小时 says the same thing twice; other times are meant beside those before.
                if (before.spans.equals(spans)) {
                    return true;
                }
                if (spans.getFirst().from() < before.spans.getLast().to()) {
                    return false;
                }
                List<Span> both = new ArrayList<>(before.spans);
                both.addAll(spans);
                open.set(i, new Rule(before.days, before.weekDays, before.onHolidays, both));
                return true;
            }
        }
        open.add(rule);
        return true;
    }

    /// Days on which it is closed; `except`: 除外, which takes them from what was said.
    boolean close(String days, boolean except) {
        // 周一休息（节假日除外）: what is taken from being closed is open, and nobody says when.
        if (days.isEmpty() || (except && last == Last.OFF)) {
            return false;
        }
        last = except ? Last.EXCEPT : Last.OFF;
        return off.add(Rule.of(days, List.of()));
    }

    /// The rules, so ordered that each wins where the list means it to: few days after many, holidays
    /// after days of the week, closed after open.
    @Nullable
    String toOsm() {
        // Closed on Mondays says nothing of Tuesdays.
        if (open.isEmpty() || contradicts()) {
            return null;
        }
        List<Rule> rules = new ArrayList<>(open);
        rules.sort(Comparator.comparing(Rule::onHolidays).thenComparingInt(rule -> -Integer.bitCount(rule.weekDays)));
        if (rules.stream().anyMatch(Rule::isOvernight)) {
            return overnight(rules);
        }
        int holidays = (int) rules.stream().filter(rule -> !rule.onHolidays).count();
        rules.addAll(holidays, off.stream().filter(rule -> !rule.onHolidays).toList());
        rules.addAll(off.stream().filter(Rule::onHolidays).toList());
        return rules.stream().map(Rule::toString).collect(Collectors.joining("; "));
    }

    private boolean contradicts() {
        boolean holidaysOff = off.stream().anyMatch(Rule::onHolidays);
        int daysOff = off.stream().mapToInt(Rule::weekDays).reduce(0, (one, other) -> one | other);
        for (Rule rule : open) {
            boolean neverOpen = rule.weekDays != 0 && (rule.weekDays & ~daysOff) == 0;
            if (neverOpen || (rule.onHolidays && holidaysOff) || (rule.isMixed() && (rule.weekDays & daysOff) != 0)) {
                return true;
            }
            for (Rule other : open) {
                int both = rule.weekDays & other.weekDays;
                boolean within = both == 0 || both == rule.weekDays || both == other.weekDays;
                // 周末及节假日 comes after 周末 because of the holidays, and would win on all its days.
                boolean winsAmiss = rule.isMixed() && both != 0 && both == other.weekDays;
                if (rule != other && (!within || winsAmiss)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// A rule after a semicolon takes its days over from midnight on, and with them the end of the
    /// night before; `off` leaves the night that follows. No list means either, so every rule names
    /// the days that are left to it, and commas join them.
    private @Nullable String overnight(List<Rule> rules) {
        if (rules.stream().anyMatch(Rule::onHolidays) || off.stream().anyMatch(Rule::onHolidays)) {
            return null;
        }
        int taken = off.stream().mapToInt(Rule::weekDays).reduce(0, (one, other) -> one | other);
        List<Rule> left = new ArrayList<>();
        for (Rule rule : rules.reversed()) {
            Rule rest = rule.without(taken);
            taken |= rule.weekDays;
            if (rest.weekDays != 0) {
                left.addFirst(rest);
            }
        }
        return left.stream().map(Rule::toString).collect(Collectors.joining(", "));
    }

    /// Mo-We,Sa,Su for a set of week days.
    private static String name(int weekDays) {
        List<String> names = new ArrayList<>();
        for (int day = 0; day < DAYS.size(); day++) {
            int last = day;
            while (last + 1 < DAYS.size() && (weekDays >> last + 1 & 1) != 0) {
                last++;
            }
            if ((weekDays >> day & 1) != 0) {
                names.add(
                        last > day + 1
                                ? DAYS.get(day) + "-" + DAYS.get(last)
                                : String.join(",", DAYS.subList(day, last + 1)));
                day = last;
            }
        }
        return String.join(",", names);
    }
}
