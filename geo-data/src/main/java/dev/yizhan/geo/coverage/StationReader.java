package dev.yizhan.geo.coverage;

import dev.yizhan.geo.measure.LonLat;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;

/// The stations that count, as the transaction at hand sees them: all, or those in a box.
final class StationReader {

    /// The stations that coverage counts: not those closed, planned or gone.
    static final String COUNTS = "not s.removed and (s.status is null or s.status = 'open')";

    private static final String ALL = "select s.id, st_x(s.location), st_y(s.location) from station s where " + COUNTS;

    private StationReader() {}

    static Places all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ALL + " order by s.id")) {
            return places(select);
        }
    }

    /// Those in a box, or on its edge, found by the index; all, where the box goes over the antimeridian.
    static Places in(Connection connection, Envelope box) throws SQLException {
        if (box.getMinX() < -180 || box.getMaxX() > 180) {
            return all(connection);
        }
        try (PreparedStatement select = connection.prepareStatement(
                ALL + " and s.location && st_makeenvelope(?, ?, ?, ?, 4326) order by s.id")) {
            select.setDouble(1, box.getMinX());
            select.setDouble(2, box.getMinY());
            select.setDouble(3, box.getMaxX());
            select.setDouble(4, box.getMaxY());
            return places(select);
        }
    }

    private static Places places(PreparedStatement select) throws SQLException {
        select.setFetchSize(10_000);
        List<String> ids = new ArrayList<>();
        List<LonLat> places = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ids.add(row.getString(1));
                places.add(new LonLat(row.getDouble(2), row.getDouble(3)));
            }
        }
        return new Places(ids, places);
    }
}
