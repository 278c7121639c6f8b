package dev.yizhan.geo.coverage;

import dev.yizhan.geo.load.BinaryCopy;
import dev.yizhan.geo.load.BinaryRows;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/// Keeps the circles of the default standards as PostGIS has them: two for each station that counts.
final class ServiceCircles {

    private static final int TOGETHER = 500;
    /// Handfuls that are drawn or wait to be sent: a megabyte each.
    private static final int AHEAD = 8;

    private static final int BYTES_OF_CIRCLE = 1300;
    private static final int WGS84 = 4326;

    private ServiceCircles() {}

    /// Draws anew the circles of the stations with `version = number`; those gone lose theirs.
    ///
    /// **Cost**  the ids and places of those stations in memory, and a few handfuls of circles, which
    /// are drawn on all cores while those before are sent.
    static void rewrite(Connection connection, long number) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from service_circle c using station s where s.id = c.station and s.version = ?")) {
            delete.setLong(1, number);
            delete.executeUpdate();
        }
        List<Placed> changed = changed(connection, number);
        if (changed.isEmpty()) {
            return;
        }
        Deque<Future<BinaryRows>> drawn = new ArrayDeque<>();
        // Threads of its own: who waits for the common pool waits for whoever keeps that busy.
        try (ExecutorService cores =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
                BinaryCopy circles = new BinaryCopy(connection, "service_circle", "station, mode, radius_m, area")) {
            for (int from = 0; from < changed.size(); from += TOGETHER) {
                List<Placed> handful = changed.subList(from, Math.min(from + TOGETHER, changed.size()));
                drawn.add(cores.submit(() -> draw(handful)));
                if (drawn.size() == AHEAD) {
                    circles.send(done(drawn.remove()));
                }
            }
            while (!drawn.isEmpty()) {
                circles.send(done(drawn.remove()));
            }
            circles.finish();
        }
    }

    private static BinaryRows done(Future<BinaryRows> drawn) {
        try {
            return drawn.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a circle cannot be drawn", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while circles were drawn", e);
        }
    }

    private record Placed(String station, LonLat place) {}

    private static List<Placed> changed(Connection connection, long number) throws SQLException {
        List<Placed> placed = new ArrayList<>();
        try (PreparedStatement changed = connection.prepareStatement(
                "select s.id, st_x(s.location), st_y(s.location) from station s where s.version = ? and "
                        + StationReader.COUNTS)) {
            changed.setFetchSize(10_000);
            changed.setLong(1, number);
            try (ResultSet row = changed.executeQuery()) {
                while (row.next()) {
                    placed.add(new Placed(row.getString(1), new LonLat(row.getDouble(2), row.getDouble(3))));
                }
            }
        }
        return placed;
    }

    private static BinaryRows draw(List<Placed> stations) {
        BinaryRows rows = new BinaryRows(stations.size() * Mode.values().length * BYTES_OF_CIRCLE);
        boolean withSrid = true;
        WKBWriter ewkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN, withSrid);
        for (Placed station : stations) {
            for (Mode mode : Mode.values()) {
                double radiusMetres = ServiceStandard.of(mode).radiusMetres();
                rows.row(4)
                        .put(station.station)
                        .put(mode.code())
                        .put(radiusMetres)
                        .put(ewkb.write(multi(ServiceCircle.around(station.place, radiusMetres))));
            }
        }
        return rows;
    }

    /// A shape as the column has it, always a MultiPolygon.
    private static Geometry multi(Geometry area) {
        Geometry shape = area instanceof Polygon polygon
                ? area.getFactory().createMultiPolygon(new Polygon[] {polygon})
                : area.copy();
        shape.setSRID(WGS84);
        return shape;
    }
}
