package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.LonLat;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Seeded cities to choose sites in.
record Cities(List<LonLat> demand, double[] weights, List<LonLat> candidates) {

    /// Demand and candidates spread evenly over a square.
    static Cities even(long seed, int demand, int candidates, double sideMetres) {
        Random random = new Random(seed);
        return new Cities(
                places(random, demand, sideMetres),
                random.doubles(demand, 1, 101).map(Math::floor).toArray(),
                places(random, candidates, sideMetres));
    }

    /// Demand in quarters of unlike size, candidates among the demand and between.
    static Cities quartered(long seed, int demand, int candidates, double sideMetres) {
        Random random = new Random(seed);
        List<LonLat> quarters = places(random, 12, sideMetres);
        double spread = sideMetres / 12 / 111_000;
        List<LonLat> places = Stream.generate(() -> {
                    if (random.nextInt(5) == 0) {
                        return place(random, sideMetres);
                    }
                    LonLat quarter = quarters.get(Math.min(random.nextInt(12), random.nextInt(12)));
                    return new LonLat(
                            quarter.lon() + random.nextGaussian() * spread,
                            quarter.lat() + random.nextGaussian() * spread);
                })
                .limit(demand + candidates)
                .toList();
        double[] weights = new double[demand];
        Arrays.setAll(weights, _ -> Math.floor(1 + Math.exp(random.nextGaussian() * 1.2 + 2)));
        return new Cities(places.subList(0, demand), weights, places.subList(demand, demand + candidates));
    }

    private static List<LonLat> places(Random random, int count, double sideMetres) {
        return Stream.generate(() -> place(random, sideMetres)).limit(count).toList();
    }

    private static LonLat place(Random random, double sideMetres) {
        double degrees = sideMetres / 111_000;
        return new LonLat(
                113.3 + random.nextDouble() * degrees / Math.cos(Math.toRadians(23)),
                23 + random.nextDouble() * degrees);
    }

    SitingProblem problem(Objective objective, int sites, double radiusMetres) {
        return problem(objective, sites, radiusMetres, 0, Double.POSITIVE_INFINITY);
    }

    SitingProblem problem(
            Objective objective, int sites, double radiusMetres, double minSpacingMetres, double capacity) {
        double[] without = new double[weights.length];
        Arrays.fill(without, Double.POSITIVE_INFINITY);
        return new SitingProblem(
                objective,
                sites,
                weights,
                new boolean[weights.length],
                without,
                candidates,
                objective == Objective.P_MEDIAN
                        ? Links.nearerThan(candidates, demand, without)
                        : Links.within(candidates, demand, radiusMetres),
                minSpacingMetres,
                capacity);
    }
}
