package dev.yizhan.geo.hours;

import ch.poole.openinghoursparser.OpeningHoursParseException;
import ch.poole.openinghoursparser.OpeningHoursParser;
import ch.poole.openinghoursparser.Rule;
import ch.poole.openinghoursparser.RuleModifier;
import ch.poole.openinghoursparser.RuleModifier.Modifier;
import ch.poole.openinghoursparser.TimeSpan;
import dev.yizhan.geo.hours.OpeningHours.State;
import dev.yizhan.geo.hours.OpeningHours.Stretch;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Asks every rule about every day from the moment on, and computes nothing ahead: slow, and simple
/// enough to judge [OpeningHours] by.
final class DayByDay {

    private static final int DAY = 24 * 60;
    private static final long UTC_OFFSET_SECONDS = 8 * 3600L;
    /// How far ahead a change is looked for: schedules by date repeat within a year, others within a week.
    private static final int DAYS_AHEAD = 366;
    private static final int WEEK_AHEAD = 8;

    /// As many as a long has bits; nobody's hours are that intricate.
    private static final int MOST_PARTS = Long.SIZE;
    /// As many conditions that are not known are tried both ways.
    private static final int MOST_GUESSES = 10;

    private static final Stretch ALWAYS_UNKNOWN =
            new Stretch(State.UNKNOWN, State.UNKNOWN, Long.MIN_VALUE, Long.MAX_VALUE);

    /// Minutes of a day from `from` to `to`, exclusive; `openEnd`: closing time is not said.
    private record Span(int from, int to, boolean openEnd) {}

    /// A rule, or the part of it that lies after midnight, which holds a day later than the rule does.
    private record Part(
            DayRule days, List<Span> spans, State state, boolean afterMidnight, boolean adds, boolean fillsIn) {

        @Nullable
        Boolean applies(long day, Holidays holidays) {
            return days.applies(afterMidnight ? day - 1 : day, holidays);
        }

        boolean replaces(@Nullable Part before) {
            boolean standsAlone =
                    days.namesDays() || (before != null && state == State.OPEN && !before.days.namesDays());
            return standsAlone && state != State.CLOSED && !afterMidnight && !adds && !fillsIn;
        }

        /// What it says of a minute of a day on which it applies; null if nothing.
        @Nullable
        State at(int minute) {
            if (spans.isEmpty()) {
                return state;
            }
            State said = null;
            for (Span span : spans) {
                if (span.from <= minute && minute < span.to) {
                    said = span.openEnd && state == State.OPEN ? State.UNKNOWN : state;
                }
            }
            return said;
        }
    }

    private final List<Part> parts;
    private final Holidays holidays;
    private final boolean weekly;

    private DayByDay(List<Part> parts, Holidays holidays) {
        this.parts = List.copyOf(parts);
        this.holidays = holidays;
        this.weekly = parts.stream().allMatch(part -> part.days.isWeekly());
    }

    /// Reads hours in OpenStreetMap's syntax.
    ///
    /// **Empty**  text that cannot be read, or hangs on the sun, is never known to be open or closed.
    static DayByDay parse(String osm, Holidays holidays) {
        try {
            boolean strict = false;
            List<Part> parts = new ArrayList<>();
            for (Rule rule : new OpeningHoursParser(new ByteArrayInputStream(osm.getBytes(StandardCharsets.UTF_8)))
                    .rules(strict)) {
                if (!add(rule, parts)) {
                    return new DayByDay(List.of(), holidays);
                }
            }
            return new DayByDay(parts.size() <= MOST_PARTS ? parts : List.of(), holidays);
        } catch (OpeningHoursParseException e) {
            return new DayByDay(List.of(), holidays);
        }
    }

    /// False when the rule hangs on something that is not known here.
    private static boolean add(Rule rule, List<Part> parts) {
        List<Span> sameDay = new ArrayList<>();
        List<Span> nextDay = new ArrayList<>();
        List<TimeSpan> times = rule.getTimes() == null ? List.of() : rule.getTimes();
        for (TimeSpan time : times) {
            boolean byTheSun = time.getStartEvent() != null || time.getEndEvent() != null;
            if (byTheSun || time.getInterval() > 0 || time.getStart() == TimeSpan.UNDEFINED_TIME) {
                return false;
            }
            int from = time.getStart();
            int to = time.getEnd();
            if (to == TimeSpan.UNDEFINED_TIME) {
                if (!time.isOpenEnded()) {
                    return false;
                }
                to = latestEnd(from);
            } else if (to <= from) {
                to += DAY;
            }
            sameDay.add(new Span(from, Math.min(to, DAY), time.isOpenEnded()));
            if (to > DAY) {
                nextDay.add(new Span(0, to - DAY, time.isOpenEnded()));
            }
        }
        DayRule days = new DayRule(rule);
        State state = state(rule.getModifier());
        parts.add(new Part(days, List.copyOf(sameDay), state, false, rule.isAdditive(), rule.isFallBack()));
        if (!nextDay.isEmpty()) {
            parts.add(new Part(days, List.copyOf(nextDay), state, true, false, rule.isFallBack()));
        }
        return true;
    }

    /// Until when 17:00+ may at most be open: who opens late closes late.
    private static int latestEnd(int from) {
        if (from >= 22 * 60) {
            return from + 8 * 60;
        }
        return from >= 17 * 60 ? from + 10 * 60 : DAY;
    }

    private static State state(@Nullable RuleModifier modifier) {
        if (modifier == null) {
            return State.OPEN;
        }
        Modifier word = modifier.getModifier();
        if (word == Modifier.OPEN) {
            return State.OPEN;
        }
        return word == Modifier.OFF || word == Modifier.CLOSED ? State.CLOSED : State.UNKNOWN;
    }

    Stretch at(long epochSecond) {
        return parts.isEmpty() ? ALWAYS_UNKNOWN : find(epochSecond);
    }

    private Stretch find(long epochSecond) {
        long minutes = Math.floorDiv(epochSecond + UTC_OFFSET_SECONDS, 60L);
        long today = Math.floorDiv(minutes, (long) DAY);
        int minute = (int) Math.floorMod(minutes, (long) DAY);
        State state = at(today, minute);
        long from = epochSecond(today, minute);
        int ahead = weekly ? WEEK_AHEAD : DAYS_AHEAD;
        for (long day = today; day <= today + ahead; day++) {
            for (int at : changes(day)) {
                if (day > today || at > minute) {
                    State then = at(day, at);
                    if (then != state) {
                        return new Stretch(state, then, from, epochSecond(day, at));
                    }
                }
            }
        }
        // Weekly hours that did not change in a week never will; of others, no more is known than what was looked at.
        return new Stretch(state, state, from, weekly ? Long.MAX_VALUE : epochSecond(today + 1, 0));
    }

    private static long epochSecond(long day, int minute) {
        return (day * DAY + minute) * 60 - UTC_OFFSET_SECONDS;
    }

    /// The minutes of a day at which something may change.
    private TreeSet<Integer> changes(long day) {
        TreeSet<Integer> changes = new TreeSet<>();
        changes.add(0);
        for (Part part : parts) {
            if (!Boolean.FALSE.equals(part.applies(day, holidays))) {
                for (Span span : part.spans) {
                    changes.add(span.from);
                    if (span.to < DAY) {
                        changes.add(span.to);
                    }
                }
            }
        }
        return changes;
    }

    /// The state in a minute of a day. Where it hangs on things not known whether parts apply, it
    /// is known only if that makes no difference.
    private State at(long day, int minute) {
        int undecided = 0;
        long applying = 0;
        int[] which = new int[parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            Boolean applies = parts.get(i).applies(day, holidays);
            if (applies == null) {
                which[undecided++] = i;
            } else if (applies) {
                applying |= 1L << i;
            }
        }
        if (undecided > MOST_GUESSES) {
            return State.UNKNOWN;
        }
        State state = null;
        for (int guess = 0; guess < 1 << undecided; guess++) {
            long assumed = applying;
            for (int i = 0; i < undecided; i++) {
                assumed |= (long) (guess >> i & 1) << which[i];
            }
            State then = when(assumed, minute);
            if (state != null && then != state) {
                return State.UNKNOWN;
            }
            state = then;
        }
        return state == null ? State.UNKNOWN : state;
    }

    /// The state in a minute of a day on which the parts with a bit in `applying` apply.
    private State when(long applying, int minute) {
        int first = 0;
        for (int i = 0; i < parts.size(); i++) {
            if ((applying >> i & 1) != 0 && parts.get(i).replaces(i == 0 ? null : parts.get(i - 1))) {
                first = i;
            }
        }
        State state = State.CLOSED;
        for (int i = first; i < parts.size(); i++) {
            Part part = parts.get(i);
            if ((applying >> i & 1) != 0 && !(part.fillsIn && state != State.CLOSED)) {
                State said = part.at(minute);
                state = said == null ? state : said;
            }
        }
        return state;
    }
}
