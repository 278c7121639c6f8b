package dev.yizhan.geo.hours;

import ch.poole.openinghoursparser.OpeningHoursParseException;
import ch.poole.openinghoursparser.OpeningHoursParser;
import ch.poole.openinghoursparser.Rule;
import ch.poole.openinghoursparser.Util;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Opening hours in the words of a list, such as 周一至周五 08:00-12:00,14:00-18:00, or in those of
/// OpenStreetMap.
///
/// **Source** the opening_hours specification of OpenStreetMap; what comes out is valid there.
public final class HoursText {

    private static final String DAY = "(?:周|星期|礼拜)[一二三四五六日天]";
    private static final String DAYS = "(?:每天|每日|天天|全周|工作日|周末|双休日|法定节假日|节假日|" + DAY + "(?:-(?:周|星期|礼拜)?[一二三四五六日天])?)";
    private static final Pattern DAY_LIST = Pattern.compile(DAYS + "(?:[,和及]" + DAYS + ")*");
    /// Says when it is closed, and not from when to when it is open. 周末开放 may mean at weekends, too.
    private static final Pattern WORK_DAYS_ALONE =
            Pattern.compile("((?:工作日|" + DAY + "-(?:周|星期|礼拜)?[一二三四五六日天]))(?:开放|营业|服务)");
    private static final Pattern ONE_DIGIT = Pattern.compile("(?<!\\d)\\d:");
    private static final Pattern ALWAYS = Pattern.compile("24小时|24h|全天候?");
    /// A minute before midnight is how some write its end.
    private static final Pattern ALWAYS_BY_THE_CLOCK = Pattern.compile("(?:Mo-Su(?:,PH)? )?00:00-(?:24:00|23:59)");
    private static final String EXCEPT = "除外";
    private static final Pattern CLOSED = Pattern.compile("休息|不开放|关闭|闭馆|不营业|" + EXCEPT);
    private static final Pattern CLOCK_SPAN = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d):(\\d\\d)");
    private static final Pattern FILLER = Pattern.compile("开放时间|营业时间|服务时间|开放|营业|服务|均|为|[,;:()。]");

    private static final Map<Character, String> WEEKDAYS =
            Map.of('一', "Mo", '二', "Tu", '三', "We", '四', "Th", '五', "Fr", '六', "Sa", '日', "Su", '天', "Su");

    /// Lists say the same few things again and again.
    private static final Map<String, Optional<String>> READ = new ConcurrentHashMap<>();

    private static final int MOST_KEPT = 10_000;

    private HoursText() {}

    /// The same hours in OpenStreetMap's notation.
    ///
    /// **Empty**  null when the text leaves open what it means. 工作日开放 says no times, but that it is closed at
    /// weekends: Mo-Fr unknown.
    public static @Nullable String toOsm(String text) {
        if (READ.size() > MOST_KEPT) {
            READ.clear();
        }
        return READ.computeIfAbsent(text, unread -> Optional.ofNullable(read(unread)))
                .orElse(null);
    }

    private static @Nullable String read(String text) {
        String osm = valid(text.strip());
        if (osm != null) {
            return isPlain(text.strip()) ? osm : null;
        }
        String words = normal(text);
        Matcher daysAlone = WORK_DAYS_ALONE.matcher(words);
        String rules = daysAlone.matches() ? days(daysAlone.group(1)) + " unknown" : fromChinese(words);
        return rules == null ? null : valid(rules);
    }

    /// Mo-Fr 8:00-12:00,2:00-6:00 is good OpenStreetMap, and hardly what its author meant.
    private static boolean isPlain(String text) {
        return !ONE_DIGIT.matcher(text).find()
                || ClockWords.SPANS.matcher(text).results().allMatch(spans -> ClockWords.spans(spans.group()) != null);
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=\\d)\\s+(?=\\d)", ",")
                .replaceAll("\\s+", "")
                .replaceAll("[至~〜–—―‐−到]", "-")
                .replaceAll("[、/]", ",")
                .replaceAll("第二天|翌日|隔日|隔天", "次日")
                .replaceAll("零[点时]", "0点")
                .replaceAll("(\\d{1,2})[点时]半", "$1:30")
                .replaceAll("(\\d{1,2})[点时]一刻", "$1:15")
                .replaceAll("(\\d{1,2})[点时]三刻", "$1:45")
                .replaceAll("(\\d{1,2})[点时](\\d{1,2})分?", "$1:$2")
                .replaceAll("(\\d{1,2})[点时]整?", "$1:00")
                // 早8晚10 leaves out all but the hours.
                .replaceAll("(" + ClockWords.WORD + "\\d{1,2})(?![\\d:])", "$1:00")
                .replaceAll("(早上?\\d{1,2}:\\d{2})(?=晚)", "$1-")
                .replaceAll("-{2,}", "-");
    }

    /// Reads days and the times after them, over and over; anything that is neither ends it.
    private static @Nullable String fromChinese(String text) {
        Schedule schedule = new Schedule();
        String days = "";
        int at = 0;
        while (at < text.length()) {
            int end;
            boolean understood = true;
            if ((end = end(DAY_LIST, text, at)) > at) {
                understood = days.isEmpty();
                days = days(text.substring(at, end));
            } else if ((end = end(ClockWords.SPANS, text, at)) > at) {
                List<ClockWords.Span> spans = ClockWords.spans(text.substring(at, end));
                understood = spans != null && schedule.open(days, spans);
                days = "";
            } else if ((end = end(ALWAYS, text, at)) > at) {
                understood = schedule.open(days, List.of(new ClockWords.Span(0, 24 * 60)));
                days = "";
            } else if ((end = end(CLOSED, text, at)) > at) {
                understood = schedule.close(days, text.startsWith(EXCEPT, at));
                days = "";
            } else {
                end = end(FILLER, text, at);
                understood = end > at;
            }
            if (!understood) {
                return null;
            }
            at = end;
        }
        return days.isEmpty() ? schedule.toOsm() : null;
    }

    private static int end(Pattern pattern, String text, int from) {
        Matcher matcher = pattern.matcher(text).region(from, text.length());
        return matcher.lookingAt() ? matcher.end() : from;
    }

    private static String days(String list) {
        List<String> days = new ArrayList<>();
        for (String part : list.split("[,和及]")) {
            days.add(
                    switch (part) {
                        case "每天", "每日", "天天", "全周" -> "Mo-Su";
                        case "工作日" -> "Mo-Fr";
                        case "周末", "双休日" -> "Sa,Su";
                        case "法定节假日", "节假日" -> "PH";
                        default -> {
                            String[] ends = part.split("-");
                            String first = weekday(ends[0]);
                            yield ends.length == 1 ? first : first + "-" + weekday(ends[1]);
                        }
                    });
        }
        return String.join(",", days);
    }

    private static String weekday(String word) {
        return WEEKDAYS.getOrDefault(word.charAt(word.length() - 1), "");
    }

    /// 22:00-06:00 is good OpenStreetMap, but the strict parser wants to read 22:00-30:00.
    private static String overMidnight(String osm) {
        return CLOCK_SPAN.matcher(osm).replaceAll(span -> {
            boolean nextDay = span.group(1).compareTo(span.group(2) + ":" + span.group(3)) > 0;
            int hour = Integer.parseInt(span.group(2)) + (nextDay ? 24 : 0);
            return "%s-%02d:%s".formatted(span.group(1), hour, span.group(3));
        });
    }

    private static @Nullable String valid(String osm) {
        if (osm.isEmpty() || osm.chars().anyMatch(c -> c > 0x7e)) {
            return null;
        }
        try {
            boolean strict = true;
            List<Rule> rules = new OpeningHoursParser(
                            new ByteArrayInputStream(overMidnight(osm).getBytes(StandardCharsets.UTF_8)))
                    .rules(strict);
            String written = Util.rulesToOpeningHoursString(rules);
            // One word for what never closes: filters and pages know it by that.
            if (ALWAYS_BY_THE_CLOCK.matcher(written).matches()) {
                return "24/7";
            }
            return written.matches("(?s).*(\\d\\d:\\d\\d|24/7|off|unknown).*") ? written : null;
        } catch (OpeningHoursParseException e) {
            return null;
        }
    }
}
