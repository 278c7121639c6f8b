package dev.yizhan.geo.read;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row of a list of stations, its values found by what they mean and not by what the file calls them.
///
/// **Shape**  `line` is the physical line of the file on which the row begins, the first being 1.
/// **Empty**  a blank value is absent.
public record Row(long line, Map<Field, Value> values) implements RowItem {

    /// What a row says under one of the file's own column names.
    public record Value(String column, String text) {}

    public Row {
        values = Map.copyOf(values);
    }

    public @Nullable Value find(Field field) {
        return values.get(field);
    }
}
