package dev.yizhan.geo.load;

import dev.yizhan.geo.postgis.PostgisUnavailable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// The rows, one after the other, of a query's COPY in the text format, for the many rows of a whole record: a driver that
/// decodes each value by itself takes several times as long.
///
/// **Source** https://www.postgresql.org/docs/current/sql-copy.html, "Text Format".
public final class CopiedRows {

    /// A server that is silent for so long is away.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Integer> columns;
    private final int[] ends;
    private byte[] line = {};

    private CopiedRows(Map<String, Integer> columns) {
        this.columns = columns;
        this.ends = new int[columns.size()];
    }

    /// Everything that `query` finds in a snapshot that another transaction exported.
    ///
    /// **Shape**    `query` is without parameters; `reader` is given the rows once, and what it makes of them is asked
    /// for once a row.
    /// **Blocking** until all is read.
    /// **Errors**   [PostgisUnavailable].
    public static <T> List<T> read(
            DatabaseUrl address, String snapshot, String query, Function<CopiedRows, Supplier<T>> reader) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("set transaction snapshot '" + snapshot.replace("'", "''") + "'");
            CopiedRows row = new CopiedRows(columns(connection, query));
            Supplier<T> reading = reader.apply(row);
            List<T> rows = new ArrayList<>();
            CopyOut copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + query + ") to stdout (encoding 'UTF8')");
            for (byte[] next = copy.readFromCopy(); next != null; next = copy.readFromCopy()) {
                row.take(next);
                rows.add(reading.get());
            }
            connection.commit();
            return rows;
        } catch (SQLException e) {
            throw new PostgisUnavailable("%s does not give its rows: %s".formatted(address, e.getMessage()), e);
        }
    }

    private static Map<String, Integer> columns(Connection connection, String query) throws SQLException {
        Map<String, Integer> columns = new HashMap<>();
        try (PreparedStatement described = connection.prepareStatement(query)) {
            ResultSetMetaData found = described.getMetaData();
            for (int column = 0; column < found.getColumnCount(); column++) {
                columns.put(found.getColumnName(column + 1), column);
            }
        }
        return columns;
    }

    private void take(byte[] next) {
        line = next;
        int column = 0;
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\t' || line[i] == '\n') {
                ends[column++] = i;
            }
        }
        if (column != ends.length) {
            throw new PostgisUnavailable(
                    "a row has %d of %d columns: the answer was cut short".formatted(column, ends.length));
        }
    }

    /// The value of a column of the row that is read, in PostgreSQL's own spelling; null where it has none.
    public @Nullable String text(String name) {
        Integer column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("the query has no column " + name);
        }
        int from = column == 0 ? 0 : ends[column - 1] + 1;
        int to = ends[column];
        if (to - from == 2 && line[from] == '\\' && line[from + 1] == 'N') {
            return null;
        }
        for (int i = from; i < to; i++) {
            if (line[i] == '\\') {
                return unescaped(from, to);
            }
        }
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    private String unescaped(int from, int to) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            plain[length++] = line[i] != '\\' ? line[i] : (byte) escaped(line[++i]);
        }
        return new String(Arrays.copyOf(plain, length), StandardCharsets.UTF_8);
    }

    /// PostgreSQL writes these letters and the backslash itself, no numbers.
    private static char escaped(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            default -> (char) letter;
        };
    }
}
