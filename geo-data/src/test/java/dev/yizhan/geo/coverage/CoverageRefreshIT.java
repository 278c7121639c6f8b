package dev.yizhan.geo.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.load.Dataset;
import dev.yizhan.geo.load.Network;
import dev.yizhan.geo.load.Publication;
import dev.yizhan.geo.load.StationPublisher;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.station.Station;
import dev.yizhan.geo.station.Status;
import dev.yizhan.geo.support.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a publish keeps of coverage, against all of it computed anew.
class CoverageRefreshIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    private record Kept(
            int stations,
            double coveredSquareMetres,
            @Nullable Double worstDistanceMetres) {}

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void districts() throws SQLException {
        // Nine squares of a tenth of a degree, and one far away.
        execute("""
                insert into dataset (name, kind, title_zh, positions, datum) values ('g', 'districts', 'g', 'real', 'wgs84');
                insert into publication values (1, '1-aaaaaaaa', 'g', now(), 'f', 's', '', '1', 1, 1, 0, 1, 0);
                insert into district (adcode, name, level, area_m2, geom, label_point, dataset, version, search_text)
                select '4101' || (10 + 3 * i + j), 'd', 'county', 1,
                  st_multi(st_makeenvelope(113 + i * .1, 34 + j * .1, 113.1 + i * .1, 34.1 + j * .1, 4326)),
                  st_point(113.05 + i * .1, 34.05 + j * .1, 4326), 'g', 1, ''
                from generate_series(0, 2) i, generate_series(0, 2) j;
                insert into district (adcode, name, level, area_m2, geom, label_point, dataset, version, search_text)
                values ('650101', 'd', 'county', 1, st_multi(st_makeenvelope(87, 43, 87.5, 43.5, 4326)),
                  st_point(87.2, 43.2, 4326), 'g', 1, '');
                """);
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            CoverageRefresh.afterDistricts(connection, 1);
            connection.commit();
        }
    }

    private void publish(int round, Map<String, Station> stations) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            Dataset dataset = new Dataset(
                    "r",
                    Dataset.Kind.STATIONS,
                    Dataset.Positions.SYNTHETIC,
                    "wgs84",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            var start = (StationPublisher.Start.Fresh) StationPublisher.begin(
                    connection, dataset, Network.of("r"), new Publication.Origin("f", "sha" + round, "", "test"));
            for (Station station : stations.values()) {
                start.publisher().add(station);
            }
            start.publisher().publish(stations.size(), 0, StationPublisher.Removals.ALLOW_ALL);
            connection.commit();
        }
    }

    private static Station station(String id, LonLat place, @Nullable Status status) {
        return new Station(
                id,
                id,
                null,
                place,
                place.lon(),
                place.lat(),
                null,
                null,
                List.of(),
                status,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    private Map<String, Kept> kept() throws SQLException {
        Map<String, Kept> kept = new TreeMap<>();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select adcode, mode, stations, covered_area_m2, worst_distance_m from coverage")) {
            while (row.next()) {
                kept.put(row.getString(1) + " " + row.getString(2), new Kept(row.getInt(3), row.getDouble(4), (Double)
                        row.getObject(5)));
            }
        }
        return kept;
    }

    private List<String> column(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private void computeAnew() throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("delete from coverage");
            CoverageRefresh.afterDistricts(connection, 1);
            connection.commit();
        }
    }

    @Test
    void after_any_publish_it_is_what_computing_all_of_it_anew_would_give() throws SQLException {
        districts();
        Random random = new Random(26);
        Map<String, Station> stations = new HashMap<>();
        for (int round = 1; round <= 20; round++) {
            // Many at once, and one or a few.
            int changes = round % 2 == 0 ? 1 + random.nextInt(3) : 30;
            for (int change = 0; change < changes; change++) {
                String id = "s" + random.nextInt(40);
                if (random.nextInt(4) == 0) {
                    stations.remove(id);
                } else {
                    LonLat place = new LonLat(random.nextDouble(112.95, 113.35), random.nextDouble(33.95, 34.35));
                    stations.put(id, station(id, place, random.nextInt(5) == 0 ? Status.CLOSED : null));
                }
            }
            publish(round, stations);
            Map<String, Kept> refreshed = kept();
            computeAnew();
            Map<String, Kept> anew = kept();
            assertThat(refreshed.keySet()).isEqualTo(anew.keySet()).hasSize(20);
            anew.forEach((district, expected) -> {
                Kept found = refreshed.get(district);
                assertThat(found.stations).as(district).isEqualTo(expected.stations);
                assertThat(found.coveredSquareMetres).as(district).isCloseTo(expected.coveredSquareMetres, within(1.0));
                assertThat(expected.worstDistanceMetres).as(district).isNotNull();
                assertThat(found.worstDistanceMetres)
                        .as(district)
                        .isCloseTo(expected.worstDistanceMetres, within(expected.worstDistanceMetres * 0.011 + 11));
            });
            assertThat(column("select count(*) from service_circle"))
                    .containsExactly(String.valueOf(2
                            * stations.values().stream()
                                    .filter(station -> station.status() == null)
                                    .count()));
        }
    }

    @Test
    void districts_that_no_circle_touches_are_left_alone() throws SQLException {
        districts();
        Map<String, Station> stations = new HashMap<>();
        stations.put("a", station("a", new LonLat(113.05, 34.05), null));
        stations.put("far", station("far", new LonLat(87.2, 43.2), null));
        publish(1, stations);
        stations.put("b", station("b", new LonLat(113.051, 34.051), null));
        publish(2, stations);
        assertThat(column("select distinct adcode from coverage where version = 3 order by 1"))
                .contains("410110")
                .doesNotContain("650101");
    }
}
