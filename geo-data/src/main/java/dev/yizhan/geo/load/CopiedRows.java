package dev.yizhan.geo.load;

import dev.yizhan.geo.postgis.PostgisUnavailable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

/// The rows, one after the other, of a query's COPY BINARY, for the many rows of a whole record: a driver that decodes
/// each value by itself takes several times as long.
///
/// **Shape**  each value is asked for by its column's name, in the type that the query gives it; null where the row has
/// none.
/// **Source** https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
public final class CopiedRows {

    /// A server that is silent for so long is away.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int SIGNATURE = 11;
    private static final byte FIRST_OF_SIGNATURE = 'P';
    private static final int FLAGS = Integer.BYTES;
    private static final int NONE = -1;
    private static final long EPOCH_SECOND =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long MICROS = 1_000_000;

    private final Map<String, Integer> columns;
    private final int[] starts;
    private final int[] lengths;
    /// Of each column of text: what was decoded last, and out of which bytes.
    private final @Nullable String[] decoded;
    private final byte[][] encoded;
    private ByteBuffer row = ByteBuffer.allocate(0);

    private CopiedRows(Map<String, Integer> columns) {
        this.columns = columns;
        this.starts = new int[columns.size()];
        this.lengths = new int[columns.size()];
        this.decoded = new String[columns.size()];
        this.encoded = new byte[columns.size()][];
        Arrays.fill(encoded, new byte[0]);
    }

    /// Everything that `query` finds in a snapshot that another transaction exported.
    ///
    /// **Shape**    `query` has no parameters; `reader` is given the rows once, and what it returns is asked
    /// once a row.
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
            CopiedRows rows = new CopiedRows(columns(connection, query));
            Supplier<T> reading = reader.apply(rows);
            List<T> read = new ArrayList<>();
            CopyOut copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + query + ") to stdout (format binary, encoding 'UTF8')");
            for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                if (rows.take(message)) {
                    read.add(reading.get());
                }
            }
            connection.commit();
            return read;
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

    /// Answers whether a message holds a row: the last one does not. The first one has the header before it.
    private boolean take(byte[] message) {
        row = ByteBuffer.wrap(message);
        if (message[0] == FIRST_OF_SIGNATURE) {
            row.position(SIGNATURE + FLAGS);
            row.position(row.getInt() + row.position());
        }
        if (!row.hasRemaining()) {
            return false;
        }
        int count = row.getShort();
        if (count == NONE) {
            return false;
        }
        for (int column = 0; column < count; column++) {
            lengths[column] = row.getInt();
            starts[column] = row.position();
            row.position(starts[column] + Math.max(0, lengths[column]));
        }
        return true;
    }

    /// The number of a column that has a value of `bytes`; negative where it has none.
    private int column(String name, int bytes) {
        int column = column(name);
        if (lengths[column] != bytes && lengths[column] != NONE) {
            throw new IllegalArgumentException(
                    "column %s has %d bytes, not %d".formatted(name, lengths[column], bytes));
        }
        return lengths[column] == NONE ? NONE : column;
    }

    private int column(String name) {
        Integer column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("the query has no column " + name);
        }
        return column;
    }

    /// Of `text` and `varchar`. Rows next to each other share most of their words, which are decoded once.
    public @Nullable String text(String name) {
        int column = column(name);
        if (lengths[column] == NONE) {
            return null;
        }
        byte[] before = encoded[column];
        int start = starts[column];
        int end = start + lengths[column];
        String text = decoded[column];
        if (text == null || !Arrays.equals(before, 0, before.length, row.array(), start, end)) {
            encoded[column] = Arrays.copyOfRange(row.array(), start, end);
            text = new String(encoded[column], StandardCharsets.UTF_8);
            decoded[column] = text;
        }
        return text;
    }

    /// Of `double precision`.
    public @Nullable Double float8(String name) {
        int column = column(name, Double.BYTES);
        return column < 0 ? null : row.getDouble(starts[column]);
    }

    /// Of `bigint`.
    public @Nullable Long int8(String name) {
        int column = column(name, Long.BYTES);
        return column < 0 ? null : row.getLong(starts[column]);
    }

    /// Of `integer`.
    public @Nullable Integer int4(String name) {
        int column = column(name, Integer.BYTES);
        return column < 0 ? null : row.getInt(starts[column]);
    }

    /// Of `boolean`.
    public @Nullable Boolean bool(String name) {
        int column = column(name, 1);
        return column < 0 ? null : row.get(starts[column]) != 0;
    }

    /// Of `timestamptz`, in UTC.
    public @Nullable OffsetDateTime timestamptz(String name) {
        Long micros = int8(name);
        return micros == null
                ? null
                : Instant.ofEpochSecond(
                                EPOCH_SECOND + Math.floorDiv(micros, MICROS), 1_000 * Math.floorMod(micros, MICROS))
                        .atOffset(ZoneOffset.UTC);
    }
}
