package dev.yizhan.service.coverage;

import static dev.yizhan.service.sql.Columns.required;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/// A district with its shape, WGS 84.
record DistrictShape(String adcode, String name, String level, Geometry area) {

    static DistrictShape of(Readable row) {
        ByteBuffer wkb = required(row, "shape", ByteBuffer.class);
        byte[] bytes = new byte[wkb.remaining()];
        wkb.get(bytes);
        try {
            return new DistrictShape(
                    required(row, "adcode", String.class),
                    required(row, "name", String.class),
                    required(row, "level", String.class),
                    new WKBReader().read(bytes));
        } catch (ParseException e) {
            throw new IllegalStateException("PostGIS wrote WKB that JTS cannot read", e);
        }
    }
}
