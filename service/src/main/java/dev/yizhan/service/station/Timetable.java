package dev.yizhan.service.station;

import dev.yizhan.geo.hours.Holidays;
import dev.yizhan.geo.hours.OpeningHours;
import dev.yizhan.geo.hours.OpeningHours.State;
import dev.yizhan.geo.hours.OpeningHours.Stretch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// When the stations of a block are open. Many keep the same hours, so each text is read once and
/// asked about once a question.
final class Timetable {

    private static final byte NOT_ASKED = 0;
    private static final byte IS_OPEN = 1;
    private static final byte IS_NOT = 2;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<OpeningHours> hours = new ArrayList<>();
    /// Station → number of its hours; −1 where it says none.
    private final int[] of;

    private Timetable(int stations) {
        of = new int[stations];
    }

    static Timetable of(List<StationRow> stations, Holidays holidays) {
        Timetable timetable = new Timetable(stations.size());
        for (int i = 0; i < timetable.of.length; i++) {
            String osm = stations.get(i).properties().hours().osm();
            timetable.of[i] = osm == null
                    ? -1
                    : timetable.numbers.computeIfAbsent(osm, text -> {
                        timetable.hours.add(read(text, holidays));
                        return timetable.hours.size() - 1;
                    });
        }
        return timetable;
    }

    static OpeningHours read(String osm, Holidays holidays) {
        return OpeningHours.parse(osm, holidays);
    }

    /// Whether a station is open; null where it says no hours.
    @Nullable
    Stretch at(int station, long epochSecond) {
        return of[station] < 0 ? null : hours.get(of[station]).at(epochSecond);
    }

    /// The same by the text of the hours; null where no station here keeps them.
    @Nullable
    Stretch at(String osm, long epochSecond) {
        Integer number = numbers.get(osm);
        return number == null ? null : hours.get(number).at(epochSecond);
    }

    /// Tells by number which stations are known to be open at a moment; for one question and one thread.
    IntPredicate openAt(long epochSecond) {
        byte[] answers = new byte[hours.size()];
        return station -> {
            int number = of[station];
            if (number < 0) {
                return false;
            }
            if (answers[number] == NOT_ASKED) {
                boolean open = hours.get(number).at(epochSecond).state() == State.OPEN;
                answers[number] = open ? IS_OPEN : IS_NOT;
            }
            return answers[number] == IS_OPEN;
        };
    }

    List<String> textsOpenAt(long epochSecond) {
        return numbers.entrySet().stream()
                .filter(text -> hours.get(text.getValue()).at(epochSecond).state() == State.OPEN)
                .map(Map.Entry::getKey)
                .toList();
    }
}
