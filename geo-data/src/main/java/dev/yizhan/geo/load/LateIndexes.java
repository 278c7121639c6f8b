package dev.yizhan.geo.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The indexes and the reference that a first great list is written without, and that it gets at its end: to build them
/// costs a third of keeping them row by row.
///
/// Only while there is no station at all may they be left out, for then nobody misses them. They are dropped in a
/// transaction of its own, which holds its locks for a moment, and built in the publish's: building locks out writers,
/// of which there is only the publisher, and no reader. A loader killed between the two leaves a record without them,
/// empty as before; the next publish builds them, whoever it is.
final class LateIndexes {

    private record Late(String name, String table, String drop, String create) {

        static Late index(String name, String table, String on) {
            return new Late(
                    name,
                    table,
                    "drop index if exists " + name,
                    "create index " + name + " on " + table + " using " + on);
        }
    }

    /// As the migrations have them; a test compares.
    private static final List<Late> ALL = List.of(
            Late.index("station_location_gix", "station", "gist (location) where not removed"),
            Late.index("station_geography_gix", "station", "gist ((location::geography)) where not removed"),
            Late.index("station_search", "station", "gin (search_text gin_trgm_ops)"),
            Late.index("service_circle_area_gix", "service_circle", "gist (area)"),
            new Late(
                    "service_circle_station_fkey",
                    "service_circle",
                    "alter table service_circle drop constraint if exists service_circle_station_fkey",
                    "alter table service_circle add constraint service_circle_station_fkey"
                            + " foreign key (station) references station (id) on delete cascade"));

    /// Lock not available; whoever has it is not waited for.
    private static final String BUSY = "55P03";

    private LateIndexes() {}

    /// Leaves them out if there is no station and nobody in the way; otherwise does nothing. Ends the transaction.
    static void leaveOutWhileEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (hasStations(statement)) {
                return;
            }
            statement.execute("set local lock_timeout = '200ms'");
            statement.execute("lock table station, service_circle in access exclusive mode");
            if (!hasStations(statement)) {
                for (Late late : ALL) {
                    statement.execute(late.drop);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            if (!BUSY.equals(e.getSQLState())) {
                throw e;
            }
        } finally {
            connection.rollback();
        }
    }

    /// Builds what is missing of those of a table, in the caller's transaction.
    static void complete(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Late late : ALL) {
                if (late.table.equals(table) && !exists(statement, late.name)) {
                    statement.execute("set local maintenance_work_mem = '256MB'");
                    statement.execute(late.create);
                }
            }
        }
    }

    /// Builds what is missing after a publish that did not come about, in a transaction of its own; a publisher that
    /// is at work does it itself.
    static void restore(Connection connection) throws SQLException {
        if (Publication.isFree(connection)) {
            complete(connection, "station");
            complete(connection, "service_circle");
        }
        connection.commit();
    }

    private static boolean hasStations(Statement statement) throws SQLException {
        return isTrue(statement, "select exists (select from station) or exists (select from service_circle)");
    }

    private static boolean exists(Statement statement, String name) throws SQLException {
        return isTrue(
                statement,
                "select to_regclass('" + name + "') is not null or exists (select from pg_constraint where conname = '"
                        + name + "' and conrelid in ('station'::regclass, 'service_circle'::regclass))");
    }

    private static boolean isTrue(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
