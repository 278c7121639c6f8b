package dev.yizhan.geo.coverage;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
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

/// What coverage reads and writes in the transaction of a publish: shapes of districts, kept rows, changed stations.
final class CoverageTable {

    /// A row to write.
    ///
    /// **Empty**  `coveredSquareMetres` null: it and the number of stations stay; `searched` false: the worst point
    /// stays.
    record Row(
            String adcode,
            int stations,
            @Nullable Map<Mode, Double> coveredSquareMetres,
            boolean searched,
            @Nullable WorstPoint worst) {

        static Row covered(String adcode, int stations, Map<Mode, Double> coveredSquareMetres) {
            return new Row(adcode, stations, coveredSquareMetres, false, null);
        }

        static Row searched(String adcode, @Nullable WorstPoint worst) {
            return new Row(adcode, 0, null, true, worst);
        }
    }

    record Shape(String adcode, Geometry area) {}

    /// What of a district lies in a box, in its normal form, and the row that is kept of the whole.
    record Piece(String adcode, Geometry near, int stations, Map<Mode, Double> coveredSquareMetres) {}

    /// The worst point that is kept of a district.
    ///
    /// **Empty**  `place` null where none is known.
    ///
    /// @param box the district's, a little too large
    record Worst(String adcode, Envelope box, @Nullable LonLat place, double distanceMetres) {}

    /// Where stations counted before: as they were drawn, or where that cannot be told the middle of their circles.
    record Left(List<LonLat> places, boolean areExact) {}

    private final Connection connection;
    private final long number;

    CoverageTable(Connection connection, long number) {
        this.connection = connection;
        this.number = number;
    }

    Set<String> districtsChanged() throws SQLException {
        return adcodes("select adcode from district where version = ?");
    }

    /// The districts that the circles of changed stations may touch, as the circles are now.
    Set<String> districtsTouched() throws SQLException {
        return adcodes("select distinct d.adcode from station s join service_circle c on c.station = s.id"
                + " join district d on d.geom && c.area where s.version = ?");
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

    /// Where the changed stations counted, by the circles that are still those of before.
    Left left() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select st_x(st_centroid(c.area)), st_y(st_centroid(c.area)), st_asbinary(c.area), c.radius_m
                from station s join service_circle c on c.station = s.id and c.mode = 'walk' where s.version = ?
                """)) {
            select.setFetchSize(1000);
            select.setLong(1, number);
            List<LonLat> places = new ArrayList<>();
            boolean areExact = true;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    LonLat centre = areExact && places.size() <= FewChanges.MOST
                            ? FewChanges.centre(read(row.getBytes(3)), row.getDouble(4))
                            : null;
                    areExact &= centre != null;
                    places.add(centre != null ? centre : new LonLat(row.getDouble(1), row.getDouble(2)));
                }
            }
            return new Left(places, areExact);
        }
    }

    /// Where the changed stations count now.
    List<LonLat> came() throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select st_x(s.location), st_y(s.location) from station s where"
                        + " s.version = ? and " + StationReader.COUNTS)) {
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

    List<Shape> shapes(List<String> adcodes) throws SQLException {
        Array wanted = connection.createArrayOf("text", adcodes.toArray());
        try (PreparedStatement select =
                connection.prepareStatement("select adcode, st_asbinary(geom) from district where adcode = any(?)")) {
            select.setArray(1, wanted);
            List<Shape> shapes = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    shapes.add(new Shape(row.getString(1), read(row.getBytes(2))));
                }
            }
            return shapes;
        } finally {
            wanted.free();
        }
    }

    /// What of these districts lies in a box, of those that have a row.
    List<Piece> pieces(Collection<String> adcodes, Envelope box) throws SQLException {
        Array wanted = connection.createArrayOf("text", adcodes.toArray());
        try (PreparedStatement select = connection.prepareStatement("""
                select d.adcode, st_asbinary(st_clipbybox2d(d.geom, st_makeenvelope(?, ?, ?, ?, 4326))), c.stations,
                  %s from district d join coverage c using (adcode) where adcode = any(?) group by d.adcode, c.stations
                """.formatted(columns()))) {
            setBox(select, box);
            select.setArray(5, wanted);
            List<Piece> pieces = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Map<Mode, Double> covered = new EnumMap<>(Mode.class);
                    for (Mode mode : Mode.values()) {
                        covered.put(mode, row.getDouble(4 + mode.ordinal()));
                    }
                    String adcode = row.getString(1);
                    pieces.add(new Piece(
                            adcode, area(read(row.getBytes(2)), adcode, box).norm(), row.getInt(3), covered));
                }
            }
            return pieces;
        } finally {
            wanted.free();
        }
    }

    private static String columns() {
        List<String> columns = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            columns.add("max(c.covered_area_m2) filter (where c.mode = '" + mode.code() + "')");
        }
        return String.join(", ", columns);
    }

    /// What of a district lies in a box.
    Geometry clipped(String adcode, Envelope box) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select st_asbinary(st_clipbybox2d(geom,"
                + " st_makeenvelope(?, ?, ?, ?, 4326))) from district where adcode = ?")) {
            setBox(select, box);
            select.setString(5, adcode);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return area(read(row.getBytes(1)), adcode, box);
            }
        }
    }

    private static void setBox(PreparedStatement select, Envelope box) throws SQLException {
        select.setDouble(1, box.getMinX());
        select.setDouble(2, box.getMinY());
        select.setDouble(3, box.getMaxX());
        select.setDouble(4, box.getMaxY());
    }

    /// PostGIS clips fast, but not always to something valid.
    private Geometry area(Geometry clipped, String adcode, Envelope box) throws SQLException {
        if (clipped.isEmpty() || (clipped.getDimension() == 2 && clipped.getNumGeometries() > 0 && clipped.isValid())) {
            return clipped;
        }
        return FewChanges.clip(shapes(List.of(adcode)).getFirst().area(), box);
    }

    /// The districts whose worst point is unknown, or no farther from one of these places than from its station.
    ///
    /// **Cost**   all rows, but no shape.
    Set<String> worstWithin(List<LonLat> places) throws SQLException {
        Set<String> within = new TreeSet<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("""
                        select d.adcode, st_x(c.worst_point), st_y(c.worst_point), c.worst_distance_m
                        from district d left join coverage c on c.adcode = d.adcode and c.mode = 'walk'
                        """)) {
            while (row.next()) {
                double distanceMetres = row.getDouble(4) + 1;
                boolean unknown = row.wasNull();
                LonLat worst = new LonLat(row.getDouble(2), row.getDouble(3));
                if (unknown || places.stream().anyMatch(place -> isWithin(place, worst, distanceMetres))) {
                    within.add(row.getString(1));
                }
            }
        }
        return within;
    }

    private static boolean isWithin(LonLat a, LonLat b, double metres) {
        return Math.abs(a.lat() - b.lat()) * Places.METRES_A_DEGREE < metres && Geodesic.distanceMetres(a, b) < metres;
    }

    /// The worst points of the districts whose box meets this one.
    List<Worst> worsts(Envelope near) throws SQLException {
        List<Worst> worsts = new ArrayList<>();
        // box2d reads no more of a shape than its head.
        try (PreparedStatement select = connection.prepareStatement("""
                select adcode, st_xmin(box), st_xmax(box), st_ymin(box), st_ymax(box), x, y, worst_distance_m
                from (
                  select d.adcode, box2d(d.geom) as box, st_x(c.worst_point) as x, st_y(c.worst_point) as y,
                    c.worst_distance_m
                  from district d left join coverage c on c.adcode = d.adcode and c.mode = 'walk'
                  where d.geom && st_makeenvelope(?, ?, ?, ?, 4326)
                  offset 0) boxes
                """)) {
            setBox(select, near);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    double distanceMetres = row.getDouble(8);
                    boolean unknown = row.wasNull();
                    worsts.add(new Worst(
                            row.getString(1),
                            new Envelope(row.getDouble(2), row.getDouble(3), row.getDouble(4), row.getDouble(5)),
                            unknown ? null : new LonLat(row.getDouble(6), row.getDouble(7)),
                            distanceMetres));
                }
            }
        }
        return worsts;
    }

    void write(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
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

    private static Geometry read(byte[] shape) throws SQLException {
        try {
            return new WKBReader().read(shape);
        } catch (ParseException e) {
            throw new SQLException("a shape cannot be read", e);
        }
    }
}
