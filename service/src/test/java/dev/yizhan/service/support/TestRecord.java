package dev.yizhan.service.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;

/// A database of this test run alone, on the PostGIS server that TEST_DATABASE_URL names: migrated, with one fixture in
/// it, dropped at the end.
public record TestRecord(String host, int port, String name, String user, String password) {

    /// `postgresql://user:password@host:port/database`; the user may create databases.
    public static final String VARIABLE = "TEST_DATABASE_URL";

    private static final Map<String, TestRecord> RECORDS = new ConcurrentHashMap<>();

    /// The database that holds `fixtures/<fixture>.sql`, made at the first call.
    public static TestRecord withFixture(String fixture) {
        return RECORDS.computeIfAbsent(fixture, TestRecord::make);
    }

    public String r2dbcUrl() {
        return "r2dbc:postgresql://" + host + ":" + port + "/" + name;
    }

    public Connection open() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(name), user, password);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    private static TestRecord make(String fixture) {
        URI server = URI.create(System.getenv(VARIABLE).replaceFirst("^jdbc:", ""));
        String[] who = (server.getUserInfo() == null ? "postgres" : server.getUserInfo()).split(":", 2);
        TestRecord record = new TestRecord(
                server.getHost(),
                server.getPort() < 0 ? 5432 : server.getPort(),
                "yizhan_" + fixture + "_" + ProcessHandle.current().pid(),
                who[0],
                who.length > 1 ? who[1] : "");
        String beside = server.getPath().substring(1);
        record.on(beside, "create database " + record.name);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> record.on(beside, "drop database " + record.name + " with (force)")));
        Flyway.configure()
                .dataSource(record.jdbcUrl(record.name), record.user, record.password)
                .load()
                .migrate();
        record.on(record.name, text("/fixtures/" + fixture + ".sql"));
        return record;
    }

    private void on(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(database), user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
