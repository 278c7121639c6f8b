package dev.yizhan.geo.index;

import java.util.Random;
import java.util.random.RandomGenerator;

/// Points as stations lie: in 2,800 towns between 75° and 130° east, few large and many small, within a few kilometres
/// of each town's middle; the same ones every time.
final class Towns {

    private static final int TOWNS = 2800;
    private static final double SPREAD_DEGREES = 0.035;
    private static final double WALK_DEGREES = 0.01;

    private final RandomGenerator random;
    private final double[] lon = new double[TOWNS];
    private final double[] lat = new double[TOWNS];
    private final double[] upTo = new double[TOWNS];

    Towns(long seed) {
        // The towns are those of every seed; what is put into them differs.
        Random places = new Random(20261125);
        double sum = 0;
        for (int i = 0; i < TOWNS; i++) {
            lon[i] = 75 + 55 * places.nextDouble();
            lat[i] = 20 + 28 * places.nextDouble();
            sum += Math.pow(places.nextDouble(), 3) + 0.02;
            upTo[i] = sum;
        }
        random = new Random(seed);
    }

    /// Longitudes and latitudes of `n` places, `[2][n]`.
    double[][] places(int n) {
        double[][] places = new double[2][n];
        for (int i = 0; i < n; i++) {
            double at = random.nextDouble() * upTo[TOWNS - 1];
            int town = java.util.Arrays.binarySearch(upTo, at);
            town = town < 0 ? -town - 1 : town;
            places[0][i] = lon[town] + random.nextGaussian() * SPREAD_DEGREES + random.nextGaussian() * WALK_DEGREES;
            places[1][i] = lat[town] + random.nextGaussian() * SPREAD_DEGREES + random.nextGaussian() * WALK_DEGREES;
        }
        return places;
    }
}
