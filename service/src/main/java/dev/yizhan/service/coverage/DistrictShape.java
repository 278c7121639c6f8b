package dev.yizhan.service.coverage;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.geo.coverage.Outline;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/// A district with its shape, WGS 84.
record DistrictShape(String adcode, String name, String level, Outline outline) {

    /// **Cost**  made at each call.
    Geometry area() {
        return outline.area();
    }

    /// The same as the record has it: a province takes some ten milliseconds to become a shape.
    record Unread(String adcode, long version, String name, String level, byte[] wkb) {

        static Unread of(Readable row) {
            ByteBuffer shape = required(row, "shape", ByteBuffer.class);
            byte[] wkb = new byte[shape.remaining()];
            shape.get(wkb);
            return new Unread(
                    required(row, "adcode", String.class),
                    required(row, "version", Long.class),
                    required(row, "name", String.class),
                    required(row, "level", String.class),
                    wkb);
        }

        DistrictShape read() {
            try {
                return new DistrictShape(adcode, name, level, Outline.of(new WKBReader().read(wkb)));
            } catch (ParseException e) {
                throw new IllegalStateException("PostGIS wrote WKB that JTS cannot read", e);
            }
        }
    }
}
