package dev.yizhan.geo.load;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Rows on their way into a table by COPY, a bounded handful at a time.
///
/// One connection can run one COPY at a time; as this one is over after each handful, several buffers may be filled in
/// turns on the same connection.
///
/// **Errors** [SQLException] from the flush that the database refuses; [IllegalArgumentException] for a NUL character,
/// which no text in PostgreSQL can hold.
public final class CopyBuffer {

    /// Characters held before they are sent: large enough to be quick, small enough to forget.
    private static final int HANDFUL = 1 << 19;

    private final Connection connection;
    private final String command;
    private final StringBuilder rows = new StringBuilder();
    private boolean inRow;

    public CopyBuffer(Connection connection, String table, String columns) {
        this.connection = connection;
        this.command = "copy " + table + " (" + columns + ") from stdin";
    }

    /// The next column of the row: any value whose text the column's type reads; null stays null.
    public CopyBuffer put(@Nullable Object value) {
        if (inRow) {
            rows.append('\t');
        }
        inRow = true;
        if (value == null) {
            rows.append("\\N");
        } else {
            escape(value.toString());
        }
        return this;
    }

    /// The next column, a text array.
    public CopyBuffer putArray(List<String> values) {
        StringBuilder array = new StringBuilder("{");
        for (String value : values) {
            if (array.length() > 1) {
                array.append(',');
            }
            array.append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return put(array.append('}'));
    }

    /// The row is complete; sends the handful when it is full.
    public void end() throws SQLException {
        rows.append('\n');
        inRow = false;
        if (rows.length() >= HANDFUL) {
            flush();
        }
    }

    /// Sends what is held.
    public void flush() throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command, new StringReader(rows.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        rows.setLength(0);
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                case '\0' -> throw new IllegalArgumentException("a text holds a NUL character: " + value);
                default -> rows.append(c);
            }
        }
    }
}
