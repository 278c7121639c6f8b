package dev.yizhan.geo.hours;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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

    /// The public holidays of China for the years that come along, 2025 and 2026.
    ///
    /// **Source** the yearly notices of the General Office of the State Council (国务院办公厅关于部分节假日安排的通知).
    public static Holidays ofChina() {
        try (InputStream file = Objects.requireNonNull(Holidays.class.getResourceAsStream("holidays.csv"))) {
            return read(new InputStreamReader(file, StandardCharsets.UTF_8), "holidays.csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a CSV with a column `date` of days such as 2026-10-01, and any others.
    ///
    /// **Errors**  IllegalArgumentException names the line that holds none.
    public static Holidays read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return read(reader, file.toString());
        }
    }

    private static Holidays read(Reader reader, String name) throws IOException {
        List<LocalDate> days = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
            for (NamedCsvRecord row : rows) {
                String day = row.findField("date").orElse("");
                try {
                    days.add(LocalDate.parse(day.strip()));
                } catch (DateTimeParseException e) {
                    throw new IllegalArgumentException(
                            "%s, line %d: date is not a day such as 2026-10-01: %s"
                                    .formatted(name, row.getStartingLineNumber(), day),
                            e);
                }
            }
        }
        return new Holidays(days);
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
