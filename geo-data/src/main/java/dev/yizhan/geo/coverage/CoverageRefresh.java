package dev.yizhan.geo.coverage;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/// Keeps the service circles and the coverage of the default standards true, in the transaction of
/// a publish.
///
/// **Shape**  only districts that an old or a new circle touches get their area anew. A district's worst
/// point is searched anew only where it may have moved: a new station nearer to it than its
/// distance, or one gone that is nearer to the district than that.
/// **Blocking**  all of it; the districts on all cores.
public final class CoverageRefresh {

    /// Shapes in memory at a time.
    private static final int CHUNK = 64;

    static final String COUNTS = "not s.removed and (s.status is null or s.status = 'open')";

    private final Connection connection;
    private final long number;

    private CoverageRefresh(Connection connection, long number) {
        this.connection = connection;
        this.number = number;
    }

    /// After stations were written: those with `version = number` are new, changed or gone.
    public static void afterStations(Connection connection, long number) throws SQLException {
        new CoverageRefresh(connection, number).stations();
    }

    /// After districts were written: those with `version = number` are new or changed.
    public static void afterDistricts(Connection connection, long number) throws SQLException {
        CoverageRefresh refresh = new CoverageRefresh(connection, number);
        Set<String> changed = refresh.adcodes("select adcode from district where version = ?");
        refresh.recompute(changed, changed);
    }

    private void stations() throws SQLException {
        Set<String> touched = new HashSet<>(adcodes(touchedBy("join service_circle c on c.station = s.id")));
        List<LonLat> left = places("""
                select st_x(st_centroid(c.area)), st_y(st_centroid(c.area))
                from station s join service_circle c on c.station = s.id and c.mode = 'walk' where s.version = ?
                """);
        ServiceCircles.rewrite(connection, number);
        touched.addAll(adcodes(touchedBy("join service_circle c on c.station = s.id")));
        List<LonLat> came =
                places("select st_x(s.location), st_y(s.location) from station s where s.version = ? and " + COUNTS);
        recompute(touched, worstMoved(left, came));
    }

    private static String touchedBy(String circles) {
        return "select distinct d.adcode from station s " + circles
                + " join district d on d.geom && c.area where s.version = ?";
    }

    /// The districts whose worst point may be another one now.
    private Set<String> worstMoved(List<LonLat> left, List<LonLat> came) throws SQLException {
        Set<String> moved = new HashSet<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("""
                        select d.adcode, st_xmin(d.geom), st_xmax(d.geom), st_ymin(d.geom), st_ymax(d.geom),
                          st_x(c.worst_point), st_y(c.worst_point), c.worst_distance_m
                        from district d left join coverage c on c.adcode = d.adcode and c.mode = 'walk'
                        """)) {
            while (row.next()) {
                double distanceMetres = row.getDouble(8);
                boolean unknown = row.wasNull();
                Envelope box = new Envelope(row.getDouble(2), row.getDouble(3), row.getDouble(4), row.getDouble(5));
                LonLat worst = unknown ? null : new LonLat(row.getDouble(6), row.getDouble(7));
                if (worst == null
                        || came.stream().anyMatch(place -> Geodesic.distanceMetres(place, worst) < distanceMetres)
                        || left.stream().anyMatch(place -> atLeastMetres(place, box) <= distanceMetres)) {
                    moved.add(row.getString(1));
                }
            }
        }
        return moved;
    }

    /// No more than the distance from a place to the box.
    private static double atLeastMetres(LonLat place, Envelope box) {
        double north = Math.max(0, Math.max(box.getMinY() - place.lat(), place.lat() - box.getMaxY()));
        double east = Math.max(0, Math.max(box.getMinX() - place.lon(), place.lon() - box.getMaxX()));
        double widestLat = Math.max(Math.abs(place.lat()), Math.max(Math.abs(box.getMinY()), Math.abs(box.getMaxY())));
        double eastMetres = Math.min(east, 360 - east) * 110_500 * Math.cos(Math.toRadians(widestLat));
        return Math.max(north * 110_500, eastMetres * 0.9);
    }

    private record Row(
            String adcode,
            int stations,
            @Nullable Map<Mode, Double> coveredSquareMetres,
            boolean searched,
            @Nullable WorstPoint worst) {}

    private record Shape(String adcode, Geometry area) {}

    private void recompute(Set<String> areas, Set<String> worstPoints) throws SQLException {
        Set<String> all = new TreeSet<>(areas);
        all.addAll(worstPoints);
        if (all.isEmpty()) {
            return;
        }
        Places stations = stationsThatCount();
        List<String> adcodes = new ArrayList<>(all);
        for (int from = 0; from < adcodes.size(); from += CHUNK) {
            List<Shape> shapes = shapes(adcodes.subList(from, Math.min(from + CHUNK, adcodes.size())));
            write(shapes.parallelStream()
                    .map(shape ->
                            row(shape, stations, areas.contains(shape.adcode), worstPoints.contains(shape.adcode)))
                    .toList());
        }
    }

    private static Row row(Shape shape, Places stations, boolean area, boolean worst) {
        Map<Mode, Double> covered = null;
        int inside = 0;
        if (area) {
            covered = new EnumMap<>(Mode.class);
            for (Mode mode : Mode.values()) {
                DistrictCoverage coverage = DistrictCoverage.of(
                        shape.area, stations, ServiceStandard.of(mode).radiusMetres());
                covered.put(mode, coverage.coveredSquareMetres());
                inside = coverage.stationsInside();
            }
        }
        return new Row(shape.adcode, inside, covered, worst, worst ? WorstPoint.in(shape.area, stations) : null);
    }

    private void write(List<Row> rows) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into coverage as was
                  (adcode, mode, stations, covered_area_m2, worst_point, worst_distance_m, version)
                values (?, ?, ?, ?, st_setsrid(st_point(?, ?), 4326), ?, ?)
                on conflict (adcode, mode) do update set
                  stations = case when ? then excluded.stations else was.stations end,
                  covered_area_m2 = case when ? then excluded.covered_area_m2 else was.covered_area_m2 end,
                  worst_point = case when ? then excluded.worst_point else was.worst_point end,
                  worst_distance_m = case when ? then excluded.worst_distance_m else was.worst_distance_m end,
                  version = excluded.version
                """)) {
            for (Row row : rows) {
                for (Mode mode : Mode.values()) {
                    Map<Mode, Double> covered = row.coveredSquareMetres;
                    upsert.setString(1, row.adcode);
                    upsert.setString(2, mode.code());
                    upsert.setInt(3, row.stations);
                    upsert.setDouble(4, covered == null ? 0 : covered.getOrDefault(mode, 0.0));
                    WorstPoint worst = row.worst;
                    if (worst == null) {
                        upsert.setNull(5, Types.DOUBLE);
                        upsert.setNull(6, Types.DOUBLE);
                        upsert.setNull(7, Types.DOUBLE);
                    } else {
                        upsert.setDouble(5, worst.place().lon());
                        upsert.setDouble(6, worst.place().lat());
                        upsert.setDouble(7, worst.distanceMetres());
                    }
                    upsert.setLong(8, number);
                    upsert.setBoolean(9, covered != null);
                    upsert.setBoolean(10, covered != null);
                    upsert.setBoolean(11, row.searched);
                    upsert.setBoolean(12, row.searched);
                    upsert.addBatch();
                }
            }
            upsert.executeBatch();
        }
    }

    private Places stationsThatCount() throws SQLException {
        List<String> ids = new ArrayList<>();
        List<LonLat> places = new ArrayList<>();
        try (Statement select = connection.createStatement()) {
            select.setFetchSize(10_000);
            try (ResultSet row =
                    select.executeQuery("select s.id, st_x(s.location), st_y(s.location) from station s where " + COUNTS
                            + " order by s.id")) {
                while (row.next()) {
                    ids.add(row.getString(1));
                    places.add(new LonLat(row.getDouble(2), row.getDouble(3)));
                }
            }
        }
        return new Places(ids, places);
    }

    private List<Shape> shapes(List<String> adcodes) throws SQLException {
        Array wanted = connection.createArrayOf("text", adcodes.toArray());
        try (PreparedStatement select =
                connection.prepareStatement("select adcode, st_asbinary(geom) from district where adcode = any(?)")) {
            select.setArray(1, wanted);
            List<Shape> shapes = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    shapes.add(new Shape(row.getString(1), new WKBReader().read(row.getBytes(2))));
                }
            }
            return shapes;
        } catch (ParseException e) {
            throw new SQLException("a district's shape cannot be read", e);
        } finally {
            wanted.free();
        }
    }

    private Set<String> adcodes(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, number);
            Set<String> adcodes = new LinkedHashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    adcodes.add(row.getString(1));
                }
            }
            return adcodes;
        }
    }

    private List<LonLat> places(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, number);
            List<LonLat> places = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    places.add(new LonLat(row.getDouble(1), row.getDouble(2)));
                }
            }
            return places;
        }
    }
}
