package dev.yizhan.geo.coverage;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.CircleCorners;
import dev.yizhan.geo.reach.ServiceCircle;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/// Discs of one radius as convex polygons, sorted so that those near each other are found fast.
///
/// **Units**  degrees, metres; angles along a disc's edge in corners, anticlockwise from north.
/// **Shape**  stations at the very same place are one disc.
final class Discs {

    static final int CORNERS = ServiceCircle.CORNERS;

    private static final double EQUATORIAL_RADIUS_METRES = 6_378_137;
    private static final double ECCENTRICITY_SQUARED = 0.0066943799901413165;
    /// Corners lie a little outside the radius; so far at most are two discs apart that touch.
    private static final double OUTERMOST = 1.0007;

    private static final double MOST_BENT = 0.01;

    final double radiusMetres;
    final double latDegrees;
    final double lonDegrees;
    private final CircleCorners circles;
    private final int size;
    private final double[] lon;
    private final double[] lat;
    private final double[] metresALon;
    private final double[] metresALat;
    /// Of each disc that was drawn, x and y side by side; most are never needed.
    private final double[] @Nullable [] corners;

    private final double south;
    private final double west;
    private final long columns;
    /// The cell of each disc, ascending: row by row, from west to east.
    private final long[] cells;

    Discs(List<LonLat> places, CircleCorners circles, double radiusMetres) {
        this.radiusMetres = radiusMetres;
        this.circles = circles;
        double[] x = places.stream().mapToDouble(LonLat::lon).toArray();
        double[] y = places.stream().mapToDouble(LonLat::lat).toArray();
        double highest = Arrays.stream(y).map(Math::abs).max().orElse(0);
        this.west = Arrays.stream(x).min().orElse(0);
        this.south = Arrays.stream(y).min().orElse(0);
        latDegrees = radiusMetres * OUTERMOST / alongMeridian(0) * 1.001;
        lonDegrees = radiusMetres * OUTERMOST / acrossMeridian(Math.min(89, highest + 2 * latDegrees)) * 1.001;
        double east = Arrays.stream(x).max().orElse(0);
        columns = (long) ((east - west) / (2 * lonDegrees)) + 3;
        long[] keys = new long[x.length];
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, x.length));
        for (int i = 0; i < x.length; i++) {
            keys[i] = cell(x[i], y[i]) << bits | i;
        }
        Arrays.sort(keys);
        int count = 0;
        lon = new double[x.length];
        lat = new double[x.length];
        cells = new long[x.length];
        for (long key : keys) {
            int i = (int) (key & (1L << bits) - 1);
            long cell = key >> bits;
            boolean seen = false;
            for (int other = count - 1; other >= 0 && cells[other] == cell && !seen; other--) {
                seen = lon[other] == x[i] && lat[other] == y[i];
            }
            if (!seen) {
                lon[count] = x[i];
                lat[count] = y[i];
                cells[count++] = cell;
            }
        }
        size = count;
        metresALon = new double[size];
        metresALat = new double[size];
        for (int i = 0; i < size; i++) {
            metresALon[i] = acrossMeridian(lat[i]);
            metresALat[i] = alongMeridian(lat[i]);
        }
        corners = new double[size][];
    }

    /// Whether discs around a box are all but circles in the plane of longitude and latitude, and cross no
    /// antimeridian.
    static boolean suit(Envelope box, double radiusMetres) {
        double grownDegrees = 2 * radiusMetres / 110_500;
        double highest = Math.max(Math.abs(box.getMinY()), Math.abs(box.getMaxY())) + grownDegrees;
        if (!CircleCorners.reaches(radiusMetres, -highest, highest)) {
            return false;
        }
        double tangent = Math.tan(Math.toRadians(highest));
        double lonDegrees = grownDegrees * Math.hypot(1, tangent);
        return radiusMetres * (1 + tangent) < MOST_BENT * EQUATORIAL_RADIUS_METRES
                && box.getMinX() - lonDegrees > -180
                && box.getMaxX() + lonDegrees < 180;
    }

    private static double acrossMeridian(double lat) {
        double sin = Math.sin(Math.toRadians(lat));
        return Math.toRadians(EQUATORIAL_RADIUS_METRES
                / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin)
                * Math.cos(Math.toRadians(lat)));
    }

    private static double alongMeridian(double lat) {
        double sin = Math.sin(Math.toRadians(lat));
        double w = 1 - ECCENTRICITY_SQUARED * sin * sin;
        return Math.toRadians(EQUATORIAL_RADIUS_METRES * (1 - ECCENTRICITY_SQUARED) / (w * Math.sqrt(w)));
    }

    /// One column and one row are free on each side, so that a row's neighbours never run into another row.
    private long cell(double x, double y) {
        long row = (long) ((y - south) / (2 * latDegrees)) + 1;
        return row * columns + (long) ((x - west) / (2 * lonDegrees)) + 1;
    }

    int size() {
        return size;
    }

    double lon(int disc) {
        return lon[disc];
    }

    double lat(int disc) {
        return lat[disc];
    }

    double metresALon(int disc) {
        return metresALon[disc];
    }

    double metresALat(int disc) {
        return metresALat[disc];
    }

    /// The corners of a disc, x and y side by side, drawn when they are asked for first.
    double[] corners(int disc) {
        double[] drawn = corners[disc];
        if (drawn == null) {
            drawn = new double[2 * CORNERS];
            circles.draw(lon[disc], lat[disc], drawn, 0);
            corners[disc] = drawn;
        }
        return drawn;
    }

    /// Where in the order the discs begin that lie `rows` cells to the north of this one, and one cell to the west.
    int firstNear(int disc, int rows) {
        return firstOf(cells[disc] + rows * columns - 1);
    }

    int endNear(int disc, int rows) {
        return firstOf(cells[disc] + rows * columns + 2);
    }

    private int firstOf(long cell) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cells[middle] < cell) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
