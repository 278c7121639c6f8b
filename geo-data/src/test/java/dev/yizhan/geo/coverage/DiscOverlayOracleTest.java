package dev.yizhan.geo.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceCircle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Coverage by circles against JTS' union and difference of the same circles, on seeded land: hundreds of random
/// districts and stations, and those that are as awkward as can be.
class DiscOverlayOracleTest {

    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final double RADIUS_METRES = 1000;

    private record Land(Geometry district, List<LonLat> stations, double radiusMetres) {}

    /// Lays out stations in a box of about 20 km.
    private enum Layout {
        SPREAD((random, box) -> spread(random, box, random.nextInt(120))),
        CROWDED((random, box) -> crowded(random, box, 1 + random.nextInt(200), 0.02)),
        NEARLY_AT_ONE_PLACE((random, box) -> crowded(random, box, 1 + random.nextInt(30), 0.0002)),
        A_MILLIMETRE_APART((random, box) -> crowded(random, box, 1 + random.nextInt(10), 1e-8)),
        AT_ONE_PLACE((random, box) -> {
            List<LonLat> stations = new ArrayList<>(spread(random, box, 12));
            stations.addAll(stations);
            return stations;
        }),
        ON_A_GRID((random, box) -> grid(box, 0.001 * (1 + random.nextInt(25)))),
        /// As far apart as the discs are wide, and a little less or more.
        TANGENT((random, box) -> grid(box, 2 * RADIUS_METRES / 110_950 + (random.nextInt(5) - 2) * 1e-9)),
        ON_A_LINE((random, box) -> {
            double y = box.getMinY() + random.nextDouble() * box.getHeight();
            return IntStream.range(0, 40)
                    .mapToObj(i -> new LonLat(box.getMinX() + i * box.getWidth() / 40, y))
                    .toList();
        }),
        AROUND_A_HOLE((random, box) -> IntStream.range(0, 20)
                .mapToObj(i -> new LonLat(
                        box.centre().x + 0.03 * Math.cos(i * Math.PI / 10 + 0.1),
                        box.centre().y + 0.025 * Math.sin(i * Math.PI / 10 + 0.1)))
                .toList());

        private final BiFunction<Random, Envelope, List<LonLat>> stations;

        Layout(BiFunction<Random, Envelope, List<LonLat>> stations) {
            this.stations = stations;
        }
    }

    private static List<LonLat> spread(Random random, Envelope box, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> new LonLat(
                        box.getMinX() + random.nextDouble() * box.getWidth(),
                        box.getMinY() + random.nextDouble() * box.getHeight()))
                .toList();
    }

    private static List<LonLat> crowded(Random random, Envelope box, int count, double degrees) {
        LonLat middle = spread(random, box, 1).getFirst();
        return IntStream.range(0, count)
                .mapToObj(_ -> new LonLat(
                        middle.lon() + random.nextGaussian() * degrees, middle.lat() + random.nextGaussian() * degrees))
                .toList();
    }

    private static List<LonLat> grid(Envelope box, double degrees) {
        List<LonLat> stations = new ArrayList<>();
        for (double x = box.getMinX(); x < box.getMaxX() && stations.size() < 300; x += degrees) {
            for (double y = box.getMinY(); y < box.getMinY() + 15 * degrees; y += degrees) {
                stations.add(new LonLat(x, y));
            }
        }
        return stations;
    }

    private static Polygon star(Random random, double x, double y, double radius, int corners) {
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double far = radius * (0.4 + 0.6 * random.nextDouble());
            ring[i] = new Coordinate(x + far * Math.cos(angle), y + far * Math.sin(angle));
        }
        ring[corners] = ring[0].copy();
        return SHAPES.createPolygon(ring);
    }

    /// A crooked shape, often with a hole, an island, or an island in the hole; sometimes a box with corners on round
    /// numbers.
    private static Geometry district(Random random, double x, double y) {
        if (random.nextInt(6) == 0) {
            return SHAPES.toGeometry(new Envelope(x - 0.08, x + 0.08, y - 0.06, y + 0.06));
        }
        Geometry shape = star(random, x, y, 0.1, 5 + random.nextInt(60));
        if (random.nextBoolean()) {
            shape = shape.difference(star(random, x + 0.01, y, 0.03, 3 + random.nextInt(20)));
        }
        if (random.nextBoolean()) {
            shape = shape.union(star(random, x + 0.01, y, 0.006, 3 + random.nextInt(8)));
        }
        if (random.nextBoolean()) {
            shape = shape.union(star(random, x + 0.14, y + 0.02, 0.03, 3 + random.nextInt(30)));
        }
        return shape;
    }

    private static Land land(Layout layout, long seed) {
        Random random = new Random(seed);
        double x = Math.round(random.nextDouble(-170, 170) * 100) / 100.0;
        double y = Math.round(random.nextDouble(-60, 60) * 100) / 100.0;
        Geometry district = district(random, x, y);
        Envelope box = district.getEnvelopeInternal();
        return new Land(district, layout.stations.apply(random, box), random.nextInt(4) == 0 ? 2777.8 : RADIUS_METRES);
    }

    private static Places places(List<LonLat> stations) {
        return new Places(
                IntStream.range(0, stations.size()).mapToObj(i -> "s" + i).toList(), stations);
    }

    private static Geometry served(Land land) {
        return OverlayNGRobust.union(land.stations.stream()
                .map(place -> ServiceCircle.around(place, land.radiusMetres))
                .toList());
    }

    /// Compares with the plain way.
    private static void check(String name, Land land, DistrictCoverage found) {
        double area = EllipsoidalArea.squareMetres(land.district);
        Geometry uncovered = land.stations.isEmpty()
                ? land.district
                : OverlayNGRobust.overlay(land.district, served(land), OverlayNG.DIFFERENCE);
        double covered = area - EllipsoidalArea.squareMetres(uncovered);
        assertThat(found.areaSquareMetres()).as(name).isCloseTo(area, within(1e-9 * area));
        assertThat(found.coveredSquareMetres()).as(name).isCloseTo(covered, within(1e-9 * area));
        assertThat(found.coveredSquareMetres() + EllipsoidalArea.squareMetres(found.uncovered()))
                .as(name)
                .isCloseTo(area, within(1e-9 * area));
        double gaps = found.gaps(0, Integer.MAX_VALUE).stream()
                .mapToDouble(DistrictCoverage.Gap::areaSquareMetres)
                .sum();
        assertThat(found.coveredSquareMetres() + gaps).as(name).isCloseTo(area, within(1e-9 * area));
        assertThat(found.uncovered().isValid()).as(name).isTrue();
        assertThat(OverlayNGRobust.overlay(found.uncovered(), uncovered, OverlayNG.SYMDIFFERENCE)
                        .getArea())
                .as(name)
                .isLessThan(1e-9 * land.district.getArea());
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void coverage_and_gaps_are_those_of_the_plain_way(Layout layout) {
        for (long seed = 1; seed <= 40; seed++) {
            Land land = land(layout, seed);
            check(
                    layout + " seed " + seed,
                    land,
                    DistrictCoverage.of(land.district, places(land.stations), land.radiusMetres));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SPREAD", "CROWDED", "NEARLY_AT_ONE_PLACE", "AT_ONE_PLACE"})
    void what_is_not_placed_with_intent_needs_no_plain_way(Layout layout) {
        int undecided = 0;
        for (long seed = 1; seed <= 40; seed++) {
            Land land = land(layout, seed);
            try {
                Places stations = places(land.stations);
                DistrictCoverage.byDiscs(
                        Outline.of(land.district),
                        stations,
                        stations.around(land.district.getEnvelopeInternal(), land.radiusMetres),
                        land.radiusMetres);
            } catch (Undecided e) {
                undecided++;
            }
        }
        assertThat(undecided).isLessThan(4);
    }

    /// Three holes that touch each other and the shell at single corners, as the shapes of real counties do,
    /// under discs that join them in all ways.
    @Test
    void rings_that_touch_are_put_together_as_the_plain_way_does() throws ParseException {
        Geometry district = new WKTReader().read("""
                POLYGON ((113 34, 113.1 34.003, 113.1 34.1, 113.05 34.1, 113 34.1, 113 34),
                  (113.05 34.1, 113.03 34.08, 113.05 34.06, 113.07 34.08, 113.05 34.1),
                  (113.05 34.06, 113.03 34.04, 113.05 34.02, 113.07 34.045, 113.05 34.06),
                  (113.07 34.08, 113.07 34.07, 113.09 34.08, 113.07 34.08))
                """);
        assertThat(district.isValid()).isTrue();
        for (long seed = 1; seed <= 150; seed++) {
            Random random = new Random(seed);
            List<LonLat> stations = spread(random, district.getEnvelopeInternal(), 1 + random.nextInt(25));
            Land land = new Land(district, stations, random.nextBoolean() ? RADIUS_METRES : 2777.8);
            check("seed " + seed, land, DistrictCoverage.of(district, places(stations), land.radiusMetres));
        }
    }

    @Test
    void a_disc_that_only_touches_the_border_from_outside_takes_nothing() {
        Geometry district = SHAPES.toGeometry(new Envelope(113, 113.1, 34, 34.1));
        double radius = 1000;
        LonLat below = new LonLat(113.05, 34 - 0.00901 * 1.0006);
        Land land = new Land(district, List.of(below), radius);
        check("touching", land, DistrictCoverage.of(district, places(land.stations), radius));
    }

    @ParameterizedTest
    @CsvSource({"179.95, 10", "-179.98, -45", "20, 84", "100, -88.5"})
    void where_the_plane_ends_the_plain_way_is_taken(double x, double y) {
        Random random = new Random(5);
        Geometry district =
                SHAPES.toGeometry(new Envelope(Math.max(-180, x - 0.1), Math.min(180, x + 0.1), y, y + 0.1));
        List<LonLat> stations = new ArrayList<>(spread(random, district.getEnvelopeInternal(), 20));
        stations.add(new LonLat(x > 0 ? -179.999 : 179.999, y + 0.05));
        Land land = new Land(district, stations, RADIUS_METRES);
        check(x + " " + y, land, DistrictCoverage.of(district, places(stations), RADIUS_METRES));
    }
}
