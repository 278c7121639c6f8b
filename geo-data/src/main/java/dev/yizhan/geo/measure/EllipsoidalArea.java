package dev.yizhan.geo.measure;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/// Area on the WGS 84 ellipsoid of shapes whose edges are straight in longitude and latitude, as GeoJSON
/// has them.
///
/// An edge that follows a parallel stays on it, unlike in PostGIS' `geography`, which joins corners by
/// geodesics; on edges of 1 km the two differ by less than a millionth.
///
/// **Accuracy** 1e-9 of the area.
public final class EllipsoidalArea {

    private static final double FLATTENING = 1 / 298.257223563;
    private static final double E = Math.sqrt(FLATTENING * (2 - FLATTENING));
    private static final double POLAR_RADIUS_METRES = 6_378_137.0 * (1 - FLATTENING);
    /// Longer edges are cut, so that the quadrature keeps its accuracy.
    private static final double LONGEST_EDGE_DEGREES = 1.0;

    /// Gauss–Legendre nodes and weights of order 5 on 0..1.
    private static final double[] NODES = {
        0.04691007703066802, 0.23076534494715845, 0.5, 0.7692346550528415, 0.953089922969332
    };

    private static final double[] WEIGHTS = {
        0.11846344252809454, 0.23931433524968324, 0.28444444444444444, 0.23931433524968324, 0.11846344252809454
    };

    private EllipsoidalArea() {}

    /// The area of a polygon or of several; of anything else it is zero.
    public static double squareMetres(Geometry shape) {
        double sum = 0;
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            Geometry part = shape.getGeometryN(i);
            if (part instanceof Polygon polygon && !polygon.isEmpty()) {
                sum += Math.abs(ring(polygon.getExteriorRing()));
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    sum -= Math.abs(ring(polygon.getInteriorRingN(hole)));
                }
            } else if (part != shape && part.getNumGeometries() > 1) {
                sum += squareMetres(part);
            }
        }
        return sum;
    }

    /// Green's theorem: the integral of the area below each edge down to the latitude of the ring's first
    /// corner.
    private static double ring(LineString ring) {
        double base = belowPerRadian(ring.getCoordinateN(0).y);
        double sum = 0;
        for (int i = 1; i < ring.getNumPoints(); i++) {
            double lon1 = ring.getCoordinateN(i - 1).x;
            double lat1 = ring.getCoordinateN(i - 1).y;
            double width = ring.getCoordinateN(i).x - lon1;
            double height = ring.getCoordinateN(i).y - lat1;
            if (width == 0) {
                continue;
            }
            int cuts = (int) Math.ceil(Math.max(Math.abs(height) / LONGEST_EDGE_DEGREES, 1));
            double mean = 0;
            for (int cut = 0; cut < cuts; cut++) {
                for (int node = 0; node < NODES.length; node++) {
                    mean += WEIGHTS[node] * (belowPerRadian(lat1 + height * (cut + NODES[node]) / cuts) - base);
                }
            }
            sum += Math.toRadians(width) * mean / cuts;
        }
        return sum;
    }

    /// The area between the equator and a latitude, for each radian of longitude.
    private static double belowPerRadian(double lat) {
        double sin = Math.sin(Math.toRadians(lat));
        double eSin = E * sin;
        return POLAR_RADIUS_METRES
                * POLAR_RADIUS_METRES
                / 2
                * (sin / (1 - eSin * eSin) + Math.log((1 + eSin) / (1 - eSin)) / (2 * E));
    }
}
