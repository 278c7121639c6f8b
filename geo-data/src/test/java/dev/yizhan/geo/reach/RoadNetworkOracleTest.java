package dev.yizhan.geo.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.RoadNetwork.Candidate;
import dev.yizhan.geo.reach.RoadNetwork.Candidates;
import dev.yizhan.geo.reach.RoadNetwork.Way;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Areas and times over real roads, held against GraphHopper's own routes.
class RoadNetworkOracleTest {

    private static final LonLat TOWN_HALL = new LonLat(-8.6110, 41.1496);
    private static final LonLat BOAVISTA = new LonLat(-8.6291, 41.1579);
    private static final LonLat GAIA = new LonLat(-8.6100, 41.1375);
    private static final LonLat MONTE_CARLO = new LonLat(7.4250, 43.7392);

    private static LonLat start(String name) {
        return switch (name) {
            case "TOWN_HALL" -> TOWN_HALL;
            case "BOAVISTA" -> BOAVISTA;
            case "GAIA" -> GAIA;
            default -> MONTE_CARLO;
        };
    }

    /// How often the area of a start is right about places on roads, by GraphHopper's routes.
    private static final class Tally {

        private final int[] right = new int[2];
        private final int[] all = new int[2];
        private double farthestMetres;

        private void judge(Judge judge, LonLat start, Mode mode, int count, long seed) {
            ServiceStandard standard = ServiceStandard.of(mode);
            double limitSeconds = standard.minutes() * 60;
            Isochrone isochrone = (Isochrone) judge.network.isochrone(start, standard);
            double toRoadSeconds = isochrone.snappedMetres() / RoadProfiles.paceMetresASecond();
            IndexedPointInAreaLocator area = new IndexedPointInAreaLocator(isochrone.area());
            Geometry border = isochrone.area().getBoundary();
            for (LonLat place :
                    judge.roadPlaces(mode, start, 1.1 * limitSeconds * standard.speedKmh() / 3.6, count, seed)) {
                Coordinate at = new Coordinate(place.lon(), place.lat());
                boolean inside = area.locate(at) != Location.EXTERIOR;
                boolean reached = judge.seconds(place, start, mode) + toRoadSeconds <= limitSeconds;
                all[inside ? 1 : 0]++;
                if (inside == reached) {
                    right[inside ? 1 : 0]++;
                } else {
                    Coordinate edge = org.locationtech.jts.operation.distance.DistanceOp.nearestPoints(
                            border, new GeometryFactory().createPoint(at))[0];
                    farthestMetres =
                            Math.max(farthestMetres, Geodesic.distanceMetres(edge.x, edge.y, place.lon(), place.lat()));
                }
            }
        }

        private void holds(String what) {
            System.out.printf(
                    "%s: %d inside, %.2f %% of them reached; %d outside, %.2f %% of them not; wrong ones up to %.1f m"
                            + " from the border%n",
                    what, all[1], 100.0 * right[1] / all[1], all[0], 100.0 * right[0] / all[0], farthestMetres);
            assertThat(all[1]).isGreaterThan((all[0] + all[1]) / 5);
            assertThat((double) right[1] / all[1]).as("inside and reached").isGreaterThanOrEqualTo(0.98);
            if (all[0] > 0) {
                assertThat((double) right[0] / all[0])
                        .as("outside and not reached")
                        .isGreaterThanOrEqualTo(0.98);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "porto, TOWN_HALL, WALK",
        "porto, BOAVISTA, WALK",
        "porto, GAIA, EBIKE",
        "porto, TOWN_HALL, EBIKE",
        "monaco, MONTE_CARLO, WALK"
    })
    void road_places_inside_are_reached_in_time_and_those_outside_are_not(String city, String where, Mode mode) {
        Tally tally = new Tally();
        tally.judge(Judge.of(city), start(where), mode, 1000, 20260101);
        tally.holds(city + " " + where + " " + mode.code());
        assertThat(tally.farthestMetres)
                .as("of what is wrong, from the border")
                .isLessThan(RoadNetwork.cellMetres(mode));
    }

    /// Somewhere among the stations that random places in Porto would be.
    private static List<LonLat> anywhere(int count, long seed) {
        Random random = new Random(seed);
        List<LonLat> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(new LonLat(-8.66 + 0.08 * random.nextDouble(), 41.13 + 0.05 * random.nextDouble()));
        }
        return places;
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void so_it_is_from_anywhere_in_the_city(Mode mode) {
        Judge judge = Judge.of("porto");
        Tally all = new Tally();
        int starts = 0;
        for (LonLat start : anywhere(30, 21)) {
            if (judge.network.isochrone(start, ServiceStandard.of(mode)) instanceof NoRoad) {
                continue;
            }
            starts++;
            all.judge(judge, start, mode, 200, starts);
            assertThat(all.farthestMetres)
                    .as("%s: of what is wrong, from the border", start)
                    .isLessThan(RoadNetwork.cellMetres(mode));
        }
        all.holds("porto, " + starts + " starts, " + mode.code());
    }

    @ParameterizedTest
    @CsvSource({"WALK, 15", "EBIKE, 5"})
    void one_search_from_all_stations_finds_what_their_areas_hold_together(Mode mode, double minutes)
            throws TooManyCorners {
        Judge judge = Judge.of("porto");
        List<LonLat> places = anywhere(30, 4);
        ServiceStandard usual = ServiceStandard.of(mode);
        ServiceStandard standard = new ServiceStandard(mode, minutes, usual.speedKmh(), usual.detour());
        Geometry district = new GeometryFactory().toGeometry(new Envelope(-8.65, -8.60, 41.14, 41.17));
        RoadsReach reach = judge.network.reach(places, standard, district.getEnvelopeInternal(), Integer.MAX_VALUE);
        List<Geometry> areas = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            RoadArea area = judge.network.isochrone(places.get(i), standard);
            assertThat(reach.roadless().get(i)).isEqualTo(area instanceof NoRoad);
            if (area instanceof Isochrone isochrone) {
                areas.add(isochrone.area());
            }
        }
        assertThat(reach.area().isValid()).isTrue();
        Geometry all = overlay(OverlayNGRobust.union(areas), district, OverlayNG.INTERSECTION);
        Geometry found = overlay(reach.area(), district, OverlayNG.INTERSECTION);
        double square = EllipsoidalArea.squareMetres(all);
        double more = EllipsoidalArea.squareMetres(overlay(found, all, OverlayNG.DIFFERENCE));
        double less = EllipsoidalArea.squareMetres(overlay(all, found, OverlayNG.DIFFERENCE));
        System.out.printf(
                "%s %.0f minutes: of %.1f km2 one search finds %.3f %% more and %.3f %% less%n",
                mode.code(), minutes, square / 1e6, 100 * more / square, 100 * less / square);
        // Two grids that lie differently.
        assertThat((more - less) / square).isBetween(-0.001, 0.001);
        assertThat((more + less) / square).isLessThan(0.01);
    }

    private static Geometry overlay(Geometry a, Geometry b, int operation) {
        return OverlayNGRobust.overlay(a, b, operation);
    }

    @Test
    void all_stations_by_the_longest_standard_take_no_more_corners_than_one() throws TooManyCorners {
        Judge judge = Judge.of("porto");
        Envelope city = new Envelope(-8.70, -8.55, 41.12, 41.19);
        ServiceStandard hour = new ServiceStandard(Mode.EBIKE, 60, 15, 1.3);
        assertThat(judge.network
                        .reach(anywhere(60, 4), hour, city, 100_000)
                        .area()
                        .getNumPoints())
                .isGreaterThan(10_000);
        assertThatThrownBy(() -> judge.network.reach(anywhere(60, 4), hour, city, 10_000))
                .isInstanceOf(TooManyCorners.class);
    }

    @Test
    void a_box_of_several_sheets_has_no_seams() throws TooManyCorners {
        Judge judge = Judge.of("porto");
        List<LonLat> places = anywhere(30, 4);
        // More than 2,048 cells wide, and cut through the middle of the city.
        Geometry wide = judge.network
                .reach(places, ServiceStandard.WALK, new Envelope(-8.84, -8.40, 41.12, 41.19), Integer.MAX_VALUE)
                .area();
        Envelope box = new Envelope(-8.66, -8.58, 41.13, 41.18);
        Geometry city = judge.network
                .reach(places, ServiceStandard.WALK, box, Integer.MAX_VALUE)
                .area();
        assertThat(wide.isValid()).isTrue();
        Geometry shape = new GeometryFactory().toGeometry(box);
        double whole = EllipsoidalArea.squareMetres(overlay(city, shape, OverlayNG.INTERSECTION));
        assertThat(EllipsoidalArea.squareMetres(overlay(wide, shape, OverlayNG.INTERSECTION)))
                .isCloseTo(whole, within(0.002 * whole));
        // Everything around the cut, which lies at -8.62, is on both sides of it.
        assertThat(wide.getNumGeometries()).isLessThan(2 * city.getNumGeometries() + 20);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void a_shorter_time_lies_inside_a_longer_one(Mode mode) {
        Judge judge = Judge.of("porto");
        for (LonLat start : List.of(TOWN_HALL, GAIA)) {
            Geometry before = null;
            for (double minutes : new double[] {1, 3, 5, 10, 14.9, 15, 20}) {
                Geometry area = area(judge, start, mode, minutes);
                assertThat(area.isValid()).isTrue();
                assertThat(new IndexedPointInAreaLocator(area).locate(new Coordinate(start.lon(), start.lat())))
                        .isEqualTo(Location.INTERIOR);
                if (before != null) {
                    assertThat(EllipsoidalArea.squareMetres(before.difference(area)))
                            .as("%s: what %.1f minutes lack of a shorter time, in square metres", start, minutes)
                            .isLessThan(1);
                    assertThat(EllipsoidalArea.squareMetres(area)).isGreaterThan(EllipsoidalArea.squareMetres(before));
                }
                before = area;
            }
        }
    }

    private static Geometry area(Judge judge, LonLat start, Mode mode, double minutes) {
        ServiceStandard usual = ServiceStandard.of(mode);
        return ((Isochrone) judge.network.isochrone(
                        start, new ServiceStandard(mode, minutes, usual.speedKmh(), usual.detour())))
                .area();
    }

    @Test
    void twice_the_speed_is_twice_the_time_and_the_detour_says_nothing() {
        Judge judge = Judge.of("porto");
        Geometry faster =
                ((Isochrone) judge.network.isochrone(TOWN_HALL, new ServiceStandard(Mode.WALK, 7.5, 10, 3))).area();
        assertThat(faster).isEqualTo(area(judge, TOWN_HALL, Mode.WALK, 15));
    }

    @Test
    void the_same_question_has_the_same_answer_to_the_last_corner() {
        Judge judge = Judge.of("monaco");
        assertThat(area(judge, MONTE_CARLO, Mode.WALK, 10).toText())
                .isEqualTo(area(judge, MONTE_CARLO, Mode.WALK, 10).toText());
    }

    @Test
    void the_river_has_no_road_and_is_not_crossed_but_on_its_bridges() {
        Judge judge = Judge.of("porto");
        Geometry area = area(judge, TOWN_HALL, Mode.WALK, 15);
        // The middle of the Douro, below the old town and 400 m from the next bridge.
        assertThat(area.contains(new GeometryFactory().createPoint(new Coordinate(-8.6165, 41.1392))))
                .isFalse();
        Geometry banks = area(judge, new LonLat(-8.6137, 41.1405), Mode.WALK, 15);
        assertThat(banks.contains(new GeometryFactory().createPoint(new Coordinate(-8.6165, 41.1392))))
                .isFalse();
    }

    @Test
    void far_from_any_road_there_is_no_area_but_a_reason() {
        Judge judge = Judge.of("porto");
        assertThat(judge.network.isochrone(new LonLat(113.26, 23.13), ServiceStandard.WALK))
                .isEqualTo(new NoRoad(null));
        NoRoad atSea = (NoRoad) judge.network.isochrone(new LonLat(-8.6960, 41.1500), ServiceStandard.WALK);
        assertThat(atSea.nearestRoadMetres()).isBetween(200.0, 1500.0);
        assertThat(atSea.reason()).contains("m away, more than the 200 m");
    }

    private static Candidates<Integer> candidates(LonLat courier, List<LonLat> places) {
        List<Candidate<Integer>> sorted = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            sorted.add(new Candidate<>(i, places.get(i), Geodesic.distanceMetres(courier, places.get(i))));
        }
        sorted.sort(Comparator.comparingDouble(Candidate::straightMetres));
        return new Candidates<>() {
            @Override
            public List<Candidate<Integer>> nearest(int count) {
                return sorted.stream().limit(count).toList();
            }

            @Override
            public List<Candidate<Integer>> within(double metres) {
                return sorted.stream()
                        .filter(candidate -> candidate.straightMetres() <= metres)
                        .toList();
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void the_soonest_are_those_that_a_route_to_each_one_finds(Mode mode) {
        Judge judge = Judge.of("porto");
        Random random = new Random(4);
        List<LonLat> places = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            places.add(new LonLat(-8.66 + 0.08 * random.nextDouble(), 41.13 + 0.05 * random.nextDouble()));
        }
        RoadWays ways = new RoadWays(judge.roads, mode);
        ServiceStandard standard = ServiceStandard.of(mode);
        int asked = 0;
        for (int round = 0; round < 12; round++) {
            LonLat courier = new LonLat(-8.65 + 0.06 * random.nextDouble(), 41.14 + 0.03 * random.nextDouble());
            List<Way<Integer>> found = judge.network
                    .soonest(courier, standard, 5, candidates(courier, places))
                    .orElse(List.of());
            if (found.isEmpty()) {
                continue;
            }
            double courierSeconds = ways.side(courier).offRoadSeconds();
            List<Double> routed = new ArrayList<>();
            for (LonLat place : places) {
                RoadSide side = ways.side(place);
                routed.add(
                        side == null || side.offRoadMetres() > RoadNetwork.FARTHEST_ROAD_METRES
                                ? standard.durationSeconds(Geodesic.distanceMetres(courier, place))
                                : judge.seconds(courier, place, mode) + courierSeconds + side.offRoadSeconds());
            }
            List<Double> best = routed.stream().sorted().limit(5).toList();
            for (int i = 0; i < 5; i++) {
                assertThat(found.get(i).durationSeconds())
                        .as("%s, number %d of %s", courier, i, mode)
                        .isCloseTo(best.get(i), within(0.3));
                assertThat(routed.get(found.get(i).what())).isCloseTo(best.get(i), within(0.3));
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(30);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void ways_to_a_station_are_as_long_as_the_routes_there(Mode mode) {
        Judge judge = Judge.of("porto");
        ServiceStandard standard = ServiceStandard.of(mode);
        List<LonLat> places = judge.roadPlaces(mode, TOWN_HALL, 2000, 200, 5);
        RoadLengths lengths = judge.network.lengths(places, standard);
        assertThat(lengths.roadless()).isZero();
        double[] all = lengths.to(BOAVISTA, Double.POSITIVE_INFINITY);
        double[] near = lengths.to(BOAVISTA, 1500);
        double beside = new RoadWays(judge.roads, mode).side(BOAVISTA).offRoadMetres();
        int same = 0;
        for (int i = 0; i < all.length; i++) {
            double routed = judge.route(places.get(i), BOAVISTA, mode).getDistance() + beside;
            // Two ways that take equally long need not be equally long.
            same += Math.abs(all[i] - routed) <= 2 ? 1 : 0;
            assertThat(near[i]).isGreaterThanOrEqualTo(all[i] - 1e-6);
            if (all[i] <= 1500) {
                assertThat(near[i]).isEqualTo(all[i]);
            }
        }
        assertThat(same).isGreaterThanOrEqualTo(196);
    }

    @Test
    void where_no_road_is_near_a_way_is_a_straight_line_with_its_detour() {
        Judge judge = Judge.of("porto");
        LonLat atSea = new LonLat(-8.6960, 41.1500);
        RoadLengths lengths = judge.network.lengths(List.of(atSea, TOWN_HALL), ServiceStandard.WALK);
        assertThat(lengths.roadless()).isEqualTo(1);
        double straight = Geodesic.distanceMetres(atSea, TOWN_HALL);
        assertThat(lengths.to(TOWN_HALL, 100)[0]).isCloseTo(1.25 * straight, within(1e-6));
        assertThat(lengths.to(TOWN_HALL, 100)[1]).isCloseTo(0, within(100.0));
        assertThat(lengths.to(atSea, 100)[1]).isCloseTo(1.25 * straight, within(1e-6));
        LonLat south = new LonLat(-8.6215, 41.1365);
        LonLat north = new LonLat(-8.6215, 41.1420);
        assertThat(judge.network.lengths(List.of(north), ServiceStandard.WALK).to(south, Double.POSITIVE_INFINITY)[0])
                .as("by the bridge")
                .isGreaterThan(2 * Geodesic.distanceMetres(north, south));
    }

    @Test
    void who_stands_beside_a_road_is_told_a_way_in_time_where_the_area_says_so() {
        Judge judge = Judge.of("porto");
        Random random = new Random(17);
        GeometryFactory shapes = new GeometryFactory();
        // A cell of the areas, where roads cross or end.
        double cellDegrees = RoadNetwork.cellMetres(Mode.WALK) * 1.5 / 111_320;
        // The area knows the roads that are second nearest too: they save no more than the way to the nearest.
        double offRoadSeconds = RoadNetwork.BESIDE_METRES / RoadProfiles.paceMetresASecond();
        RoadWays roads = new RoadWays(judge.roads, Mode.WALK);
        int told = 0;
        for (LonLat station : List.of(TOWN_HALL, GAIA, new LonLat(-8.6730, 41.1520), new LonLat(-8.5780, 41.1560))) {
            Geometry area = area(judge, station, Mode.WALK, 15);
            for (int i = 0; i < 400; i++) {
                LonLat courier = new LonLat(
                        station.lon() + 0.03 * (random.nextDouble() - 0.5),
                        station.lat() + 0.022 * (random.nextDouble() - 0.5));
                RoadSide side = roads.side(courier);
                if (side == null || side.offRoadMetres() > RoadNetwork.BESIDE_METRES) {
                    continue;
                }
                Way<Integer> way = judge.network
                        .soonest(courier, ServiceStandard.WALK, 1, candidates(courier, List.of(station)))
                        .orElseThrow()
                        .getFirst();
                Point place = shapes.createPoint(new Coordinate(courier.lon(), courier.lat()));
                boolean inTime = way.overRoads() && way.durationSeconds() <= 900;
                if (inTime != area.intersects(place) && area.getBoundary().distance(place) > cellDegrees) {
                    assertThat(way.durationSeconds())
                            .as("%s to %s", courier, station)
                            .isBetween(900.0, 900 + offRoadSeconds);
                }
                told++;
            }
        }
        assertThat(told).isGreaterThan(800);
    }

    @Test
    void what_is_across_the_river_is_farther_than_it_looks() {
        Judge judge = Judge.of("porto");
        LonLat north = new LonLat(-8.6215, 41.1420);
        LonLat south = new LonLat(-8.6215, 41.1365);
        Way<Integer> way = judge.network
                .soonest(north, ServiceStandard.WALK, 1, candidates(north, List.of(south)))
                .orElseThrow()
                .getFirst();
        assertThat(way.overRoads()).isTrue();
        assertThat(way.distanceMetres()).isGreaterThan(2 * Geodesic.distanceMetres(north, south));
    }
}
