package dev.yizhan.geo.hours;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times of day as people say them, such as 下午2:00-6:00 or 晚上8:00-次日6:00.
///
/// **Units**  minutes of the clock of 24 hours.
/// **Empty**  null where the words allow two readings: 早上8:00-6:00 may end in the evening or on the next morning.
final class ClockWords {

    private static final String NEXT_DAY = "次日";
    private static final String NIGHT = "凌晨";
    /// The longer words first, because the first that fits is taken.
    private static final String MORNING = "清晨|早晨|早上|早|上午";
    private static final String NOON = "中午|正午";
    private static final String AFTERNOON = "下午|午后";
    private static final String DUSK = "傍晚";
    private static final String EVENING = "晚上|晚间|晚|夜间|夜里|夜晚|深夜|午夜|半夜";

    static final String WORD = "(?:" + String.join("|", NIGHT, MORNING, NOON, AFTERNOON, DUSK, EVENING) + ")";
    private static final String TIME = "(" + NEXT_DAY + ")?(" + WORD + ")?(\\d{1,2}):(\\d{2})(?!\\d)";
    private static final Pattern SPAN = Pattern.compile(TIME + "-" + TIME);
    static final Pattern SPANS = Pattern.compile(SPAN.pattern() + "(?:[,和及]?" + SPAN.pattern() + ")*");

    private static final int HOUR = 60;
    private static final int NOON_AT = 12 * HOUR;
    private static final int DAY = 24 * HOUR;

    /// From a minute of the day to a later one, of the next day if that is past [#DAY].
    record Span(int from, int to) {

        boolean overMidnight() {
            return to > DAY;
        }

        @Override
        public String toString() {
            int end = overMidnight() ? to - DAY : to;
            return "%02d:%02d-%02d:%02d".formatted(from / HOUR, from % HOUR, end / HOUR, end % HOUR);
        }
    }

    /// What the text says of one time, and nothing concluded from it yet.
    private record Said(boolean nextDay, String word, String digits, int hour, int minute) {

        static Said of(Matcher span, int group) {
            String word = span.group(group + 1);
            String digits = span.group(group + 2);
            return new Said(
                    span.group(group) != null,
                    word == null ? "" : word,
                    digits,
                    Integer.parseInt(digits),
                    Integer.parseInt(span.group(group + 3)));
        }

        boolean isBare() {
            return word.isEmpty();
        }

        boolean isOf(String words) {
            return word.matches(words);
        }

        int at(int onTheHour) {
            return onTheHour * HOUR + minute;
        }

        /// 8:00 rather than 08:00 or 20:00: it may be on a clock of 12 hours.
        boolean mayBeOfTwelve() {
            return digits.length() == 1 && hour > 0;
        }
    }

    private ClockWords() {}

    /// Reads all of a list that [#SPANS] found.
    static @Nullable List<Span> spans(String list) {
        List<Span> spans = new ArrayList<>();
        int end = 0;
        Matcher span = SPAN.matcher(list);
        while (span.find()) {
            Said from = Said.of(span, 1);
            Span read = span(from, Said.of(span, 5));
            // In 8:00-12:00,2:00-6:00 the afternoon goes without saying, and cannot be told from the night.
            if (read == null || (read.from < end && from.isBare() && from.mayBeOfTwelve())) {
                return null;
            }
            spans.add(read);
            end = read.to;
        }
        return spans;
    }

    private static @Nullable Span span(Said from, Said to) {
        if (from.hour > 24 || to.hour > 24 || from.minute > 59 || to.minute > 59 || from.nextDay) {
            return null;
        }
        int start = start(from);
        int end = start < 0 ? -1 : end(to, from, start);
        return end > start && end <= start + DAY ? new Span(start, end) : null;
    }

    /// −1 where it cannot be told.
    private static int start(Said from) {
        if (from.isBare()) {
            return from.hour < 24 ? from.at(from.hour) : -1;
        }
        // 晚上12:00 belongs to the day that ends as much as to the one that begins.
        int start = from.isOf(MORNING) && from.hour == 12 ? -1 : said(from);
        return start < DAY ? start : -1;
    }

    /// A time with a word, from midnight on; the small hours of an evening are past [#DAY]; −1 where
    /// the word does not go with the hour.
    private static int said(Said time) {
        int hour = time.hour;
        if (time.isOf(NIGHT)) {
            return hour < 8 ? time.at(hour) : hour == 12 ? time.at(0) : -1;
        }
        if (time.isOf(MORNING)) {
            return hour < 12 || (hour == 12 && time.minute == 0 && time.isOf("上午")) ? time.at(hour) : -1;
        }
        if (time.isOf(NOON)) {
            return hour >= 11 && hour <= 15 ? time.at(hour) : hour >= 1 && hour <= 3 ? time.at(hour + 12) : -1;
        }
        if (time.isOf(AFTERNOON)) {
            return hour >= 12 && hour < 24 ? time.at(hour) : hour >= 1 && hour < 12 ? time.at(hour + 12) : -1;
        }
        if (time.isOf(DUSK)) {
            return hour >= 16 && hour <= 20 ? time.at(hour) : hour >= 4 && hour <= 8 ? time.at(hour + 12) : -1;
        }
        if (hour >= 17 && hour < 24) {
            return time.at(hour);
        }
        if (hour >= 5 && hour < 12) {
            return time.at(hour + 12);
        }
        // 晚上12:00 and 晚上1:00 end an evening; 晚上13:00 is nothing.
        return hour < 5 ? time.at(hour + 24) : hour == 12 || hour == 24 ? time.at(24) : -1;
    }

    private static int end(Said to, Said from, int start) {
        if (to.nextDay) {
            // After a word, 次日12:00 is noon or the midnight before.
            boolean open = to.isBare() && !from.isBare() && to.hour == 12;
            int end = to.isBare() ? to.at(to.hour) : said(to);
            return end < 0 || open ? -1 : end + DAY;
        }
        if (!to.isBare()) {
            return endWithWord(to, from, start);
        }
        return from.isBare() ? endOfPlain(to, from, start) : endAfterWord(to, from, start);
    }

    /// Both without words: the clock of 24 hours, if it can be that.
    private static int endOfPlain(Said to, Said from, int start) {
        int end = to.at(to.hour);
        if (end > start) {
            return end;
        }
        // 9:00-5:00 and 14:00-6:00 are hardly meant to go on until the morning; 22:00-6:00 is.
        boolean mayBeAfternoon = from.hour <= 12 || (from.hour < 17 && end + NOON_AT > start);
        return to.mayBeOfTwelve() && mayBeAfternoon ? -1 : end + DAY;
    }

    /// The word goes for both: 下午2:00-6:00.
    private static int endAfterWord(Said to, Said from, int start) {
        int plain = to.at(to.hour);
        if (to.hour == from.hour && to.minute == from.minute) {
            return -1;
        }
        if (to.hour == 0) {
            return to.at(24);
        }
        if (to.hour > 12) {
            return plain;
        }
        if (from.isOf(NIGHT) || from.isOf(MORNING)) {
            return plain;
        }
        // The next time that a clock of 12 hours shows it.
        int end = start + Math.floorMod(plain - start - 1, NOON_AT) + 1;
        // 晚上20:00-8:00 is on a clock of 24 hours: both readings must agree.
        boolean agree = from.hour <= 12 || end == (plain > start ? plain : plain + DAY);
        return agree ? end : -1;
    }

    private static int endWithWord(Said to, Said from, int start) {
        int end = said(to);
        if (end < 0) {
            return -1;
        }
        boolean early = to.isOf(NIGHT) || to.isOf(MORNING);
        if (from.isBare() && from.mayBeOfTwelve() && from.hour < 6 && !early) {
            // 2:00-下午6:00
            return -1;
        }
        if (from.isBare() && from.hour == 12 && early) {
            // 12:00-早上6:00 begins at noon or at midnight.
            return -1;
        }
        if (end > start) {
            return end;
        }
        // Overnight: from the afternoon on, or into the small hours.
        return early && (start >= NOON_AT || to.isOf(NIGHT)) && end != start ? end + DAY : -1;
    }
}
