package dev.yizhan.geo.check;

import dev.yizhan.geo.measure.LonLat;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/// The districts that the record has shapes of, to hold a list against.
///
/// **Blocking** one index lookup a question.
public final class DistrictsOfRecord implements AutoCloseable {

    private final Set<String> names = new HashSet<>();
    private final Connection connection;
    private final PreparedStatement covering;

    public DistrictsOfRecord(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name from district")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        covering = connection.prepareStatement("""
                select array_agg(name order by array_position(array['town', 'county', 'city', 'province'], level))
                from district where st_covers(geom, st_setsrid(st_point(?, ?), 4326))
                """);
    }

    /// Whether any district goes by this name; a development zone without a shape does not.
    boolean isKnown(String name) {
        return names.contains(name);
    }

    /// The names of the districts around a place, the finest first; none where there is no shape.
    List<String> around(LonLat place) throws SQLException {
        covering.setDouble(1, place.lon());
        covering.setDouble(2, place.lat());
        try (ResultSet row = covering.executeQuery()) {
            row.next();
            Array found = row.getArray(1);
            return found == null ? List.of() : List.of((String[]) found.getArray());
        }
    }

    /// The shape of a district by its adcode, WGS 84; null when there is none.
    public @Nullable Geometry shape(String adcode) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select st_asbinary(geom) from district where adcode = ?")) {
            select.setString(1, adcode);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new WKBReader().read(row.getBytes(1)) : null;
            }
        } catch (ParseException e) {
            throw new UncheckedIOException(new java.io.IOException("the shape of " + adcode + " cannot be read", e));
        }
    }

    @Override
    public void close() throws SQLException {
        covering.close();
    }
}
