package dev.yizhan.geo.index;

import dev.yizhan.geo.measure.Geodesic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/// Makes an index that ranks on a sphere or a plane exact on the ellipsoid: some more than asked for are fetched, until
/// what was fetched reaches beyond all that could still be among the nearest, and are measured.
abstract class OverFetched implements Rival {

    /// Sphere and ellipsoid differ by up to 0.56 %, each way.
    static final double MARGIN = 1.012;

    private static final int MORE = 4;

    /// A point and its distance as the index sees it, in whatever unit.
    record Found(int point, double distance) {}

    private record Measured(int point, double metres) {}

    private final double[] lon;
    private final double[] lat;

    OverFetched(double[] lon, double[] lat) {
        this.lon = lon;
        this.lat = lat;
    }

    /// The `n` closest, nearest first; an index that can, leaves out what does not pass the filter.
    abstract List<Found> closest(double lon, double lat, int n, IntPredicate filter);

    private double reach(double fromLat, double distance) {
        return distance * margin(fromLat, distance);
    }

    /// By how much the index may misjudge two distances against each other, where the nearer is this one.
    double margin(double fromLat, double distance) {
        return MARGIN;
    }

    @Override
    public int[] nearest(double fromLon, double fromLat, int k, IntPredicate filter) {
        for (int n = k + MORE; ; n *= 4) {
            List<Found> found = closest(fromLon, fromLat, Math.min(n, lon.length), filter);
            List<Found> kept = new ArrayList<>();
            for (Found one : found) {
                if (filter.test(one.point)) {
                    kept.add(one);
                }
            }
            boolean all = found.size() < n;
            double beyond = kept.size() < k ? Double.POSITIVE_INFINITY : reach(fromLat, kept.get(k - 1).distance);
            if (all || found.getLast().distance > beyond) {
                return kept.stream()
                        .filter(one -> one.distance <= beyond)
                        .map(one -> new Measured(
                                one.point, Geodesic.distanceMetres(fromLon, fromLat, lon[one.point], lat[one.point])))
                        .sorted(Comparator.comparingDouble(Measured::metres).thenComparingInt(Measured::point))
                        .limit(k)
                        .mapToInt(Measured::point)
                        .toArray();
            }
        }
    }
}
