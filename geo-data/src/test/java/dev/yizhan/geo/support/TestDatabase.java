package dev.yizhan.geo.support;

import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.postgis.Migrations;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/// A PostGIS database of a test class's own: migrated, seeded with the catalogues, otherwise empty,
/// dropped at the end.
///
/// ```java
/// @AutoClose
/// private static final TestDatabase DATABASE = TestDatabase.fresh();
/// ```
///
/// **Cost** about 0.1 s: it is a copy of a template that is migrated once a schema.
public final class TestDatabase implements AutoCloseable {

    private static final long TEMPLATE_LOCK = 8_104_221;

    private final String url;

    private TestDatabase(String url) {
        this.url = url;
    }

    public static TestDatabase fresh() {
        String server = TestServer.url();
        String name = "yizhan_test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = open(server)) {
            execute(connection, "create database " + name + " template " + template(server, connection));
        } catch (SQLException e) {
            throw new IllegalStateException("no test database can be made at " + DatabaseUrl.parse(server), e);
        }
        return new TestDatabase(named(server, name));
    }

    /// The database's address, as `DATABASE_URL` has it.
    public String url() {
        return url;
    }

    /// A new connection that commits by itself.
    public Connection connection() throws SQLException {
        return open(url);
    }

    @Override
    public void close() {
        String name = URI.create(url).getPath().substring(1);
        try (Connection connection = open(TestServer.url())) {
            execute(connection, "drop database if exists " + name + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException("the test database " + name + " cannot be dropped", e);
        }
    }

    /// The migrated template of the present schema; the one of a schema that is being edited has another
    /// name.
    private static String template(String server, Connection connection) throws SQLException {
        String name = "yizhan_template_" + schema(server);
        execute(connection, "select pg_advisory_lock(" + TEMPLATE_LOCK + ")");
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select 1 from pg_database where datistemplate and datname = '" + name + "'")) {
            if (!found.next()) {
                execute(connection, "drop database if exists " + name + " with (force)");
                execute(connection, "create database " + name);
                Migrations.migrate(DatabaseUrl.parse(named(server, name)));
                execute(connection, "alter database " + name + " is_template true");
            }
        } finally {
            execute(connection, "select pg_advisory_unlock(" + TEMPLATE_LOCK + ")");
        }
        return name;
    }

    private static String schema(String server) {
        DatabaseUrl address = DatabaseUrl.parse(server);
        int hash = 7;
        for (MigrationInfo migration : Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .load()
                .info()
                .all()) {
            hash = 31 * hash + Objects.hash(migration.getScript(), migration.getChecksum());
        }
        return Integer.toHexString(hash);
    }

    private static Connection open(String url) throws SQLException {
        Connection connection = DatabaseUrl.parse(url).connect();
        connection.setAutoCommit(true);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String named(String server, String database) {
        int path = server.indexOf('/', server.indexOf("://") + 3);
        int query = server.indexOf('?', path);
        return server.substring(0, path + 1) + database + (query < 0 ? "" : server.substring(query));
    }
}
