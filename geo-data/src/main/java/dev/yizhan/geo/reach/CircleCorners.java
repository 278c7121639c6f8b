package dev.yizhan.geo.reach;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The corners of [ServiceCircle]s of one radius, a hundred times faster: seen from its centre, a circle's corners
/// depend on its latitude alone, so they are interpolated between latitudes at which they were drawn.
///
/// **Shape**  [ServiceCircle#CORNERS] corners anticlockwise from north, unwrapped: over the antimeridian they go
/// beyond ±180.
/// **Accuracy** a thousandth of a millimetre from those of [ServiceCircle], within [#reaches].
/// **Cost**   half a kilobyte for each half degree of latitude in use; safe for any number of threads.
public final class CircleCorners {

    private static final double STEP_DEGREES = 0.5;
    private static final double MOST_LAT = 80;
    private static final double MOST_RADIUS_METRES = 100_000;
    /// Nodes from the south pole to the north.
    private static final int NODES = (int) (180 / STEP_DEGREES) + 1;

    private static final int HALF = ServiceCircle.CORNERS / 2;
    /// Corners from north to south over the west; those in the east mirror them.
    private static final int KEPT = HALF + 1;

    private static final int DEGREE = 5;

    /// Standards of one's own are as many as there are callers; the default ones come back at once.
    private static final int MOST_RECENT = 32;

    private static final Map<Double, CircleCorners> RECENT = new ConcurrentHashMap<>();

    private final double radiusMetres;
    private final AtomicReferenceArray<double[]> nodes = new AtomicReferenceArray<>(NODES);

    private CircleCorners(double radiusMetres) {
        this.radiusMetres = radiusMetres;
    }

    public static CircleCorners of(double radiusMetres) {
        CircleCorners corners = RECENT.get(radiusMetres);
        if (corners == null) {
            corners = new CircleCorners(radiusMetres);
            if (RECENT.size() >= MOST_RECENT) {
                RECENT.clear();
            }
            RECENT.put(radiusMetres, corners);
        }
        return corners;
    }

    /// Whether circles of this radius can be drawn between these latitudes.
    public static boolean reaches(double radiusMetres, double minLat, double maxLat) {
        return radiusMetres <= MOST_RADIUS_METRES && minLat >= -MOST_LAT && maxLat <= MOST_LAT;
    }

    /// Writes lon, lat of each corner, side by side, from `into[at]` on.
    public void draw(double lon, double lat, double[] into, int at) {
        double inSteps = (lat + 90) / STEP_DEGREES;
        int first = (int) Math.floor(inSteps) - DEGREE / 2;
        double[] weights = weights(inSteps - first);
        for (int k = 0; k <= HALF; k++) {
            into[at + 2 * k] = 0;
            into[at + 2 * k + 1] = 0;
        }
        for (int n = 0; n <= DEGREE; n++) {
            double weight = weights[n];
            double[] node = node(first + n);
            for (int k = 0; k <= HALF; k++) {
                into[at + 2 * k] += weight * node[KEPT + k];
                into[at + 2 * k + 1] += weight * node[k];
            }
        }
        double shrink = 1 / Math.cos(Math.toRadians(lat));
        for (int k = 0; k <= HALF; k++) {
            double west = into[at + 2 * k] * shrink;
            double north = lat + into[at + 2 * k + 1];
            into[at + 2 * k] = lon - west;
            into[at + 2 * k + 1] = north;
            if (k > 0 && k < HALF) {
                int mirrored = at + 2 * (ServiceCircle.CORNERS - k);
                into[mirrored] = lon + west;
                into[mirrored + 1] = north;
            }
        }
    }

    /// How far north of the centre its northernmost corner lies.
    public double northDegrees(double lat) {
        double[] corners = new double[2 * ServiceCircle.CORNERS];
        draw(0, lat, corners, 0);
        return corners[1] - lat;
    }

    /// Lagrange's, for six nodes at 0, 1 … 5.
    private static double[] weights(double x) {
        double[] weights = new double[DEGREE + 1];
        for (int n = 0; n <= DEGREE; n++) {
            double weight = 1;
            for (int m = 0; m <= DEGREE; m++) {
                if (m != n) {
                    weight *= (x - m) / (n - m);
                }
            }
            weights[n] = weight;
        }
        return weights;
    }

    private double[] node(int n) {
        double[] node = nodes.get(n);
        if (node == null) {
            node = drawn(n * STEP_DEGREES - 90);
            nodes.set(n, node);
        }
        return node;
    }

    /// Degrees to the north of the centre, then degrees of the equator to the west of it.
    private double[] drawn(double lat) {
        double cos = Math.cos(Math.toRadians(lat));
        double[] node = new double[2 * KEPT];
        LonLat centre = new LonLat(0, lat);
        for (int k = 0; k <= HALF; k++) {
            double bearing = 360.0 * (ServiceCircle.CORNERS - k) / ServiceCircle.CORNERS;
            LonLat corner = Geodesic.destination(centre, bearing, radiusMetres * ServiceCircle.OUTWARD);
            node[k] = corner.lat() - lat;
            node[KEPT + k] = k == 0 || k == HALF ? 0 : -corner.lon() * cos;
        }
        return node;
    }
}
