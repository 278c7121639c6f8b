package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.Places;
import dev.yizhan.service.demand.DemandSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How well some demand is served.
///
/// **Units**  weights in the unit of the dataset; metres in a straight line to the nearest station,
/// each distance counting as much as the demand that has it.
/// **Empty**  distances are null where there is no station at all, or no demand.
record DemandFigures(
        double demand,
        double covered,
        @Nullable Double meanDistanceMetres,
        @Nullable Double p95DistanceMetres) {

    private static final double MOST = 0.95;

    double uncovered() {
        return demand - covered;
    }

    /// The figures of some points of a dataset.
    ///
    /// **Cost**  the nearest station of each point.
    static @Nullable DemandFigures of(DemandQuestion question, int @Nullable [] points, Places stations, Reach reach) {
        DemandSet set = question.set();
        if (set == null || points == null) {
            return null;
        }
        Integer hour = question.hour();
        double[] distance = Reach.nearestMetres(set, points, stations);
        boolean[] served = reach.served(set, points, distance);
        double[] weight = new double[points.length];
        double demand = 0;
        double covered = 0;
        double metres = 0;
        for (int i = 0; i < points.length; i++) {
            weight[i] = set.weight(points[i], hour);
            demand += weight[i];
            covered += served[i] ? weight[i] : 0;
            metres += weight[i] * distance[i];
        }
        boolean far = stations.size() == 0 || demand <= 0;
        return new DemandFigures(
                demand, covered, far ? null : metres / demand, far ? null : percentile(distance, weight, demand));
    }

    /// The least distance within which the most of the demand has a station.
    private static double percentile(double[] distance, double[] weight, double demand) {
        int[] byDistance = IntStream.range(0, distance.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distance[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double sum = 0;
        for (int i : byDistance) {
            sum += weight[i];
            if (sum >= MOST * demand) {
                return distance[i];
            }
        }
        return Arrays.stream(distance).max().orElse(0);
    }
}
