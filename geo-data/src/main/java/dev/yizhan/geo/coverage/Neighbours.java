package dev.yizhan.geo.coverage;

import java.util.Arrays;

/// The discs that reach into one disc, and between which corners of its edge.
///
/// **Units**  corners, anticlockwise from north: where a neighbour lies, and how far to both sides of there the edge
/// surely is within it, and how far it may be.
final class Neighbours {

    static final int CORNERS = Discs.CORNERS;
    static final double HALF = CORNERS / 2.0;
    private static final double CORNERS_A_RADIAN = CORNERS / (2 * Math.PI);
    private static final double EARTH_RADIUS_METRES = 6_378_137;

    int size;
    int[] disc = new int[64];
    double[] middle = new double[64];
    double[] surely = new double[64];
    double[] perhaps = new double[64];
    /// A bit for each edge that no single neighbour surely holds, from 0 to 35 and from 36 to 71.
    long openLow;

    long openHigh;

    private static final long ALL = (1L << CORNERS / 2) - 1;

    /// Looks around, and stops as soon as nothing is open.
    void of(Discs discs, int i) {
        size = 0;
        openLow = ALL;
        openHigh = ALL;
        double radius = discs.radiusMetres;
        double farthest = 2 * radius * (1.003 + distortion(discs, i));
        for (int row = -1; row <= 1; row++) {
            int end = discs.endNear(i, row);
            for (int j = discs.firstNear(i, row); j < end; j++) {
                double east = (discs.lon(j) - discs.lon(i)) * (discs.metresALon(i) + discs.metresALon(j)) / 2;
                double north = (discs.lat(j) - discs.lat(i)) * (discs.metresALat(i) + discs.metresALat(j)) / 2;
                double square = east * east + north * north;
                if (j == i || square > farthest * farthest) {
                    continue;
                }
                double distance = Math.sqrt(square);
                double cosine = distance / (2 * radius);
                // Edge middles lie 0.03 % inside the radius, corners 0.06 % outside.
                double slack = 0.0012 * radius / distance + 0.001 + distortion(discs, i);
                add(
                        j,
                        Math.atan2(-east, north) * CORNERS_A_RADIAN,
                        cosine + slack >= 1 ? 0 : Math.acos(cosine + slack) * CORNERS_A_RADIAN,
                        cosine - slack <= -1 ? HALF : Math.acos(Math.min(1, cosine - slack)) * CORNERS_A_RADIAN);
                if ((openLow | openHigh) == 0) {
                    return;
                }
            }
        }
    }

    /// How much the plane in which angles are measured here differs from the earth.
    private static double distortion(Discs discs, int i) {
        double tangent = Math.abs(Math.tan(Math.toRadians(discs.lat(i))));
        return 3 * discs.radiusMetres / EARTH_RADIUS_METRES * (1 + tangent);
    }

    private void add(int j, double towards, double sure, double most) {
        if (size == disc.length) {
            disc = Arrays.copyOf(disc, 2 * size);
            middle = Arrays.copyOf(middle, 2 * size);
            surely = Arrays.copyOf(surely, 2 * size);
            perhaps = Arrays.copyOf(perhaps, 2 * size);
        }
        disc[size] = j;
        middle[size] = towards;
        surely[size] = sure;
        perhaps[size++] = most;
        int from = (int) Math.ceil(towards - sure);
        int to = (int) Math.floor(towards + sure);
        if (from < to) {
            int start = Math.floorMod(from, CORNERS);
            close(start, Math.min(start + to - from, CORNERS));
            close(0, start + to - from - CORNERS);
        }
    }

    /// Marks the edges from..to−1 as held.
    void close(int from, int to) {
        int half = CORNERS / 2;
        openLow &= ~run(Math.min(from, half), Math.min(to, half));
        openHigh &= ~run(Math.max(from - half, 0), Math.max(to - half, 0));
    }

    private static long run(int from, int to) {
        return from >= to ? 0 : (1L << to) - (1L << from);
    }

    boolean isOpen(int edge) {
        int half = CORNERS / 2;
        return (edge < half ? openLow >>> edge & 1 : openHigh >>> edge - half & 1) != 0;
    }
}
