package dev.yizhan.geo.demand;

import dev.yizhan.geo.check.Checks;
import dev.yizhan.geo.check.PositionRule;
import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.read.Field;
import dev.yizhan.geo.read.Row;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes demand of the rows of one list, and says of each row what is wrong with it.
///
/// **Shape**  one object a list: all its weights have one unit, the given one or that of the first row.
final class DemandChecks {

    private static final int LONGEST_ID = 128;
    private static final Pattern NUMBER =
            Pattern.compile("\\+?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,3})?");

    private final Checks places;
    private final Map<String, Long> lineOfId = new HashMap<>();
    private final Map<String, Integer> unnamed = new HashMap<>();
    private @Nullable String unit;

    DemandChecks(Datum datum, @Nullable String unit) {
        this.places = new Checks(datum, null, PositionRule.BY_DESCRIPTION, null);
        this.unit = unit;
    }

    /// What all weights count; null as long as nothing has said it.
    @Nullable
    String unit() {
        return unit;
    }

    /// The demand of a row; null when an error keeps it out. Everything found goes to `problems`.
    @Nullable
    DemandPoint check(Row row, Consumer<RowProblem> problems) {
        LonLat place = places.location(row, problems);
        Double weight = weight(row, problems);
        String counted = unit(row, problems);
        if (place == null || weight == null || counted == null) {
            return null;
        }
        String id = id(row, place, problems);
        return id == null ? null : new DemandPoint(id, place, weight, counted, hourly(row, problems));
    }

    private static @Nullable Double weight(Row row, Consumer<RowProblem> problems) {
        Row.Value value = row.find(Field.WEIGHT);
        if (value == null) {
            problems.accept(new RowProblem.MissingWeight(row.line(), Field.WEIGHT.code()));
            return null;
        }
        Double weight = weight(value.text());
        if (weight == null) {
            problems.accept(new RowProblem.NotAWeight(row.line(), value.column(), value.text()));
        }
        return weight;
    }

    private static @Nullable Double weight(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        if (!NUMBER.matcher(plain).matches()) {
            return null;
        }
        double weight = Double.parseDouble(plain);
        return Double.isFinite(weight) ? weight : null;
    }

    private @Nullable String unit(Row row, Consumer<RowProblem> problems) {
        Row.Value value = row.find(Field.UNIT);
        String said = value == null ? null : DemandUnit.of(value.text());
        if (unit == null) {
            unit = said;
        }
        if (value != null && (said == null || !said.equals(unit))) {
            problems.accept(new RowProblem.OtherUnit(
                    row.line(), value.column(), value.text(), unit == null ? "something with a name" : unit));
            return null;
        }
        if (unit == null) {
            problems.accept(new RowProblem.MissingUnit(row.line(), Field.UNIT.code()));
        }
        return unit;
    }

    /// A list without ids: where the row is, and which of those that are there.
    private @Nullable String id(Row row, LonLat place, Consumer<RowProblem> problems) {
        Row.Value value = row.find(Field.ID);
        if (value == null) {
            String at = "%.7f,%.7f".formatted(place.lon(), place.lat());
            int before = unnamed.merge(at, 1, Integer::sum);
            return before == 1 ? at : at + "#" + before;
        }
        String id = value.text();
        if (id.length() > LONGEST_ID) {
            problems.accept(new RowProblem.OverlongName(row.line(), value.column(), id, LONGEST_ID));
            return null;
        }
        Long first = lineOfId.putIfAbsent(id, row.line());
        if (first != null) {
            problems.accept(new RowProblem.DuplicateId(row.line(), value.column(), id, first));
            return null;
        }
        return id;
    }

    private static List<Double> hourly(Row row, Consumer<RowProblem> problems) {
        List<Double> hours = new ArrayList<>(DemandPoint.HOURS);
        RowProblem missing = null;
        for (Field field : Field.HOURLY) {
            Row.Value value = row.find(field);
            Double weight = value == null ? null : weight(value.text());
            if (weight != null) {
                hours.add(weight);
            } else if (missing == null) {
                missing = new RowProblem.UnreadableProfile(
                        row.line(), value == null ? field.code() : value.column(), value == null ? null : value.text());
            }
        }
        boolean none = Field.HOURLY.stream().allMatch(field -> row.find(field) == null);
        if (missing != null && !none) {
            problems.accept(missing);
        }
        return missing == null ? hours : List.of();
    }
}
