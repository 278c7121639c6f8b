package dev.yizhan.geo.reach;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import java.util.Arrays;
import java.util.Comparator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// What a station serves by its standard: the geodesic disc around it, as a polygon of the same area.
///
/// **Shape**  [#CORNERS] corners, a little farther out than the radius, so that the area is the disc's.
/// WGS 84. A disc over the antimeridian is two polygons; one over a pole reaches it.
/// **Accuracy** the edge is at most 0.1 % of the radius from the true circle.
public final class ServiceCircle {

    public static final int CORNERS = 72;

    /// A regular polygon of as many corners has the area of its circle when its corners are this much
    /// farther out.
    static final double OUTWARD = Math.sqrt(2 * Math.PI / CORNERS / Math.sin(2 * Math.PI / CORNERS));

    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final double ANTIMERIDIAN = 180;

    private ServiceCircle() {}

    /// The area served from a place within `radiusMetres`, which is less than a quarter of the earth.
    public static Geometry around(LonLat centre, double radiusMetres) {
        Coordinate[] ring = new Coordinate[CORNERS + 1];
        // The east is the mirror image of the west.
        for (int i = 0; i <= CORNERS / 2; i++) {
            // Clockwise bearings, taken backwards: an exterior ring of GeoJSON turns anticlockwise.
            double bearing = 360.0 * (CORNERS - i) / CORNERS;
            LonLat corner = Geodesic.destination(centre, bearing, radiusMetres * OUTWARD);
            double lon = unwrapped(corner.lon(), centre.lon());
            ring[i] = new Coordinate(lon, corner.lat());
            if (i > 0 && i < CORNERS / 2) {
                ring[CORNERS - i] = new Coordinate(2 * centre.lon() - lon, corner.lat());
            }
        }
        ring[CORNERS] = ring[0].copy();
        double toPole = Geodesic.distanceMetres(centre, new LonLat(centre.lon(), Math.copySign(90, centre.lat())));
        return toPole < radiusMetres * OUTWARD
                ? overPole(ring, centre.lat() > 0)
                : inside180(SHAPES.createPolygon(ring));
    }

    /// The same longitude, at most 180° from the centre's: beyond ±180 where the disc crosses.
    private static double unwrapped(double lon, double centreLon) {
        return lon - centreLon > 180 ? lon - 360 : lon - centreLon < -180 ? lon + 360 : lon;
    }

    private static Geometry inside180(Polygon polygon) {
        Envelope box = polygon.getEnvelopeInternal();
        if (box.getMinX() >= -ANTIMERIDIAN && box.getMaxX() <= ANTIMERIDIAN) {
            return polygon;
        }
        Geometry world = SHAPES.toGeometry(new Envelope(-ANTIMERIDIAN, ANTIMERIDIAN, -90, 90));
        Geometry beyond = polygon.copy();
        double shift = box.getMinX() < -ANTIMERIDIAN ? 360 : -360;
        beyond.apply((Coordinate corner) -> corner.x += shift);
        beyond.geometryChanged();
        return OverlayNGRobust.overlay(
                OverlayNGRobust.overlay(polygon, world, OverlayNG.INTERSECTION),
                OverlayNGRobust.overlay(beyond, world, OverlayNG.INTERSECTION),
                OverlayNG.UNION);
    }

    /// Around the pole the corners go once through all longitudes: what lies between them and the pole.
    private static Geometry overPole(Coordinate[] ring, boolean north) {
        Coordinate[] byLon = Arrays.stream(ring, 0, CORNERS)
                .map(corner -> new Coordinate(wrapped(corner.x), corner.y))
                .sorted(Comparator.comparingDouble(corner -> corner.x))
                .toArray(Coordinate[]::new);
        Coordinate first = byLon[0];
        Coordinate last = byLon[CORNERS - 1];
        double edgeLat = (first.y + last.y) / 2;
        double poleLat = north ? 90 : -90;
        Coordinate[] shape = new Coordinate[CORNERS + 5];
        shape[0] = new Coordinate(-ANTIMERIDIAN, edgeLat);
        System.arraycopy(byLon, 0, shape, 1, CORNERS);
        shape[CORNERS + 1] = new Coordinate(ANTIMERIDIAN, edgeLat);
        shape[CORNERS + 2] = new Coordinate(ANTIMERIDIAN, poleLat);
        shape[CORNERS + 3] = new Coordinate(-ANTIMERIDIAN, poleLat);
        shape[CORNERS + 4] = shape[0].copy();
        return SHAPES.createPolygon(shape);
    }

    private static double wrapped(double lon) {
        return lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
    }
}
