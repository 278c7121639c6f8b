package dev.yizhan.geo.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.index.PointIndex.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The index against brute force: every point measured with GeographicLib, sorted, cut.
class PointIndexOracleTest {

    private static final double ACCURACY_METRES = 1e-5;

    private static final int QUERIES = 60;

    /// A set of points, and where to ask from.
    private record Land(String name, long seed, double[] lon, double[] lat, Place places) {
        @Override
        public String toString() {
            return name + " (seed " + seed + ", " + lon.length + " points)";
        }
    }

    private interface Place {
        double[] next(Random random);
    }

    static Stream<Land> lands() {
        return Stream.of(
                land("a city", 1, 3000, r -> around(r, 113.65, 34.76, 0.3), r -> around(r, 113.65, 34.76, 0.4)),
                land("the whole world", 2, 3000, PointIndexOracleTest::anywhere, PointIndexOracleTest::anywhere),
                land("clusters", 3, 3000, PointIndexOracleTest::clustered, r -> around(r, 110, 30, 8)),
                land("across the antimeridian", 4, 2000, r -> around(r, 180, -17, 0.5), r -> around(r, 180, -17, 0.6)),
                land("around the north pole", 5, 2000, r -> polar(r, 90, 0.4), r -> polar(r, 90, 0.5)),
                land("around the south pole", 6, 2000, r -> polar(r, -90, 0.4), r -> polar(r, -90, 0.5)),
                land("many on one spot", 7, 1500, PointIndexOracleTest::onAFewSpots, PointIndexOracleTest::onAFewSpots),
                land("on one line of longitude", 8, 1500, r -> at(121.5, 31 + r.nextDouble()), r -> at(121.5, 31.5)),
                land("nearly antipodal", 9, 2000, r -> around(r, 113, 34, 3), r -> around(r, -67, -34, 3)),
                land("a grid with equal distances", 10, 2500, PointIndexOracleTest::onAGrid, r -> at(113.5, 34.5)),
                land("fewer than a leaf", 11, 5, r -> around(r, 113.65, 34.76, 0.01), r -> around(r, 113.65, 34.76, 1)),
                land("one", 12, 1, r -> at(113.65, 34.76), r -> around(r, 113.65, 34.76, 0.1)));
    }

    @ParameterizedTest
    @MethodSource("lands")
    void the_nearest_are_those_of_brute_force(Land land) {
        PointIndex index = PointIndex.of(land.lon, land.lat);
        Random random = new Random(land.seed);
        for (int query = 0; query < QUERIES; query++) {
            double[] place = land.places.next(random);
            int k = 1 + random.nextInt(12);
            double radiusMetres = random.nextInt(4) == 0 ? 3e7 : Math.exp(random.nextDouble() * 13);
            int kept = 1 + random.nextInt(20);
            IntPredicate filter = random.nextBoolean() ? _ -> true : point -> point % kept == 0;

            Hit[] hits = index.nearest(place[0], place[1], k, radiusMetres, filter);

            assertSame(
                    hits,
                    bruteForce(land, place, k, radiusMetres, filter),
                    "%s, query %d from %f %f, k %d, radius %f"
                            .formatted(land, query, place[0], place[1], k, radiusMetres));
        }
    }

    @ParameterizedTest
    @MethodSource("lands")
    void within_a_radius_are_those_of_brute_force(Land land) {
        PointIndex index = PointIndex.of(land.lon, land.lat);
        Random random = new Random(land.seed);
        for (int query = 0; query < 10; query++) {
            double[] place = land.places.next(random);
            double radiusMetres = Math.exp(random.nextDouble() * 13);

            assertThat(index.within(place[0], place[1], radiusMetres))
                    .as("%s, query %d", land, query)
                    .containsExactlyInAnyOrder(
                            bruteForce(land, place, land.lon.length, radiusMetres, _ -> true).stream()
                                    .mapToInt(Hit::point)
                                    .toArray());
        }
    }

    /// The same points at the same distances; where two are equally far to within the accuracy,
    /// either order will do, unless they are on one spot: then the caller's order counts.
    private static void assertSame(Hit[] hits, List<Hit> expected, String as) {
        assertThat(hits).as(as).hasSameSizeAs(expected);
        for (int i = 0; i < hits.length; i++) {
            Hit hit = hits[i];
            Hit there = expected.get(i);
            assertThat(hit.distanceMetres()).as(as).isCloseTo(there.distanceMetres(), within(ACCURACY_METRES));
            if (hit.point() != there.point()) {
                boolean tie = i == hits.length - 1
                        || expected.stream()
                                .anyMatch(other -> other.point() == hit.point()
                                        && Math.abs(other.distanceMetres() - there.distanceMetres()) < ACCURACY_METRES
                                        && other.distanceMetres() != there.distanceMetres());
                assertThat(tie).as(as).isTrue();
            }
        }
    }

    @Test
    void no_points_no_hits() {
        PointIndex index = PointIndex.of(new double[0], new double[0]);
        assertThat(index.nearest(113.6, 34.7, 5, 1e6, _ -> true)).isEmpty();
        assertThat(index.within(113.6, 34.7, 1e6)).isEmpty();
    }

    @Test
    void a_point_exactly_on_the_radius_is_within_it() {
        double distance = dev.yizhan.geo.measure.Geodesic.distanceMetres(113.6, 34.7, 113.65, 34.75);
        PointIndex index = PointIndex.of(new double[] {113.65}, new double[] {34.75});
        assertThat(index.within(113.6, 34.7, distance)).containsExactly(0);
        assertThat(index.within(113.6, 34.7, Math.nextDown(distance))).isEmpty();
    }

    @Test
    void nothing_is_found_for_k_zero_a_negative_or_an_unknown_radius() {
        PointIndex index = PointIndex.of(new double[] {113.65}, new double[] {34.75});
        assertThat(index.nearest(113.65, 34.75, 0, 1e6, _ -> true)).isEmpty();
        assertThat(index.nearest(113.65, 34.75, 1, -1, _ -> true)).isEmpty();
        assertThat(index.nearest(113.65, 34.75, 1, Double.NaN, _ -> true)).isEmpty();
    }

    @Test
    void the_callers_arrays_may_change_afterwards() {
        double[] lon = {113.65, 113.66};
        double[] lat = {34.75, 34.75};
        PointIndex index = PointIndex.of(lon, lat);
        lon[0] = 0;
        assertThat(index.nearest(113.65, 34.75, 1, 1, _ -> true)).containsExactly(new Hit(0, 0));
    }

    private static List<Hit> bruteForce(Land land, double[] place, int k, double radiusMetres, IntPredicate filter) {
        return IntStream.range(0, land.lon.length)
                .filter(filter)
                .mapToObj(i -> new Hit(i, Geodesic.WGS84.Inverse(place[1], place[0], land.lat[i], land.lon[i]).s12))
                .filter(hit -> hit.distanceMetres() <= radiusMetres)
                .sorted(Comparator.comparingDouble(Hit::distanceMetres).thenComparingInt(Hit::point))
                .limit(k)
                .toList();
    }

    private static Land land(String name, long seed, int count, Place points, Place places) {
        Random random = new Random(seed);
        double[] lon = new double[count];
        double[] lat = new double[count];
        for (int i = 0; i < count; i++) {
            double[] point = points.next(random);
            lon[i] = point[0];
            lat[i] = point[1];
        }
        return new Land(name, seed, lon, lat, places);
    }

    private static double[] at(double lon, double lat) {
        return new double[] {lon > 180 ? lon - 360 : lon, lat};
    }

    private static double[] around(Random random, double lon, double lat, double degrees) {
        return at(lon + degrees * (2 * random.nextDouble() - 1), lat + degrees * (2 * random.nextDouble() - 1));
    }

    private static double[] anywhere(Random random) {
        return at(360 * random.nextDouble() - 180, Math.toDegrees(Math.asin(2 * random.nextDouble() - 1)));
    }

    private static double[] polar(Random random, double pole, double degrees) {
        return at(360 * random.nextDouble() - 180, pole - Math.signum(pole) * degrees * random.nextDouble());
    }

    private static double[] clustered(Random random) {
        int cluster = random.nextInt(6);
        return at(105 + 2 * cluster + 0.01 * random.nextGaussian(), 28 + cluster + 0.01 * random.nextGaussian());
    }

    private static double[] onAFewSpots(Random random) {
        return at(113.6 + 0.01 * random.nextInt(5), 34.7 + 0.01 * random.nextInt(3));
    }

    private static double[] onAGrid(Random random) {
        return at(113 + random.nextInt(50) * 0.02, 34 + random.nextInt(50) * 0.02);
    }
}
