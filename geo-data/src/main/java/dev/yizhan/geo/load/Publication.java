package dev.yizhan.geo.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One step of the record from a version to the next: all of it becomes visible when its transaction commits, or none.
///
/// The caller owns the transaction: it begins the publication, writes its rows with [#number()] as their version,
/// calls [#finish(Counts)] and commits. From [#begin] until then it alone publishes; others wait for it.
///
/// **Shape**  the version label is the number, a dash and eight hex digits that chain the label before, the dataset,
/// the file and the options: equal labels mean equal histories.
/// **Errors** [SQLException]: the caller rolls back, and the record is what it was.
public final class Publication {

    /// Where the rows come from and what else decided the outcome.
    ///
    /// **Shape**  `options` are sorted `name=value` pairs: datum, column map, rules.
    public record Origin(String fileName, String fileSha256, String options, String converterVersion) {}

    /// What became of the rows of a file, and of the rows that it no longer has.
    public record Counts(int read, int published, int refused, int changed, int removed) {}

    /// What beginning led to: a publication to fill, or the word that there is nothing to do.
    public sealed interface Start {
        record Fresh(Publication publication) implements Start {}

        /// The dataset's newest publication came from the same file with the same options.
        record Repeat(String version) implements Start {}
    }

    /// The channel on which every replica hears of a commit; the payload is the version label.
    public static final String CHANNEL = "yizhan_published";

    /// "yizhan" in ASCII: the lock that lets one publisher in at a time.
    static final long LOCK = 0x79_69_7A_68_61_6EL;

    private static final int LONGEST_VALUE = 500;

    private final Connection connection;
    private final long number;
    private final String version;
    private final CopyBuffer problems;

    private Publication(Connection connection, long number, String version) {
        this.connection = connection;
        this.number = number;
        this.version = version;
        this.problems = new CopyBuffer(
                connection, "row_problem", "publication, line, code, severity, column_name, value, advice");
    }

    /// Waits for its turn, then opens the next publication of a dataset, unless it would repeat the newest one.
    ///
    /// **Blocking**  until the publisher before has committed or rolled back.
    /// **Errors** [IllegalStateException] when the connection commits by itself or would not see what the publisher
    /// before has committed; [IllegalArgumentException] when the dataset's name belongs to another kind of rows.
    public static Start begin(Connection connection, Dataset dataset, Origin origin) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("a publication is one transaction: switch autocommit off first");
        }
        if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            throw new IllegalStateException("a publication needs READ COMMITTED, to see what was published before it");
        }
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
        boolean known = Datasets.write(connection, dataset);
        if (known) {
            String repeated = newestIfSame(connection, dataset.name(), origin);
            if (repeated != null) {
                return new Start.Repeat(repeated);
            }
        }
        return new Start.Fresh(open(connection, dataset.name(), origin));
    }

    /// Whether nobody publishes; nobody will before this transaction has ended.
    static boolean isFree(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /// The number of this publication: the `version` of every row that it changes.
    public long number() {
        return number;
    }

    /// The label by which answers name the record from this publication on.
    public String version() {
        return version;
    }

    /// Keeps what was wrong with a row of the file; an error kept the row out, a warning did not.
    ///
    /// **Shape**  a value too long to be read by a person is cut.
    public void problem(
            long line, String code, boolean error, @Nullable String column, @Nullable String value, String advice)
            throws SQLException {
        problems.put(number)
                .put(line)
                .put(code)
                .put(error ? "error" : "warning")
                .put(column)
                .put(value == null ? null : legible(value))
                .put(advice)
                .end();
    }

    /// Writes what became of the rows and tells every replica, both as of the commit.
    public void finish(Counts counts) throws SQLException {
        problems.flush();
        try (PreparedStatement update = connection.prepareStatement("""
                update publication set
                  rows_read = ?, rows_published = ?, rows_refused = ?, rows_changed = ?, rows_removed = ?
                where number = ?
                """)) {
            update.setInt(1, counts.read());
            update.setInt(2, counts.published());
            update.setInt(3, counts.refused());
            update.setInt(4, counts.changed());
            update.setInt(5, counts.removed());
            update.setLong(6, number);
            update.executeUpdate();
        }
        try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, CHANNEL);
            notify.setString(2, version);
            notify.execute();
        }
    }

    private static @Nullable String newestIfSame(Connection connection, String dataset, Origin origin)
            throws SQLException {
        try (PreparedStatement newest = connection.prepareStatement("""
                select version, file_sha256, options, converter_version
                from publication where dataset = ? order by number desc limit 1
                """)) {
            newest.setString(1, dataset);
            try (ResultSet row = newest.executeQuery()) {
                boolean same = row.next()
                        && origin.fileSha256().equals(row.getString("file_sha256"))
                        && origin.options().equals(row.getString("options"))
                        && origin.converterVersion().equals(row.getString("converter_version"));
                return same ? row.getString("version") : null;
            }
        }
    }

    private static Publication open(Connection connection, String dataset, Origin origin) throws SQLException {
        long number = 1;
        String before = "";
        try (PreparedStatement last = connection.prepareStatement(
                        "select number, version from publication order by number desc limit 1");
                ResultSet row = last.executeQuery()) {
            if (row.next()) {
                number = row.getLong("number") + 1;
                before = row.getString("version");
            }
        }
        String version = number + "-" + chain(before, dataset, origin.fileSha256(), origin.options());
        // Rows refer to their publication, so it is written first; its counts follow in finish().
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into publication (number, version, dataset, file_name, file_sha256, options, converter_version,
                  rows_read, rows_published, rows_refused, rows_changed, rows_removed)
                values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)
                """)) {
            insert.setLong(1, number);
            insert.setString(2, version);
            insert.setString(3, dataset);
            insert.setString(4, origin.fileName());
            insert.setString(5, origin.fileSha256());
            insert.setString(6, origin.options());
            insert.setString(7, origin.converterVersion());
            insert.executeUpdate();
        }
        return new Publication(connection, number, version);
    }

    /// A damaged value may hold anything, even what no text in PostgreSQL can hold.
    private static String legible(String value) {
        String shown = value.replace('\0', '\uFFFD');
        return shown.length() <= LONGEST_VALUE ? shown : shown.substring(0, LONGEST_VALUE) + "…";
    }

    /// The first eight hex digits of SHA-256 over the parts, with a separator that no part can hold.
    static String chain(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
