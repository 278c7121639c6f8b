package dev.yizhan.geo.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/// Writes one layer of features as an OGC GeoPackage, which GIS programs open as it is.
///
/// **Shape**  one feature table with `fid`, `geom` and the given columns; no index, which readers do
/// without.
/// **Units**  degrees, longitude first.
/// **Source** OGC 12-128r19, GeoPackage 1.3: §1.1.1 the header of the file, §2.1.3 that of a geometry.
/// **Blocking**  while the file is written; it is a temporary one and is gone afterwards.
public final class GeoPackage {

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

    private static final byte LITTLE_ENDIAN_WITH_BOX = 0b0000_0011;
    private static final byte EMPTY = 0b0001_0001;

    private GeoPackage() {}

    /// One feature, its values in the order of the columns.
    public record Feature(@Nullable Geometry geometry, List<@Nullable Object> values) {}

    /// The bytes of a GeoPackage with one layer.
    ///
    /// @param wgs84 whether the degrees are of WGS 84, which the file then says; otherwise it says that
    /// they are of
    ///              no registered system
    public static byte[] write(
            String layer, String description, boolean wgs84, Map<String, Type> columns, List<Feature> features)
            throws IOException {
        Path file = Files.createTempFile("yizhan", ".gpkg");
        try {
            Files.delete(file);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                connection.setAutoCommit(false);
                write(connection, layer, description, wgs84 ? WGS84 : UNDEFINED, columns, features);
                connection.commit();
            } catch (SQLException e) {
                throw new IOException("the GeoPackage cannot be written", e);
            }
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void write(
            Connection connection,
            String layer,
            String description,
            int srs,
            Map<String, Type> columns,
            List<Feature> features)
            throws SQLException {
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
                    "create table " + quoted(layer) + " (fid integer primary key autoincrement not null, geom blob"
                            + columns.entrySet().stream()
                                    .map(column -> ", " + quoted(column.getKey()) + " " + column.getValue())
                                    .collect(Collectors.joining())
                            + ")");
        }
        describe(connection, layer, description, srs, features);
        insert(connection, layer, srs, columns, features);
    }

    private static void describe(
            Connection connection, String layer, String description, int srs, List<Feature> features)
            throws SQLException {
        Envelope box = new Envelope();
        features.forEach(feature -> {
            if (feature.geometry != null) {
                box.expandToInclude(feature.geometry.getEnvelopeInternal());
            }
        });
        try (PreparedStatement contents = connection.prepareStatement(
                        "insert into gpkg_contents values (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement geometry = connection.prepareStatement(
                        "insert into gpkg_geometry_columns values (?, 'geom', 'GEOMETRY', ?, 0, 0)")) {
            contents.setString(1, layer);
            contents.setString(2, layer);
            contents.setString(3, description);
            contents.setString(4, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            double[] sides = {box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()};
            for (int side = 0; side < sides.length; side++) {
                contents.setObject(5 + side, box.isNull() ? null : sides[side]);
            }
            contents.setInt(9, srs);
            contents.executeUpdate();
            geometry.setString(1, layer);
            geometry.setInt(2, srs);
            geometry.executeUpdate();
        }
    }

    private static void insert(
            Connection connection, String layer, int srs, Map<String, Type> columns, List<Feature> features)
            throws SQLException {
        String names =
                columns.keySet().stream().map(name -> ", " + quoted(name)).collect(Collectors.joining());
        String marks = IntStream.range(0, columns.size()).mapToObj(_ -> ", ?").collect(Collectors.joining());
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + quoted(layer) + " (geom" + names + ") values (?" + marks + ")")) {
            for (Feature feature : features) {
                insert.setBytes(1, feature.geometry == null ? null : binary(feature.geometry, srs));
                for (int i = 0; i < feature.values.size(); i++) {
                    insert.setObject(i + 2, feature.values.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
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
