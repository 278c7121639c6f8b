package dev.yizhan.service.sql;

import dev.yizhan.geo.load.CopiedRows;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of a COPY, for those who read the rows of a reactive query: each value by its column's name, as text,
/// number, boolean or moment.
public final class CopiedReadable implements Readable {

    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendOffset("+HH:mm:ss", "+00")
            .toFormatter();

    private final CopiedRows row;
    /// Publishes give many rows the same moments.
    private final Map<String, OffsetDateTime> moments = new HashMap<>();

    public CopiedReadable(CopiedRows row) {
        this.row = row;
    }

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        String text = row.text(name);
        return text == null ? null : type.cast(value(text, type));
    }

    @Override
    public <T> T get(int index, Class<T> type) {
        throw new UnsupportedOperationException("columns of a COPY have names");
    }

    private Object value(String text, Class<?> type) {
        if (type == String.class) {
            return text;
        }
        if (type == Double.class) {
            return Double.valueOf(text);
        }
        if (type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == Boolean.class) {
            return text.equals("t");
        }
        if (type == OffsetDateTime.class) {
            return moments.computeIfAbsent(text, written -> OffsetDateTime.parse(written, MOMENT));
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + " is read from a COPY");
    }
}
