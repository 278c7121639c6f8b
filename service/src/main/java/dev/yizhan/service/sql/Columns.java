package dev.yizhan.service.sql;

import io.r2dbc.spi.Readable;

/// Reads columns that the schema declares `not null`.
public final class Columns {

    private Columns() {}

    /// The value of a column that is never null; where it is, query and schema have drifted apart.
    public static <T> T required(Readable row, String column, Class<T> type) {
        T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }
}
