package dev.yizhan.service.sql;

import dev.yizhan.geo.load.CopiedRows;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// The rows of a COPY, for those who read the rows of a reactive query: each value by its column's name.
public record CopiedReadable(CopiedRows rows) implements Readable {

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        return type.cast(value(name, type));
    }

    @Override
    public <T> T get(int index, Class<T> type) {
        throw new UnsupportedOperationException("columns of a COPY have names");
    }

    private @Nullable Object value(String name, Class<?> type) {
        if (type == String.class) {
            return rows.text(name);
        }
        if (type == Double.class) {
            return rows.float8(name);
        }
        if (type == Long.class) {
            return rows.int8(name);
        }
        if (type == Integer.class) {
            return rows.int4(name);
        }
        if (type == Boolean.class) {
            return rows.bool(name);
        }
        if (type == OffsetDateTime.class) {
            return rows.timestamptz(name);
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + " is read from a COPY");
    }
}
