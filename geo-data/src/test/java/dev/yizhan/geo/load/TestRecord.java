package dev.yizhan.geo.load;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;

/// A migrated PostGIS database for the tests of loading: the one that TEST_DATABASE_URL names.
final class TestRecord {

    private TestRecord() {}

    static String url() {
        String url = System.getenv("TEST_DATABASE_URL");
        assumeTrue(url != null, "TEST_DATABASE_URL names no migrated PostGIS database");
        return url;
    }

    static Connection open() throws SQLException {
        Connection connection = DatabaseUrl.parse(url()).connect();
        connection.setAutoCommit(true);
        return connection;
    }
}
