package dev.yizhan.service.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.support.SharedData;
import dev.yizhan.geo.support.TestDatabase;
import dev.yizhan.service.support.ServiceProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A service that is killed while it draws the areas of all stations.
@Timeout(300)
class KilledWhileDrawingIT {

    private static final int STATIONS = 200;

    private static Map<String, String> areas(TestDatabase database) {
        Map<String, String> areas = new HashMap<>();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select station || ' ' || mode, xmin::text from service_isochrone")) {
            while (row.next()) {
                areas.put(row.getString(1), row.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return areas;
    }

    private static ServiceProcess service(TestDatabase database) throws Exception {
        return new ServiceProcess(
                database.url(),
                "-Dyizhan.roads.extract=" + SharedData.file("osm/monaco.osm.pbf"),
                "-Dyizhan.roads.home=target");
    }

    @Test
    void the_next_one_goes_on_and_draws_nothing_twice() throws Exception {
        SharedData.file("osm/monaco.osm.pbf");
        try (TestDatabase database = TestDatabase.fresh()) {
            try (Connection connection = database.connection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("""
                        insert into dataset (name, kind, title_zh, positions, datum, licence)
                        values ('demo', 'stations', '示范', 'synthetic', 'wgs84', 'MIT');
                        insert into publication (number, version, dataset, file_name, file_sha256, options,
                          converter_version, rows_read, rows_published, rows_refused, rows_changed, rows_removed)
                        values (1, '1-cccccccc', 'demo', 'f', 's', '', '1', %1$d, %1$d, 0, %1$d, 0);
                        insert into network (code, dataset, name_zh, name_en) values ('demo', 'demo', '示范网', 'Demo');
                        insert into station (id, network, source_id, name, location, source_x, source_y, source_datum,
                          converter_version, status, search_text, version)
                        select 'demo:' || lpad(i::text, 4, '0'), 'demo', i, i, st_point(x, y, 4326), x, y, 'wgs84', '1',
                          'open', i, 1
                        from (select i, 7.412 + 0.001 * (i %% 20) as x, 43.729 + 0.0008 * (i / 20) as y
                              from generate_series(0, %1$d - 1) i) place
                        """.formatted(STATIONS));
            }
            Map<String, String> before;
            try (ServiceProcess first = service(database)) {
                first.until(() -> !areas(database).isEmpty());
                first.kill();
                before = areas(database);
            }
            assertThat(before.size())
                    .as("killed with some of the areas there, and not all")
                    .isBetween(1, 2 * STATIONS - 1);
            try (ServiceProcess second = service(database)) {
                second.until(() -> areas(database).size() == 2 * STATIONS);
                assertThat(areas(database)).containsAllEntriesOf(before);
                assertThat(second.output())
                        .as("what the second one drew")
                        .doesNotContain("areas over roads: " + 2 * STATIONS + " made");
            }
        }
    }
}
