package dev.yizhan.service.siting;

import dev.yizhan.geo.check.Checks;
import dev.yizhan.geo.check.PositionRule;
import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.read.Field;
import dev.yizhan.geo.read.Flaw;
import dev.yizhan.geo.read.Row;
import dev.yizhan.geo.read.RowFile;
import dev.yizhan.geo.read.RowItem;
import dev.yizhan.geo.read.Subject;
import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.web.BodyPart;
import dev.yizhan.service.web.Crs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads possible venues out of a file as a city has it: CSV or GeoJSON, found by looking as lists of stations are.
///
/// **Shape**  a venue without an id has the number of its row, as one of a JSON list has.
/// **Errors**  each by the part, the line of the file and its column, `/candidates/3/lon`, with the code that reports
/// on
/// lists have; one of the whole file by the part alone.
/// **Blocking** while it is read; some tens of milliseconds for the most rows that are taken.
final class VenueFile {

    private final String at;
    private final Crs crs;
    private final Consumer<ParameterError> errors;
    private final Checks places;
    private final List<PlaceReader.Named> venues = new ArrayList<>();
    private final Map<String, Long> lineOfId = new HashMap<>();
    private int rows;

    VenueFile(String at, Crs crs, Consumer<ParameterError> errors) {
        this.at = at;
        this.crs = crs;
        this.errors = errors;
        this.places = new Checks(crs.datum(), null, PositionRule.BY_DESCRIPTION, null);
    }

    List<PlaceReader.Named> read(BodyPart.File file, int most) {
        try (RowFile items = RowFile.open(file.name(), file.bytes(), Subject.VENUES)) {
            for (RowItem item = items.next(); item != null; item = items.next()) {
                if (item instanceof Row && ++rows > most) {
                    errors.accept(new ParameterError(
                            at,
                            "has more than " + most + " rows, which is the most that are taken",
                            null,
                            "too_many_rows"));
                    return List.of();
                }
                switch (item) {
                    case Flaw flaw -> refuse(RowProblem.of(flaw));
                    case Row row -> add(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
        }
        return venues;
    }

    private void add(Row row) {
        if (rows == 1 && isOfAnotherDatum(row)) {
            return;
        }
        LonLat place = places.location(row, this::refuse);
        String name = Checks.text(row, Field.NAME, PlaceReader.LONGEST_TEXT, this::refuse);
        String given = Checks.text(row, Field.ID, PlaceReader.LONGEST_TEXT, this::refuse);
        String id = given == null ? String.valueOf(rows) : given;
        Long first = lineOfId.putIfAbsent(id, row.line());
        if (first != null) {
            Row.Value value = row.find(Field.ID);
            String column = value == null ? Field.ID.code() : value.column();
            refuse(row.line(), column, id, "line " + first + " has the same id", "duplicate_id");
        }
        if (place != null) {
            venues.add(new PlaceReader.Named(id, place, name, null));
        }
    }

    /// Whether the name of a column says that the degrees are those of another datum: told once.
    private boolean isOfAnotherDatum(Row row) {
        Row.Value lon = row.find(Field.LON) == null ? row.find(Field.POSITION) : row.find(Field.LON);
        String column = lon == null ? "" : lon.column();
        String plain = Normalizer.normalize(column, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
        Crs said = Stream.of(Crs.values())
                .filter(one -> plain.contains(one.code()))
                .findFirst()
                .orElse(crs);
        if (said == crs) {
            return false;
        }
        errors.accept(new ParameterError(
                at,
                "the column " + column + " is of " + said.code() + ", and the candidates are taken to be of "
                        + crs.code() + ": say candidates_crs",
                null,
                "other_datum"));
        return true;
    }

    private void refuse(RowProblem problem) {
        String advice = problem instanceof RowProblem.SwappedCoordinates
                ? "longitude and latitude look swapped"
                : problem.advice();
        if (problem.isOfWholeFile()) {
            String value = problem.value() == null ? "" : "; its columns are " + problem.value();
            errors.accept(new ParameterError(at, advice + value, null, problem.code()));
        } else {
            refuse(problem.line(), problem.column(), problem.value(), advice, problem.code());
        }
    }

    private void refuse(long line, @Nullable String column, @Nullable String value, String advice, String code) {
        String where = column == null ? "" : "/" + column.replace("~", "~0").replace("/", "~1");
        String what = value == null ? "" : shortened(value) + ": ";
        errors.accept(new ParameterError(
                at + "/" + line + where,
                "line " + line + (column == null ? "" : ", " + column) + ": " + what + advice,
                null,
                code));
    }

    private static String shortened(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
