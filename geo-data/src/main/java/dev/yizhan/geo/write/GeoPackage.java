package dev.yizhan.geo.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/// An OGC GeoPackage with one layer of features, which GIS programs open as it is; written one feature after the other.
///
/// **Shape**  one feature table with `fid`, `geom` and the given columns; no index, which readers do
/// without.
/// **Units**  degrees, longitude first.
/// **Source** OGC 12-128r19, GeoPackage 1.3: §1.1.1 the header of the file, §2.1.3 that of a geometry.
/// **Blocking**  while the file is written.
/// **Cost**  a hundred features in memory; the same features at the same moment make the same bytes.
public final class GeoPackage implements AutoCloseable {

    /// What a column holds.
    public enum Type {
        TEXT,
        INTEGER,
        REAL
    }

    /// "GPKG" in ASCII.
    private static final int APPLICATION_ID = 0x47504B47;

    private static final int VERSION = 10300;
    private static final int WGS84 = 4326;
    /// "Undefined geographic", for degrees of a datum that no registry has.
    private static final int UNDEFINED = 0;

    /// As §1.1.3.1 wants a moment.
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final byte LITTLE_ENDIAN_WITH_BOX = 0b0000_0011;
    private static final byte EMPTY = 0b0001_0001;

    /// As many features are written at a time.
    private static final int BATCH = 100;

    private final Connection connection;
    private final PreparedStatement insert;
    private final String layer;
    private final int srs;
    private final Envelope box = new Envelope();
    private int waiting;

    private GeoPackage(Connection connection, PreparedStatement insert, String layer, int srs) {
        this.connection = connection;
        this.insert = insert;
        this.layer = layer;
        this.srs = srs;
    }

    /// One feature, its values in the order of the columns.
    public record Feature(@Nullable Geometry geometry, List<@Nullable Object> values) {}

    /// What a layer says of itself.
    ///
    /// @param changed when its contents changed last
    /// @param wgs84   whether the degrees are of WGS 84, which the file then says; otherwise it says
    ///                that they are of no registered system
    public record Layer(String name, String description, Instant changed, boolean wgs84, Map<String, Type> columns) {}

    /// Begins a file that does not exist yet.
    public static GeoPackage create(Path file, Layer layer) throws IOException {
        int srs = layer.wgs84 ? WGS84 : UNDEFINED;
        try {
            // The writer closes it.
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try {
                connection.setAutoCommit(false);
                tables(connection, layer);
                describe(connection, layer, srs);
                return new GeoPackage(connection, connection.prepareStatement(insertInto(layer)), layer.name, srs);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    private static IOException unwritable(SQLException cause) {
        return new IOException("the GeoPackage cannot be written", cause);
    }

    public void add(Feature feature) throws IOException {
        try {
            Geometry geometry = feature.geometry;
            insert.setBytes(1, geometry == null ? null : binary(geometry, srs));
            for (int i = 0; i < feature.values.size(); i++) {
                insert.setObject(i + 2, feature.values.get(i));
            }
            insert.addBatch();
            if (geometry != null) {
                box.expandToInclude(geometry.getEnvelopeInternal());
            }
            if (++waiting == BATCH) {
                insert.executeBatch();
                waiting = 0;
            }
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    /// Writes what is left: before it there is no file that anybody could open.
    public void finish() throws IOException {
        try (PreparedStatement extent = connection.prepareStatement(
                "update gpkg_contents set min_x = ?, min_y = ?, max_x = ?, max_y = ? where table_name = ?")) {
            insert.executeBatch();
            double[] sides = {box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()};
            for (int side = 0; side < sides.length; side++) {
                extent.setObject(1 + side, box.isNull() ? null : sides[side]);
            }
            extent.setString(5, layer);
            extent.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    private static void tables(Connection connection, Layer layer) throws SQLException {
        try (Statement create = connection.createStatement()) {
            create.execute("pragma application_id = " + APPLICATION_ID);
            create.execute("pragma user_version = " + VERSION);
            create.execute("""
                    create table gpkg_spatial_ref_sys (
                      srs_name text not null, srs_id integer not null primary key, organization text not null,
                      organization_coordsys_id integer not null, definition text not null, description text)""");
            create.execute("""
                    insert into gpkg_spatial_ref_sys values
                      ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', null),
                      ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', null),
                      ('WGS 84 geodetic', 4326, 'EPSG', 4326,
                       'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],\
                    PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]',
                       'longitude, latitude')""");
            create.execute("""
                    create table gpkg_contents (
                      table_name text not null primary key, data_type text not null, identifier text unique,
                      description text default '', last_change datetime not null, min_x double, min_y double,
                      max_x double, max_y double, srs_id integer references gpkg_spatial_ref_sys (srs_id))""");
            create.execute("""
                    create table gpkg_geometry_columns (
                      table_name text not null unique references gpkg_contents (table_name), column_name text not null,
                      geometry_type_name text not null, srs_id integer not null references gpkg_spatial_ref_sys (srs_id),
                      z tinyint not null, m tinyint not null, primary key (table_name, column_name))""");
            create.execute(
                    "create table " + quoted(layer.name) + " (fid integer primary key autoincrement not null, geom blob"
                            + layer.columns.entrySet().stream()
                                    .map(column -> ", " + quoted(column.getKey()) + " " + column.getValue())
                                    .collect(Collectors.joining())
                            + ")");
        }
    }

    private static void describe(Connection connection, Layer layer, int srs) throws SQLException {
        try (PreparedStatement contents = connection.prepareStatement(
                        "insert into gpkg_contents values (?, 'features', ?, ?, ?, null, null, null, null, ?)");
                PreparedStatement geometry = connection.prepareStatement(
                        "insert into gpkg_geometry_columns values (?, 'geom', 'GEOMETRY', ?, 0, 0)")) {
            contents.setString(1, layer.name);
            contents.setString(2, layer.name);
            contents.setString(3, layer.description);
            contents.setString(4, MILLISECONDS.format(layer.changed));
            contents.setInt(5, srs);
            contents.executeUpdate();
            geometry.setString(1, layer.name);
            geometry.setInt(2, srs);
            geometry.executeUpdate();
        }
    }

    private static String insertInto(Layer layer) {
        String names =
                layer.columns.keySet().stream().map(name -> ", " + quoted(name)).collect(Collectors.joining());
        String marks =
                IntStream.range(0, layer.columns.size()).mapToObj(_ -> ", ?").collect(Collectors.joining());
        return "insert into " + quoted(layer.name) + " (geom" + names + ") values (?" + marks + ")";
    }

    private static byte[] binary(Geometry shape, int srs) {
        byte[] wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(shape);
        boolean empty = shape.isEmpty();
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + (empty ? 0 : 32) + wkb.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 'G').put((byte) 'P').put((byte) 0);
        bytes.put(empty ? EMPTY : LITTLE_ENDIAN_WITH_BOX).putInt(srs);
        if (!empty) {
            Envelope box = shape.getEnvelopeInternal();
            bytes.putDouble(box.getMinX())
                    .putDouble(box.getMaxX())
                    .putDouble(box.getMinY())
                    .putDouble(box.getMaxY());
        }
        return bytes.put(wkb).array();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
