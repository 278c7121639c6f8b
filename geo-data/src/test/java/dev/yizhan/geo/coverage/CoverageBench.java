package dev.yizhan.geo.coverage;

import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.district.DistrictRun;
import dev.yizhan.geo.district.DistrictShapes;
import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.support.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.PolygonArea;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Not a test: coverage and gaps of all counties, from [DistrictCoverage], from plain JTS and from SQL, in turns on
/// the same machine and the same PostGIS; then what one changed station costs. `make bench-coverage` runs it.
class CoverageBench {

    private static final int STATIONS = 200_000;
    private static final int[] GROWTH = {25_000, 50_000, 100_000, 200_000, 400_000};
    private static final double RADIUS_METRES = 1000;
    private static final int CHANGES = 200;
    private static final double LEAST_SQUARE_METRES = 10_000;

    private record District(String adcode, Geometry shape) {}

    private record Measured(double seconds, Map<String, Double> covered) {}

    private final StringBuilder report = new StringBuilder();
    private final Path counties = Path.of(System.getProperty("yizhan.bench.counties"));
    private final List<LonLat> places = read(Path.of(System.getProperty("yizhan.bench.stations")));

    @Test
    void all_counties() throws SQLException, IOException, ParseException {
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            DistrictRun.publish(
                    new DistrictRun.Request(counties, DistrictShapes.DATASET, Datum.GCJ02, false), _ -> {}, connection);
            fill(connection);
            List<District> districts = districts(connection);
            head(connection, districts);
            ways(database, connection, districts);
            growth(districts);
            changes(connection);
        }
        System.out.print(report);
        Files.writeString(Path.of(System.getProperty("yizhan.bench.results")), report);
    }

    private void say(String line, Object... arguments) {
        report.append(line.formatted(arguments)).append('\n');
    }

    private static List<LonLat> read(Path csv) {
        try (BufferedReader lines = Files.newBufferedReader(csv)) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", 6))
                    .map(cells -> Datum.GCJ02.toWgs84(Double.parseDouble(cells[3]), Double.parseDouble(cells[4])))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(csv + " cannot be read", e);
        }
    }

    private Places stations(int count) {
        return new Places(IntStream.range(0, count).mapToObj(i -> "n:" + i).toList(), places.subList(0, count));
    }

    private void fill(Connection connection) throws SQLException {
        execute(connection, """
                insert into dataset (name, kind, title_zh, positions, datum)
                  values ('n', 'stations', 'n', 'synthetic', 'wgs84');
                insert into network (code, dataset, name_zh) values ('n', 'n', 'n');
                """);
        publication(connection, 2);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into station (id, network, source_id, name, location, source_x, source_y, source_datum,
                  converter_version, search_text, version)
                values (?, 'n', ?, 'n', st_setsrid(st_point(?, ?), 4326), 0, 0, 'wgs84', '', '', 2)
                """)) {
            for (int i = 0; i < STATIONS; i++) {
                insert.setString(1, "n:" + i);
                insert.setString(2, String.valueOf(i));
                insert.setDouble(3, places.get(i).lon());
                insert.setDouble(4, places.get(i).lat());
                insert.addBatch();
                if (i % 1000 == 999) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        long start = System.nanoTime();
        CoverageRefresh.afterStations(connection, 2);
        connection.commit();
        execute(connection, "analyze");
        connection.commit();
        System.out.printf("circles, coverage and worst points of all: %.1f s%n", seconds(start));
    }

    private static void publication(Connection connection, long number) throws SQLException {
        execute(
                connection,
                "insert into publication values (%1$d, '%1$d-bench', 'n', now(), 'f', 's', '', '1', 1, 1, 0, 1, 0)"
                        .formatted(number));
    }

    private static List<District> districts(Connection connection) throws SQLException, ParseException {
        List<District> districts = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(
                        "select adcode, st_asbinary(geom) from district where level = 'county' order by adcode")) {
            while (row.next()) {
                districts.add(new District(row.getString(1), new WKBReader().read(row.getBytes(2))));
            }
        }
        return districts;
    }

    private void head(Connection connection, List<District> districts) throws SQLException {
        say("# Coverage of all counties: against plain JTS and naive SQL, in one run");
        say("");
        say("    make bench-coverage");
        say("");
        say(
                "%d processors, %s, Java %s, %s, JTS 1.20, PostGIS %s. %,d real counties (%,d corners), walk circles of"
                        + " 1,000 m as polygons of 72 corners, made-up stations in their towns (`service/bench/stations.mjs`).",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                Runtime.version(),
                scalar(connection, "select split_part(version(), ' on ', 1)"),
                scalar(connection, "select postgis_lib_version() || ', GEOS ' || postgis_geos_version()"),
                districts.size(),
                districts.stream().mapToInt(d -> d.shape.getNumPoints()).sum());
        say("");
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /// Covered area and gap polygons of every county, each way; and how far the ways differ.
    private void ways(TestDatabase database, Connection connection, List<District> districts) throws SQLException {
        Places stations = stations(STATIONS);
        List<Measured> ours = new ArrayList<>();
        for (int round = 0; round < 9; round++) {
            ours.add(all(districts, stations));
        }
        double first = ours.getFirst().seconds;
        Measured median = ours.stream()
                .sorted((a, b) -> Double.compare(a.seconds, b.seconds))
                .toList()
                .get(ours.size() / 2);
        Measured plain = plain(districts, stations);
        BySql sql = sql(connection);
        double[] stages = sql.stages;
        double sqlSeconds = Arrays.stream(stages).sum();
        double twice = sqlOnTwo(database);
        say("## %,d stations: covered area and gap polygons of each county", STATIONS);
        say("");
        say("| way | seconds | times ours |");
        say("|---|---|---|");
        say("| naive SQL, one connection | %.1f | %.1f × |", sqlSeconds, sqlSeconds / median.seconds);
        say("| — `ST_Union` of the circles that meet it | %.1f | |", stages[0]);
        say("| — `ST_Difference` | %.1f | |", stages[1]);
        say("| — geodesic areas | %.1f | |", stages[2]);
        say("| naive SQL, two connections, half the counties each | %.1f | %.1f × |", twice, twice / median.seconds);
        say(
                "| plain JTS (`OverlayNGRobust`), all cores | %.1f | %.1f × |",
                plain.seconds, plain.seconds / median.seconds);
        say("| **ours**, all cores, median of nine | **%.2f** | |", median.seconds);
        say("| ours, the very first time in a new JVM | %.2f | |", first);
        say("");
        Measured single = one(() -> districts.stream()
                .collect(Collectors.toMap(
                        District::adcode, d -> gapsOf(d, stations).coveredSquareMetres())));
        say("Ours on one thread: %.2f s. ", single.seconds);
        long undecided = districts.parallelStream()
                .filter(district -> isUndecided(district, stations))
                .count();
        say("%d counties lie so exactly on a circle that the plain way was taken for them. ", undecided);
        agreement(connection, districts, stations, median.covered, plain.covered, sql);
        execute(connection, "drop table served, gap");
        connection.commit();
        memory(districts, stations);
    }

    /// What one run over the whole country takes beside the shapes and the stations.
    private void memory(List<District> districts, Places stations) throws SQLException {
        System.gc();
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long held = heap.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
        all(districts, stations);
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        say(
                "Memory of one run: the heap held %d MB before it, most of it the shapes of all counties and the stations of this"
                        + " benchmark, and %d MB at its peak with all garbage; the process took %d MB at most until then.",
                held >> 20, peak >> 20, processPeakMegabytes());
        say("");
    }

    private static long processPeakMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private interface Way {
        Map<String, Double> covered();
    }

    private static Measured one(Way way) {
        long start = System.nanoTime();
        Map<String, Double> covered = way.covered();
        return new Measured(seconds(start), covered);
    }

    private static Measured all(List<District> districts, Places stations) {
        return one(() -> districts.parallelStream()
                .collect(Collectors.toConcurrentMap(
                        District::adcode, d -> gapsOf(d, stations).coveredSquareMetres())));
    }

    private static DistrictCoverage gapsOf(District district, Places stations) {
        DistrictCoverage coverage = DistrictCoverage.of(district.shape, stations, RADIUS_METRES);
        if (coverage.uncovered().getNumGeometries() < 0) {
            throw new IllegalStateException();
        }
        return coverage;
    }

    private static boolean isUndecided(District district, Places stations) {
        try {
            DistrictCoverage.byDiscs(
                    Outline.of(district.shape),
                    stations,
                    stations.around(district.shape.getEnvelopeInternal(), RADIUS_METRES),
                    RADIUS_METRES);
            return false;
        } catch (Undecided e) {
            return true;
        }
    }

    private static DistrictCoverage plainOf(District district, Places stations) {
        return DistrictCoverage.of(
                Outline.of(district.shape),
                stations,
                stations.around(district.shape.getEnvelopeInternal(), RADIUS_METRES).stream()
                        .map(place -> ServiceCircle.around(place, RADIUS_METRES))
                        .toList());
    }

    private static Measured plain(List<District> districts, Places stations) {
        return one(() -> districts.parallelStream()
                .collect(Collectors.toConcurrentMap(
                        District::adcode, d -> plainOf(d, stations).coveredSquareMetres())));
    }

    private static final String UNION = """
            create temp table served as
            select d.adcode, d.geom, st_union(c.area) as area
            from district d left join service_circle c on c.mode = 'walk' and st_intersects(c.area, d.geom)
            where d.level = 'county' and d.adcode %s group by d.adcode, d.geom
            """;
    private static final String DIFFERENCE = """
            create temp table gap as
            select adcode, geom, case when area is null then geom else st_difference(geom, area) end as gap from served
            """;
    private static final String AREAS =
            "select adcode, st_area(geom::geography) - st_area(gap::geography), st_area(gap::geography) from gap";
    /// Not timed: the gaps as they are meant here, with edges that are straight in longitude and latitude.
    private static final String STRAIGHT =
            "select adcode, st_area(st_segmentize(gap, 0.0005)::geography) from gap where adcode in (%s)";
    /// Not timed. The difference of two areas would say little of a small covered part: where a circle cuts an edge
    /// of the border, PostGIS joins the corners by other geodesics than before.
    private static final String COVERED =
            "select adcode, st_area(st_intersection(geom, area)::geography) from served where area is not null";

    private record BySql(double[] stages, Map<String, Double> covered, Map<String, Double> gaps) {}

    private static BySql sql(Connection connection) throws SQLException {
        double[] stages = new double[3];
        long start = System.nanoTime();
        execute(connection, UNION.formatted("is not null"));
        stages[0] = seconds(start);
        start = System.nanoTime();
        execute(connection, DIFFERENCE);
        stages[1] = seconds(start);
        start = System.nanoTime();
        Map<String, Double> gaps = column(connection, AREAS, 3);
        stages[2] = seconds(start);
        Map<String, Double> covered = column(connection, COVERED, 2);
        return new BySql(stages, covered, gaps);
    }

    private static Map<String, Double> column(Connection connection, String sql, int column) throws SQLException {
        Map<String, Double> values = new HashMap<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            while (row.next()) {
                values.put(row.getString(1), row.getDouble(column));
            }
        }
        return values;
    }

    private static double sqlOnTwo(TestDatabase database) {
        long start = System.nanoTime();
        List.of("< '410000'", ">= '410000'").parallelStream().forEach(half -> {
            try (Connection connection = database.connection()) {
                execute(connection, UNION.formatted(half));
                execute(connection, DIFFERENCE);
                column(connection, AREAS, 3);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        return seconds(start);
    }

    private void agreement(
            Connection connection,
            List<District> districts,
            Places stations,
            Map<String, Double> ours,
            Map<String, Double> plain,
            BySql sql)
            throws SQLException {
        double worstPlain = 0;
        double worstGaps = 0;
        double worstSql = 0;
        double worstSum = 0;
        double worstReference = 0;
        int invalid = 0;
        int sample = 0;
        int worse = 0;
        Map<String, Double> apart = new TreeMap<>();
        Map<String, Double> exact = new HashMap<>();
        for (int i = 0; i < districts.size(); i++) {
            District district = districts.get(i);
            double covered = ours.get(district.adcode);
            DistrictCoverage coverage = gapsOf(district, stations);
            Geometry gaps = coverage.uncovered();
            invalid += gaps.isValid() ? 0 : 1;
            worstSum = Math.max(
                    worstSum,
                    Math.abs(covered + EllipsoidalArea.squareMetres(gaps) - coverage.areaSquareMetres())
                            / coverage.areaSquareMetres());
            double gapArea = EllipsoidalArea.squareMetres(gaps);
            if (gapArea >= LEAST_SQUARE_METRES) {
                double difference = Math.abs(gapArea / sql.gaps.getOrDefault(district.adcode, 0.0) - 1);
                worstGaps = Math.max(worstGaps, difference);
                worse += difference > 1e-4 ? 1 : 0;
                if (difference > 1e-6) {
                    apart.put(district.adcode, gapArea);
                    exact.put(district.adcode, reference(district, stations, OverlayNG.DIFFERENCE));
                }
            }
            if (covered < LEAST_SQUARE_METRES) {
                continue;
            }
            worstPlain = Math.max(worstPlain, Math.abs(covered / plain.get(district.adcode) - 1));
            worstSql = Math.max(worstSql, Math.abs(covered / sql.covered.getOrDefault(district.adcode, 0.0) - 1));
            if (i % 50 == 0) {
                sample++;
                worstReference = Math.max(
                        worstReference, Math.abs(covered / reference(district, stations, OverlayNG.INTERSECTION) - 1));
            }
        }
        double ourSum = ours.values().stream().mapToDouble(Double::doubleValue).sum();
        double sqlSum =
                sql.covered.values().stream().mapToDouble(Double::doubleValue).sum();
        say("Covered %.3f km² in all; SQL says %.3f km². ", ourSum / 1e6, sqlSum / 1e6);
        say("");
        say("| largest difference in a county, of areas from 1 hectare | relative |");
        say("|---|---|");
        say("| covered area from SQL (`ST_Intersection`, geodesic edges there, straight ones here) | %.1e |", worstSql);
        say("| area of the gaps from SQL, %d counties differ by more than 1e-4 | %.1e |", worse, worstGaps);
        if (!apart.isEmpty()) {
            Map<String, Double> straight = column(
                    connection,
                    STRAIGHT.formatted(apart.keySet().stream()
                            .map(adcode -> "'" + adcode + "'")
                            .collect(Collectors.joining(","))),
                    2);
            say(
                    "| — of the %d that differ by more than 1e-6, once SQL is made to cut its edges to 50 m first | %.1e |",
                    apart.size(), worst(apart, straight));
            say(
                    "| — of the same, from JTS' county − union, edges cut to 100 m, area by GeographicLib | %.1e |",
                    worst(apart, exact));
        }
        say("| covered area from plain JTS | %.1e |", worstPlain);
        say(
                "| covered area from JTS' union ∩ county, edges cut to 100 m, area by GeographicLib, %d counties | %.1e |",
                sample, worstReference);
        say("| covered + gaps from the county | %.1e |", worstSum);
        say("");
        say("Invalid gap polygons: %d.", invalid);
        say("");
    }

    private static double worst(Map<String, Double> areas, Map<String, Double> others) {
        return areas.entrySet().stream()
                .mapToDouble(area -> Math.abs(area.getValue() / others.getOrDefault(area.getKey(), 0.0) - 1))
                .max()
                .orElse(0);
    }

    /// Others' union, others' overlay, others' area.
    private static double reference(District district, Places stations, int overlay) {
        List<Geometry> circles = stations.around(district.shape.getEnvelopeInternal(), RADIUS_METRES).stream()
                .map(place -> ServiceCircle.around(place, RADIUS_METRES))
                .toList();
        Geometry served = OverlayNGRobust.overlay(district.shape, OverlayNGRobust.union(circles), overlay);
        Geometry fine = Densifier.densify(served, 0.001);
        double sum = 0;
        for (int i = 0; i < fine.getNumGeometries(); i++) {
            if (fine.getGeometryN(i) instanceof Polygon polygon) {
                sum += geodesic(polygon.getExteriorRing());
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    sum -= geodesic(polygon.getInteriorRingN(hole));
                }
            }
        }
        return sum;
    }

    private static double geodesic(LineString ring) {
        PolygonArea area = new PolygonArea(Geodesic.WGS84, false);
        for (int i = 1; i < ring.getNumPoints(); i++) {
            Coordinate corner = ring.getCoordinateN(i);
            area.AddPoint(corner.y, corner.x);
        }
        return Math.abs(area.Compute().area);
    }

    private void growth(List<District> districts) {
        say("## How time grows");
        say("");
        say("| stations | seconds | µs a station |");
        say("|---|---|---|");
        for (int count : GROWTH) {
            Places stations = stations(count);
            double[] seconds = IntStream.range(0, 3)
                    .mapToDouble(_ -> all(districts, stations).seconds)
                    .sorted()
                    .toArray();
            say("| %,d | %.2f | %.1f |", count, seconds[1], seconds[1] / count * 1e6);
        }
        say("");
        say(
                "All of it, the shapes and 400,000 stations included, in a heap of %d MB.",
                Runtime.getRuntime().maxMemory() >> 20);
        say("");
    }

    /// One station moves by some hundred metres: the row, its circles, and the coverage of all that it touches.
    private void changes(Connection connection) throws SQLException {
        Random random = new Random(4);
        double[] milliseconds = new double[CHANGES];
        for (int i = -20; i < CHANGES; i++) {
            long number = 100 + i;
            int station = random.nextInt(STATIONS);
            LonLat place = places.get(station);
            long start = System.nanoTime();
            publication(connection, number);
            try (PreparedStatement move = connection.prepareStatement(
                    "update station set location = st_setsrid(st_point(?, ?), 4326), version = ? where id = ?")) {
                move.setDouble(1, place.lon() + random.nextGaussian() * 0.004);
                move.setDouble(2, place.lat() + random.nextGaussian() * 0.004);
                move.setLong(3, number);
                move.setString(4, "n:" + station);
                move.executeUpdate();
            }
            CoverageRefresh.afterStations(connection, number);
            connection.commit();
            if (i >= 0) {
                milliseconds[i] = seconds(start) * 1000;
            }
        }
        Arrays.sort(milliseconds);
        say("## One station of %,d moves", STATIONS);
        say("");
        say("Its row, its circles, and coverage and worst points of every county, city and province that it touches,");
        say("in one transaction, to the end of the commit; %d moves, after 20 to warm up.", CHANGES);
        say("");
        say("| median | p95 | worst |");
        say("|---|---|---|");
        say(
                "| %.0f ms | %.0f ms | %.0f ms |",
                milliseconds[CHANGES / 2], milliseconds[CHANGES * 95 / 100], milliseconds[CHANGES - 1]);
    }

    private static String scalar(Connection connection, String sql) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
