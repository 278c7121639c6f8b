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
    private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
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

    /// On shorter edges two nodes are as good: their error is that of the fourth power of the height.
    private static final double SHORT_EDGE_DEGREES = 0.02;

    private static final double TWO_NODES = Math.sqrt(1.0 / 12);
    private static final double[] SERIES = series();

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
        double baseLat = ring.getCoordinateN(0).y;
        double base = belowPerRadian(baseLat);
        double sum = 0;
        for (int i = 1; i < ring.getNumPoints(); i++) {
            sum += between(
                    ring.getCoordinateN(i - 1).x,
                    ring.getCoordinateN(i - 1).y,
                    ring.getCoordinateN(i).x,
                    ring.getCoordinateN(i).y,
                    base);
        }
        return sum;
    }

    /// The area between an edge and a parallel, for who adds up the edges of a ring: positive where the edge goes east
    /// above the parallel, so a ring that turns anticlockwise sums to less than zero.
    ///
    /// @param base what [#belowPerRadian] says of the parallel, the same one for all edges of a ring
    public static double between(double lon1, double lat1, double lon2, double lat2, double base) {
        double width = lon2 - lon1;
        double height = lat2 - lat1;
        if (width == 0) {
            return 0;
        }
        double mean;
        if (Math.abs(height) <= SHORT_EDGE_DEGREES) {
            double middle = (lat1 + lat2) / 2;
            double aside = height * TWO_NODES;
            mean = (belowPerRadian(middle - aside) + belowPerRadian(middle + aside)) / 2 - base;
        } else {
            int cuts = (int) Math.ceil(Math.max(Math.abs(height) / LONGEST_EDGE_DEGREES, 1));
            double sum = 0;
            for (int cut = 0; cut < cuts; cut++) {
                for (int node = 0; node < NODES.length; node++) {
                    sum += WEIGHTS[node] * (belowPerRadian(lat1 + height * (cut + NODES[node]) / cuts) - base);
                }
            }
            mean = sum / cuts;
        }
        return Math.toRadians(width) * mean;
    }

    /// The area between the equator and a latitude, for each radian of longitude: the power series of the closed form,
    /// whose terms shrink by 150 each.
    public static double belowPerRadian(double lat) {
        double sin = Math.sin(Math.toRadians(lat));
        double square = sin * sin;
        double sum = 0;
        for (int k = SERIES.length - 1; k >= 0; k--) {
            sum = sum * square + SERIES[k];
        }
        return sum * sin;
    }

    private static double[] series() {
        double[] series = new double[8];
        double power = POLAR_RADIUS_METRES * POLAR_RADIUS_METRES;
        for (int k = 0; k < series.length; k++) {
            series[k] = power * (k + 1) / (2 * k + 1);
            power *= ECCENTRICITY_SQUARED;
        }
        return series;
    }
}
