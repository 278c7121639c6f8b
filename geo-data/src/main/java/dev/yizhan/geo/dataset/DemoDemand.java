package dev.yizhan.geo.dataset;

import static dev.yizhan.geo.dataset.StrictYaml.required;

import dev.yizhan.geo.demand.DemandPoint;
import dev.yizhan.geo.measure.LonLat;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.core.type.TypeReference;

/// Who needs the stations of a demonstration: as many as is stated, in places that are made up.
///
/// **Shape**  one `demand.yaml` beside the plan; the same files give the same demand on every machine.
record DemoDemand(Count points, Total weight, String unit, String id, long seed, List<String> generated) {

    /// In how many places, and whether the source states that.
    record Count(int count, boolean stated) {}

    /// How much of it there is in all, and whether the source states that.
    record Total(int total, boolean stated) {}

    private static final double METRES_A_DEGREE = 111_195;

    /// Which part of those who deliver is on the road in each hour of a day: made up, with the peaks of
    /// two meals.
    private static final double[] ON_THE_ROAD = {
        0.10, 0.06, 0.04, 0.03, 0.03, 0.05, 0.15, 0.35, 0.50, 0.60, 0.80, 1.00,
        1.00, 0.80, 0.55, 0.50, 0.60, 0.90, 1.00, 0.95, 0.75, 0.55, 0.35, 0.20
    };

    DemoDemand {
        required(points, "points");
        required(weight, "weight");
        required(unit, "unit");
        required(id, "id");
        generated = List.copyOf(required(generated, "generated"));
    }

    /// **Errors** [IllegalArgumentException] naming the file, the line and the key.
    static DemoDemand read(String what, InputStream yaml) {
        return StrictYaml.read(what, yaml, new TypeReference<>() {});
    }

    /// The demand around the places of a plan, its ids beginning with the network's code.
    List<DemandPoint> around(DemoPlan plan, String network) {
        // Its sequence is part of Java's specification, unlike those of newer generators.
        Random random = new Random(seed);
        int[] weights = weights(random);
        List<DemandPoint> made = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            DemoPlan.Place place = plan.places().get(i % plan.places().size());
            made.add(new DemandPoint(
                    "%s:%s-%02d".formatted(network, id, i + 1),
                    location(place, random),
                    weights[i],
                    unit,
                    hours(weights[i])));
        }
        return made;
    }

    /// Whole numbers that add up to the total, the largest three times the smallest at most.
    private int[] weights(Random random) {
        double[] shares = random.doubles(points.count, 0.5, 1.5).toArray();
        double sum =
                IntStream.range(0, shares.length).mapToDouble(i -> shares[i]).sum();
        double[] exact = IntStream.range(0, shares.length)
                .mapToDouble(i -> shares[i] / sum * weight.total)
                .toArray();
        int[] whole = IntStream.range(0, exact.length).map(i -> (int) exact[i]).toArray();
        int left = weight.total - IntStream.of(whole).sum();
        IntStream.range(0, exact.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> whole[i] - exact[i]))
                .limit(left)
                .forEach(i -> whole[i]++);
        return whole;
    }

    private static LonLat location(DemoPlan.Place place, Random random) {
        double angle = random.nextDouble() * 2 * Math.PI;
        double metres = 1.5 * place.radiusM() * Math.sqrt(random.nextDouble());
        // StrictMath gives the same bits everywhere; a millionth of a degree is 0.1 m.
        double lat = place.lat() + metres * StrictMath.sin(angle) / METRES_A_DEGREE;
        double lon = place.lon()
                + metres
                        * StrictMath.cos(angle)
                        / (METRES_A_DEGREE * StrictMath.cos(StrictMath.toRadians(place.lat())));
        return new LonLat(Math.rint(lon * 1e6) / 1e6, Math.rint(lat * 1e6) / 1e6);
    }

    private static List<Double> hours(int weight) {
        return IntStream.range(0, ON_THE_ROAD.length)
                .mapToObj(hour -> Math.rint(weight * ON_THE_ROAD[hour] * 10) / 10)
                .toList();
    }
}
