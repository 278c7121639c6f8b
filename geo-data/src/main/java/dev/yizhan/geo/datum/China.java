package dev.yizhan.geo.datum;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/// Where maps shift coordinates: a polygon, not the well-known box, which would shift Osaka and Manila.
///
/// It is a technical mask and says nothing about borders: Hong Kong, Macau and Taiwan are outside because
/// maps do not shift there. It reaches 0.25° out to sea, and is about 200 m rough on land, 30 m where two
/// cities share a river.
///
/// **Source** Natural Earth 1:10m (public domain), by `geo-data/tools/china_mask.py`.
public final class China {

    private static final String MASK = "china-mask.wkt";
    /// More than GCJ-02 and BD-09 together shift.
    private static final double MARGIN_DEGREES = 0.05;

    private static final Geometry AREA = read();
    private static final Envelope BOX = AREA.getEnvelopeInternal();
    private static final Envelope NEAR = new Envelope(BOX);
    private static final IndexedPointInAreaLocator LOCATOR = new IndexedPointInAreaLocator(AREA);

    static {
        NEAR.expandBy(MARGIN_DEGREES);
        // The locator builds its index at the first question, which must not be two threads' at once.
        LOCATOR.locate(new Coordinate(105, 35));
    }

    private China() {}

    /// Whether maps shift this place; its coordinates are WGS 84.
    public static boolean contains(double lon, double lat) {
        return BOX.covers(lon, lat) && LOCATOR.locate(new Coordinate(lon, lat)) != Location.EXTERIOR;
    }

    /// Whether coordinates of any datum may be of a place inside: a quick no for most of the earth.
    static boolean isNear(double lon, double lat) {
        return NEAR.covers(lon, lat);
    }

    private static Geometry read() {
        try (InputStream file = China.class.getResourceAsStream(MASK)) {
            if (file == null) {
                throw new IllegalStateException(MASK + " is missing from the jar");
            }
            return new WKTReader().read(new InputStreamReader(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(MASK + " is damaged", e);
        }
    }
}
