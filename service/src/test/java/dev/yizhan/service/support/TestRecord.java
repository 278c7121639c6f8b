package dev.yizhan.service.support;

import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.support.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A database of this test run alone with one fixture in it: migrated, dropped at the end.
public record TestRecord(DatabaseUrl address) {

    private static final Map<String, TestRecord> RECORDS = new ConcurrentHashMap<>();

    /// The database that holds `fixtures/<fixture>.sql`, made at the first call.
    public static TestRecord withFixture(String fixture) {
        return RECORDS.computeIfAbsent(fixture, TestRecord::make);
    }

    /// The same in a database of its own, for who changes it.
    public static TestRecord ownWithFixture(String fixture) {
        return make(fixture);
    }

    public Connection open() throws SQLException {
        Connection connection = address.connect();
        connection.setAutoCommit(true);
        return connection;
    }

    private static TestRecord make(String fixture) {
        TestDatabase database = TestDatabase.fresh();
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        TestRecord record = new TestRecord(DatabaseUrl.parse(database.url()));
        try (Connection connection = record.open();
                Statement statement = connection.createStatement()) {
            statement.execute(text("/fixtures/" + fixture + ".sql"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return record;
    }

    private static String text(String resource) {
        try (InputStream file = TestRecord.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("no " + resource);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
