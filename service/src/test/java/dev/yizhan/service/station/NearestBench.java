package dev.yizhan.service.station;

import dev.yizhan.geo.hours.Holidays;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.support.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Not a test: the five nearest of 180,000 stations, from the snapshot and from SQL, in turns on
/// the same machine. `make bench-index` runs it.
class NearestBench {

    private static final int STATIONS = 180_000;
    private static final int QUESTIONS = 400;
    private static final int ROUNDS = 5;

    private interface Way {
        int ask(LonLat place) throws SQLException;
    }

    @Test
    void snapshot_against_sql() throws SQLException {
        Random random = new Random(1);
        List<StationRow> rows = new ArrayList<>();
        for (int i = 0; i < STATIONS; i++) {
            // Three hundred cities, each with its stations around it.
            int city = i % 300;
            double lon = 80 + city % 20 * 2.5 + random.nextGaussian() * 0.15;
            double lat = 20 + city / 20 * 1.8 + random.nextGaussian() * 0.12;
            rows.add(new StationRow("n:" + i, new LonLat(lon, lat), properties(), 1, false));
        }
        StationSnapshot snapshot = StationSnapshot.of(
                1, "1-bench000", rows, new Catalogue(Set.of("n"), Set.of(), Set.of(), Map.of()), Holidays.NONE);
        LonLat[] places = new LonLat[QUESTIONS];
        Arrays.setAll(places, i -> {
            LonLat near = rows.get(random.nextInt(STATIONS)).location();
            return new LonLat(near.lon() + random.nextGaussian() * 0.01, near.lat() + random.nextGaussian() * 0.01);
        });
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = database.connection()) {
            fill(connection, rows);
            try (PreparedStatement knn = connection.prepareStatement("""
                            select id, st_distance(location, p) from bench, (select st_point(?, ?)::geography as p) place
                            order by location <-> p limit 5
                            """);
                    PreparedStatement naive = connection.prepareStatement("""
                            select id, st_distance(location, p) d from bench, (select st_point(?, ?)::geography as p) place
                            where st_dwithin(location, p, 50000) order by d limit 5
                            """)) {
                Map<String, Way> ways = new java.util.LinkedHashMap<>();
                ways.put(
                        "snapshot",
                        place -> snapshot.nearest(place, 5, 50_000, Selection.ALL, 0)
                                .size());
                ways.put("SQL, index order (<->)", place -> ask(knn, place));
                ways.put("SQL, st_dwithin and sort", place -> ask(naive, place));
                System.out.printf("%-26s %12s %12s%n", STATIONS + " stations", "median µs", "p99 µs");
                for (int round = 0; round < ROUNDS; round++) {
                    for (Map.Entry<String, Way> way : ways.entrySet()) {
                        long[] nanos = time(way.getValue(), places);
                        if (round == ROUNDS - 1) {
                            System.out.printf(
                                    "%-26s %12.1f %12.1f%n",
                                    way.getKey(), nanos[QUESTIONS / 2] / 1e3, nanos[QUESTIONS * 99 / 100] / 1e3);
                        }
                    }
                }
            }
        }
    }

    private static long[] time(Way way, LonLat[] places) throws SQLException {
        long[] nanos = new long[places.length];
        for (int i = 0; i < places.length; i++) {
            long start = System.nanoTime();
            if (way.ask(places[i]) == 0) {
                throw new AssertionError("nothing near " + places[i]);
            }
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static int ask(PreparedStatement statement, LonLat place) throws SQLException {
        statement.setDouble(1, place.lon());
        statement.setDouble(2, place.lat());
        int found = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found++;
            }
        }
        return found;
    }

    private static void fill(Connection connection, List<StationRow> rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert =
                        connection.prepareStatement("insert into bench values (?, st_point(?, ?)::geography)")) {
            statement.execute("create table bench (id text, location geography(Point, 4326))");
            connection.setAutoCommit(false);
            for (StationRow row : rows) {
                insert.setString(1, row.id());
                insert.setDouble(2, row.location().lon());
                insert.setDouble(3, row.location().lat());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("create index on bench using gist (location)");
            statement.execute("analyze bench");
        }
    }

    private static StationProperties properties() {
        return new StationProperties(
                "驿站",
                "n",
                null,
                List.of(),
                List.of(),
                null,
                null,
                "open",
                null,
                new StationProperties.Hours(null, null, null),
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
}
