package dev.yizhan.geo.hours;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The public holidays that are known, by year: they are decreed a year at a time.
///
/// **Shape**  a year is known when at least one holiday of it is.
public final class Holidays {

    /// Nothing is known of any year.
    public static final Holidays NONE = new Holidays(Set.of());

    private final Set<Long> days = new HashSet<>();
    private final Set<Integer> years = new HashSet<>();

    public Holidays(Collection<LocalDate> holidays) {
        for (LocalDate holiday : holidays) {
            days.add(holiday.toEpochDay());
            years.add(holiday.getYear());
        }
    }

    /// Whether a day is a public holiday; null where its year is not known.
    @Nullable
    Boolean isHoliday(long epochDay) {
        if (days.contains(epochDay)) {
            return true;
        }
        return years.contains(LocalDate.ofEpochDay(epochDay).getYear()) ? false : null;
    }
}
