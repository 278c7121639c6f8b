package dev.yizhan.geo.hours;

import ch.poole.openinghoursparser.OpeningHoursParseException;
import ch.poole.openinghoursparser.OpeningHoursParser;
import ch.poole.openinghoursparser.Rule;
import ch.poole.openinghoursparser.RuleModifier;
import ch.poole.openinghoursparser.RuleModifier.Modifier;
import ch.poole.openinghoursparser.TimeSpan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Opening hours in OpenStreetMap's syntax, ready to be asked when it is open.
///
/// Rules follow one another: a rule that names days replaces those before it on these days, `off`
/// only takes away, a comma adds, `||` fills in. What starts before midnight goes on after it. What
/// cannot be decided is [State#UNKNOWN], never closed: a holiday of a year whose holidays are not
/// loaded, sunset, `by appointment`, a closing time left open.
///
/// **Units**  the clock of China, UTC+08:00 the year round; answers change on full minutes.
/// **Cost**   two comparisons as long as nothing has changed since the last question. Else well below
/// a microsecond: a search in the week, which is laid out when the text is read, or, where holidays
/// or dates matter, in [#BLOCK_DAYS] days, laid out in a microsecond or two when first asked about;
/// at most [#BLOCKS] such stretches are kept, some 16 kB where hours change four times a day.
/// **Blocking**  never; safe for any number of threads.
/// **Source** the opening_hours specification of OpenStreetMap, read as the evaluator
/// `opening_hours.js` reads it.
public final class OpeningHours {

    public enum State {
        OPEN,
        CLOSED,
        UNKNOWN
    }

    /// A stretch of time over which nothing changes.
    ///
    /// **Units**  seconds since 1970-01-01T00:00Z; `until` is exclusive, [Long#MAX_VALUE] = for
    /// good. Where `then` is the same state, nothing changes for as long as was looked ahead.
    public record Stretch(State state, State then, long from, long until) {

        boolean holds(long epochSecond) {
            return from <= epochSecond && epochSecond < until;
        }

        /// When it closes, if it is open now and is known to.
        public @Nullable Instant closesAt() {
            return state == State.OPEN && then != State.OPEN ? Instant.ofEpochSecond(until) : null;
        }

        /// When it opens, if it is closed now and is known to open next.
        public @Nullable Instant opensAt() {
            return state == State.CLOSED && then == State.OPEN ? Instant.ofEpochSecond(until) : null;
        }
    }

    private static final int DAY = 24 * 60;
    private static final long UTC_OFFSET_SECONDS = 8 * 3600L;
    /// How far ahead a change is looked for: schedules by date repeat within a year.
    private static final int DAYS_AHEAD = 366;
    private static final int WEEK = 7 * DAY;
    /// 1970-01-05, the first Monday that is counted.
    private static final int MONDAY = 4;
    /// A block is that many days, from day 0 on.
    private static final int BLOCK_DAYS = 32;

    private static final int BLOCK = BLOCK_DAYS * DAY;
    /// As many are kept, so that a year of questions and the year to look ahead find room together.
    private static final int BLOCKS = 32;

    /// As many as a long has bits; nobody's hours are that intricate.
    private static final int MOST_PARTS = Long.SIZE;
    /// As many conditions that are not known are tried both ways.
    private static final int MOST_GUESSES = 10;

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

    /// What is said of the parts on a day: a bit each for those that apply, and for those of which
    /// nobody here knows whether they do. Days of one kind are alike.
    private record Kind(long applying, long undecided) {}

    private record Block(long number, Runs runs) {}

    private final List<Part> parts;
    private final Holidays holidays;
    /// From Monday on; null where one week is not like another.
    private final @Nullable Runs week;
    /// By number, modulo their count. A race lays a block out twice, to the same effect.
    private final AtomicReferenceArray<Block> blocks;
    /// The stretch that was asked about last, which is the one that the next question is about. A
    /// race costs a calculation, never an answer: the record is immutable.
    private volatile Stretch last = new Stretch(State.UNKNOWN, State.UNKNOWN, 0, 0);

    private OpeningHours(List<Part> parts, Holidays holidays) {
        this.parts = List.copyOf(parts);
        this.holidays = holidays;
        if (parts.isEmpty()) {
            week = Runs.all(State.UNKNOWN);
        } else if (parts.stream().allMatch(part -> part.days.isWeekly())) {
            week = days(MONDAY, 7);
        } else {
            week = null;
        }
        blocks = new AtomicReferenceArray<>(week == null ? BLOCKS : 0);
    }

    /// Reads hours in OpenStreetMap's syntax.
    ///
    /// **Empty**  text that cannot be read, or hangs on the sun, is never known to be open or closed.
    public static OpeningHours parse(String osm, Holidays holidays) {
        try {
            boolean strict = false;
            List<Part> parts = new ArrayList<>();
            for (Rule rule : new OpeningHoursParser(new ByteArrayInputStream(osm.getBytes(StandardCharsets.UTF_8)))
                    .rules(strict)) {
                if (!add(rule, parts)) {
                    return new OpeningHours(List.of(), holidays);
                }
            }
            return new OpeningHours(parts.size() <= MOST_PARTS ? parts : List.of(), holidays);
        } catch (OpeningHoursParseException e) {
            return new OpeningHours(List.of(), holidays);
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
                nextDay.add(new Span(Math.max(0, from - DAY), to - DAY, time.isOpenEnded()));
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

    /// Whether it is open at a moment, and from when to when that is so.
    ///
    /// **Shape**  `from` is not after the moment, and not necessarily the first one at which it was so.
    public Stretch at(long epochSecond) {
        Stretch known = last;
        if (known.holds(epochSecond)) {
            return known;
        }
        long minutes = Math.floorDiv(epochSecond + UTC_OFFSET_SECONDS, 60L);
        Stretch found = week == null ? byDate(minutes) : weekly(week, minutes);
        last = found;
        return found;
    }

    private static Stretch weekly(Runs week, long minutes) {
        if (week.count() == 1) {
            return new Stretch(week.state(0), week.state(0), Long.MIN_VALUE, Long.MAX_VALUE);
        }
        int minute = (int) Math.floorMod(minutes - MONDAY * DAY, (long) WEEK);
        long monday = minutes - minute;
        int now = week.numberAt(minute);
        State state = week.state(now);
        long from = epochSecond(monday + week.from(now));
        if (now + 1 < week.count()) {
            return new Stretch(state, week.state(now + 1), from, epochSecond(monday + week.from(now + 1)));
        }
        // The last run of a week may go on in the next.
        int next = week.state(0) == state ? 1 : 0;
        return new Stretch(state, week.state(next), from, epochSecond(monday + WEEK + week.from(next)));
    }

    private Stretch byDate(long minutes) {
        long today = Math.floorDiv(minutes, (long) DAY);
        long number = Math.floorDiv(minutes, (long) BLOCK);
        Runs runs = block(number);
        int run = runs.numberAt((int) (minutes - number * BLOCK));
        State state = runs.state(run);
        long from = number * BLOCK + runs.from(run);
        long lookedAt = (today + DAYS_AHEAD + 1) * DAY;
        run++;
        while (number * BLOCK < lookedAt) {
            // The first run of a block may be the last of the block before.
            if (run < runs.count() && runs.state(run) == state) {
                run++;
            }
            if (run < runs.count()) {
                long until = number * BLOCK + runs.from(run);
                if (until >= lookedAt) {
                    break;
                }
                // Not before the day from which on it can be seen.
                long seen = (Math.floorDiv(until, (long) DAY) - DAYS_AHEAD) * DAY;
                return new Stretch(state, runs.state(run), epochSecond(Math.max(from, seen)), epochSecond(until));
            }
            runs = block(++number);
            run = 0;
        }
        // No more is known than what was looked at.
        return new Stretch(state, state, epochSecond(Math.max(from, today * DAY)), epochSecond((today + 1) * DAY));
    }

    private static long epochSecond(long minutes) {
        return minutes * 60 - UTC_OFFSET_SECONDS;
    }

    private Runs block(long number) {
        int place = (int) Math.floorMod(number, (long) BLOCKS);
        Block block = blocks.get(place);
        if (block == null || block.number != number) {
            block = new Block(number, days(number * BLOCK_DAYS, BLOCK_DAYS));
            blocks.set(place, block);
        }
        return block.runs;
    }

    private Runs days(long first, int count) {
        Runs.Writer writer = new Runs.Writer();
        Map<Kind, Runs> kinds = new HashMap<>();
        for (int i = 0; i < count; i++) {
            writer.add(i * DAY, kinds.computeIfAbsent(kind(first + i), this::day));
        }
        return writer.runs();
    }

    private Kind kind(long day) {
        long applying = 0;
        long undecided = 0;
        for (int i = 0; i < parts.size(); i++) {
            Boolean applies = parts.get(i).applies(day, holidays);
            if (applies == null) {
                undecided |= 1L << i;
            } else if (applies) {
                applying |= 1L << i;
            }
        }
        return new Kind(applying, undecided);
    }

    private Runs day(Kind kind) {
        if (Long.bitCount(kind.undecided) > MOST_GUESSES) {
            return Runs.all(State.UNKNOWN);
        }
        TreeSet<Integer> changes = new TreeSet<>();
        changes.add(0);
        for (int i = 0; i < parts.size(); i++) {
            if (((kind.applying | kind.undecided) >> i & 1) != 0) {
                for (Span span : parts.get(i).spans) {
                    changes.add(span.from);
                    changes.add(span.to);
                }
            }
        }
        Runs.Writer writer = new Runs.Writer();
        for (int minute : changes.headSet(DAY)) {
            writer.add(minute, at(kind, minute));
        }
        return writer.runs();
    }

    /// The state in a minute of a day. Where it hangs on things not known whether parts apply, it
    /// is known only if that makes no difference.
    private State at(Kind kind, int minute) {
        State state = when(kind.applying, minute);
        // Every choice of the undecided bits but none of them.
        for (long guess = kind.undecided; guess != 0; guess = guess - 1 & kind.undecided) {
            if (when(kind.applying | guess, minute) != state) {
                return State.UNKNOWN;
            }
        }
        return state;
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
