package dev.yizhan.geo.coverage;

import dev.yizhan.geo.load.CopyBuffer;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBWriter;

/// Keeps the circles of the default standards as PostGIS has them: two for each station that counts.
final class ServiceCircles {

    private static final int TOGETHER = 1000;
    private static final int WGS84 = 4326;

    private ServiceCircles() {}

    /// Draws anew the circles of the stations with `version = number`; those gone lose theirs.
    static void rewrite(Connection connection, long number) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from service_circle c using station s where s.id = c.station and s.version = ?")) {
            delete.setLong(1, number);
            delete.executeUpdate();
        }
        CopyBuffer circles = new CopyBuffer(connection, "service_circle", "station, mode, radius_m, area");
        try (PreparedStatement changed = connection.prepareStatement(
                "select s.id, st_x(s.location), st_y(s.location) from station s where s.version = ? and "
                        + CoverageRefresh.COUNTS)) {
            changed.setFetchSize(TOGETHER);
            changed.setLong(1, number);
            List<Placed> waiting = new ArrayList<>();
            try (ResultSet row = changed.executeQuery()) {
                while (row.next()) {
                    waiting.add(new Placed(row.getString(1), new LonLat(row.getDouble(2), row.getDouble(3))));
                    if (waiting.size() == TOGETHER) {
                        write(waiting, circles);
                        waiting.clear();
                    }
                }
            }
            write(waiting, circles);
        }
        circles.flush();
    }

    private record Placed(String station, LonLat place) {}

    /// Draws on all cores what one connection then sends.
    private static void write(List<Placed> stations, CopyBuffer circles) throws SQLException {
        for (Mode mode : Mode.values()) {
            double radiusMetres = ServiceStandard.of(mode).radiusMetres();
            List<String> areas = stations.parallelStream()
                    .map(station -> hex(ServiceCircle.around(station.place, radiusMetres)))
                    .toList();
            for (int i = 0; i < areas.size(); i++) {
                circles.put(stations.get(i).station)
                        .put(mode.code())
                        .put(radiusMetres)
                        .put(areas.get(i))
                        .end();
            }
        }
    }

    /// A shape as PostGIS reads it from text, always as a MultiPolygon.
    private static String hex(Geometry area) {
        Geometry shape = area instanceof Polygon polygon
                ? area.getFactory().createMultiPolygon(new Polygon[] {polygon})
                : area.copy();
        shape.setSRID(WGS84);
        boolean withSrid = true;
        return WKBWriter.toHex(new WKBWriter(2, withSrid).write(shape));
    }
}
