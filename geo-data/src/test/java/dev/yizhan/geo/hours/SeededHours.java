package dev.yizhan.geo.hours;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Makes up hours of every kind in OpenStreetMap's notation, on quarters of an hour.
record SeededHours(Random random) {

    private static final String[] DAYS = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    /// So many different ones, the same for the same seed.
    static List<String> some(int count, Random random) {
        Set<String> texts = new LinkedHashSet<>();
        while (texts.size() < count) {
            texts.add(new SeededHours(random).hours());
        }
        return List.copyOf(texts);
    }

    private String hours() {
        StringBuilder hours = new StringBuilder(random.nextInt(12) == 0 ? "24/7" : rule(false));
        boolean always = hours.toString().equals("24/7");
        for (int more = random.nextInt(3); more > 0; more--) {
            switch (random.nextInt(8)) {
                case 0 -> hours.append(always ? "; " : ", ").append(rule(true));
                case 1 -> hours.append("; PH off");
                case 2 -> hours.append("; PH ").append(spans());
                case 3 -> hours.append("; ").append(one(DAYS)).append(" off");
                case 4 -> hours.append("; ").append(dates()).append(" off");
                default -> hours.append("; ").append(rule(true));
            }
        }
        if (random.nextInt(15) == 0) {
            hours.append(" || \"by appointment\"");
        }
        return hours.toString();
    }

    private String rule(boolean withDays) {
        String days = random.nextInt(4) == 0 && !withDays ? "" : days() + " ";
        String dates = random.nextInt(5) == 0 ? dates() + " " : "";
        String modifier = switch (random.nextInt(14)) {
            case 0 -> " unknown";
            case 1 -> " \"ask inside\"";
            case 2 -> " open \"bell\"";
            default -> "";
        };
        return dates + days + spans() + modifier;
    }

    private String days() {
        return switch (random.nextInt(7)) {
            case 0 -> one(DAYS);
            case 1 -> one(DAYS) + "," + one(DAYS);
            case 2 -> one(DAYS) + "[" + (1 + random.nextInt(4)) + "]";
            case 3 -> one(DAYS) + "[-1]";
            case 4 -> "Mo-Fr";
            case 5 -> "Sa,Su";
            default -> {
                int first = random.nextInt(7);
                int last = (first + 1 + random.nextInt(5)) % 7;
                yield DAYS[first] + "-" + DAYS[last];
            }
        };
    }

    private String dates() {
        int month = random.nextInt(12);
        return switch (random.nextInt(6)) {
            case 0 -> MONTHS[month];
            case 1 -> MONTHS[month] + "-" + MONTHS[(month + 1 + random.nextInt(10)) % 12];
            case 2 -> MONTHS[month] + " " + two(1 + random.nextInt(28));
            case 3 ->
                MONTHS[month] + " " + two(1 + random.nextInt(28)) + "-" + MONTHS[(month + 1) % 12] + " "
                        + two(1 + random.nextInt(28));
            case 4 -> (2025 + random.nextInt(2)) + " " + MONTHS[month] + " " + two(1 + random.nextInt(28));
            default -> "week " + two(1 + random.nextInt(20)) + "-" + two(25 + random.nextInt(25));
        };
    }

    private String spans() {
        int from = 5 + random.nextInt(6);
        int to = from + 2 + random.nextInt(6);
        return switch (random.nextInt(8)) {
            case 0 -> time(from) + "-" + time(to) + "," + time(to + 1) + "-" + time(to + 4);
            case 1 -> time(18 + random.nextInt(5)) + "-" + two(1 + random.nextInt(5)) + ":00";
            case 2 -> time(from) + "-" + two(1 + random.nextInt(3)) + ":30";
            case 3 -> random.nextInt(3) == 0 ? time(8 + random.nextInt(14)) + "+" : time(from) + "-24:00";
            default -> time(from) + "-" + time(to);
        };
    }

    private String time(int hour) {
        return two(hour) + ":" + two(15 * random.nextInt(4));
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    private String one(String[] words) {
        return words[random.nextInt(words.length)];
    }
}
