package dev.yizhan.service.coverage;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.geo.measure.LonLat;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/// A district without its shape: what it is called, and where it lies.
///
/// **Shape**  another version of the row may have another shape, and the same one has the same.
/// **Empty**  `byAll`, how it stands among all stations that count, is null where the record keeps nothing of it.
record Plot(
        String adcode,
        long version,
        String name,
        String level,
        Envelope box,
        @Nullable Standing byAll) {

    static Plot of(Readable row) {
        Integer stations = row.get("stations", Integer.class);
        Double lon = row.get("worst_lon", Double.class);
        Double lat = row.get("worst_lat", Double.class);
        return new Plot(
                required(row, "adcode", String.class),
                required(row, "version", Long.class),
                required(row, "name", String.class),
                required(row, "level", String.class),
                new Envelope(
                        required(row, "west", Double.class),
                        required(row, "east", Double.class),
                        required(row, "south", Double.class),
                        required(row, "north", Double.class)),
                stations == null
                        ? null
                        : new Standing(
                                required(row, "area_m2", Double.class),
                                stations,
                                lon == null || lat == null ? null : new LonLat(lon, lat),
                                row.get("worst_distance_m", Double.class)));
    }
}
