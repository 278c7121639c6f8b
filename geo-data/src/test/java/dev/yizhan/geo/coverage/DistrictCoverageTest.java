package dev.yizhan.geo.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceCircle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.sf.geographiclib.Geodesic;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class DistrictCoverageTest {

    /// A crooked district with a hole, about 40 km by 30 km, near Zhengzhou.
    private static final Geometry DISTRICT = wkt("POLYGON ((113.4 34.6, 113.55 34.62, 113.6 34.55, 113.85 34.6, "
            + "113.8 34.8, 113.7 34.75, 113.6 34.87, 113.42 34.8, 113.4 34.6), "
            + "(113.6 34.68, 113.62 34.72, 113.66 34.7, 113.6 34.68))");

    private static Geometry wkt(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<LonLat> random(long seed, int count) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(_ -> new LonLat(random.nextDouble(113.35, 113.9), random.nextDouble(34.5, 34.9)))
                .toList();
    }

    private static Places places(List<LonLat> places) {
        return new Places(
                IntStream.range(0, places.size()).mapToObj(i -> "s" + i).toList(), places);
    }

    private static double nearestMetres(List<LonLat> stations, double lon, double lat) {
        return stations.stream()
                .mapToDouble(station -> Geodesic.WGS84.Inverse(lat, lon, station.lat(), station.lon()).s12)
                .min()
                .orElseThrow();
    }

    private static boolean isServed(List<LonLat> stations, double lon, double lat, double radiusMetres) {
        // A degree of latitude is never shorter; most stations are ruled out without the geodesic.
        double degrees = radiusMetres / 110_500;
        return stations.stream()
                .filter(station ->
                        Math.abs(station.lat() - lat) <= degrees && Math.abs(station.lon() - lon) <= 2 * degrees)
                .anyMatch(
                        station -> Geodesic.WGS84.Inverse(lat, lon, station.lat(), station.lon()).s12 <= radiusMetres);
    }

    private interface Visit {
        void at(double lon, double lat, double weight);
    }

    /// Every middle of a fine grid's cells inside the district, weighed by the cell's true size.
    private static void grid(Geometry area, int steps, Visit visit) {
        IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(area);
        Envelope box = area.getEnvelopeInternal();
        for (int row = 0; row < steps; row++) {
            double lat = box.getMinY() + box.getHeight() * (row + 0.5) / steps;
            for (int column = 0; column < steps; column++) {
                double lon = box.getMinX() + box.getWidth() * (column + 0.5) / steps;
                if (inside.locate(new Coordinate(lon, lat)) == Location.INTERIOR) {
                    visit.at(lon, lat, Math.cos(Math.toRadians(lat)));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 1000", "2, 40, 1000", "3, 150, 1000", "4, 20, 2777.8", "5, 60, 2777.8", "6, 3, 8000"})
    void the_covered_area_is_what_a_fine_grid_counts(long seed, int count, double radiusMetres) {
        List<LonLat> stations = random(seed, count);
        DistrictCoverage coverage = DistrictCoverage.of(DISTRICT, places(stations), radiusMetres);
        double[] sums = new double[2];
        grid(DISTRICT, 500, (lon, lat, weight) -> {
            sums[0] += weight;
            if (isServed(stations, lon, lat, radiusMetres)) {
                sums[1] += weight;
            }
        });
        assertThat(coverage.coveredSquareMetres() / coverage.areaSquareMetres())
                .isCloseTo(sums[1] / sums[0], Percentage.withPercentage(0.5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void covered_and_gaps_make_up_the_district(long seed) {
        DistrictCoverage coverage = DistrictCoverage.of(DISTRICT, places(random(seed, 60)), 1000);
        double gaps = coverage.gaps(0, Integer.MAX_VALUE).stream()
                .mapToDouble(DistrictCoverage.Gap::areaSquareMetres)
                .sum();
        assertThat((coverage.coveredSquareMetres() + gaps) / coverage.areaSquareMetres())
                .isCloseTo(1, within(1e-6));
        assertThat(coverage.coveredSquareMetres()).isBetween(0.0, coverage.areaSquareMetres());
    }

    @Test
    void gaps_come_largest_first_and_no_circle_reaches_their_worst_points() {
        List<LonLat> stations = random(7, 150);
        List<DistrictCoverage.Gap> gaps =
                DistrictCoverage.of(DISTRICT, places(stations), 2200).gaps(10_000, 50);
        assertThat(gaps.size()).isGreaterThan(1);
        assertThat(gaps).isSortedAccordingTo((a, b) -> Double.compare(b.areaSquareMetres(), a.areaSquareMetres()));
        for (DistrictCoverage.Gap gap : gaps) {
            WorstPoint worst = gap.worst();
            assertThat(worst).isNotNull();
            assertThat(nearestMetres(
                            stations, worst.place().lon(), worst.place().lat()))
                    .isCloseTo(worst.distanceMetres(), within(0.01))
                    .isGreaterThan(2195);
        }
    }

    @ParameterizedTest
    @CsvSource({"11, 1", "12, 7", "13, 60"})
    void no_place_of_a_grid_is_worse_than_the_worst_point(long seed, int count) {
        List<LonLat> stations = random(seed, count);
        WorstPoint worst = WorstPoint.in(DISTRICT, places(stations));
        double[] farthest = new double[1];
        grid(DISTRICT, 250, (lon, lat, _) -> farthest[0] = Math.max(farthest[0], nearestMetres(stations, lon, lat)));
        assertThat(worst).isNotNull();
        assertThat(worst.distanceMetres()).isGreaterThan(farthest[0] * 0.994 - 5);
        assertThat(DISTRICT.covers(DISTRICT.getFactory()
                        .createPoint(new Coordinate(
                                worst.place().lon(), worst.place().lat()))))
                .isTrue();
    }

    @Test
    void without_stations_all_of_it_is_one_gap_of_unknown_depth() {
        DistrictCoverage coverage = DistrictCoverage.of(DISTRICT, places(List.of()), 1000);
        assertThat(coverage.coveredSquareMetres()).isZero();
        assertThat(coverage.gaps(0, 10)).singleElement().satisfies(gap -> {
            assertThat(gap.worst()).isNull();
            assertThat(gap.areaSquareMetres()).isEqualTo(coverage.areaSquareMetres());
        });
    }

    @Test
    void a_district_within_one_circle_has_no_gap() {
        DistrictCoverage coverage = DistrictCoverage.of(DISTRICT, places(List.of(new LonLat(113.6, 34.7))), 60_000);
        assertThat(coverage.coveredSquareMetres())
                .isCloseTo(coverage.areaSquareMetres(), Percentage.withPercentage(1e-6));
        assertThat(coverage.gaps(0, 10)).isEmpty();
    }

    @Test
    void stations_inside_are_counted_and_those_outside_serve_all_the_same() {
        Places stations = places(List.of(new LonLat(113.5, 34.7), new LonLat(113.402, 34.65)));
        DistrictCoverage coverage = DistrictCoverage.of(DISTRICT, stations, 1000);
        assertThat(coverage.stationsInside()).isEqualTo(1);
        assertThat(coverage.coveredSquareMetres()).isGreaterThan(Math.PI * 1e6 * 1.02);
    }

    @Test
    void areas_of_any_form_are_united_and_what_reaches_beyond_the_district_does_not_count() {
        Geometry west = wkt("POLYGON ((113.3 34.64, 113.5 34.64, 113.5 34.7, 113.3 34.7, 113.3 34.64))");
        Geometry ring = wkt("MULTIPOLYGON (((113.45 34.64, 113.55 34.64, 113.55 34.7, 113.45 34.7, 113.45 34.64),"
                + "(113.51 34.65, 113.51 34.66, 113.52 34.66, 113.52 34.65, 113.51 34.65)),"
                + "((120 30, 121 30, 121 31, 120 30)))");
        Geometry elsewhere = wkt("POLYGON ((10 10, 11 10, 11 11, 10 10))");
        Places stations = places(List.of(new LonLat(113.5, 34.67)));
        DistrictCoverage coverage = DistrictCoverage.of(Outline.of(DISTRICT), stations, List.of(west, ring, elsewhere));
        assertThat(coverage.coveredSquareMetres())
                .isCloseTo(
                        EllipsoidalArea.squareMetres(DISTRICT.intersection(west.union(ring))),
                        Percentage.withPercentage(1e-7));
        assertThat(coverage.gaps(0, 10)).hasSize(2).element(1).satisfies(gap -> {
            assertThat(gap.shape()
                            .equalsTopo(wkt("POLYGON ((113.51 34.65, 113.52 34.65, 113.52 34.66, 113.51 34.66,"
                                    + " 113.51 34.65))")))
                    .isTrue();
            assertThat(gap.worst()).isNotNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "113.6, 34.7, 1000",
        "113.6, 34.7, 2777.8",
        "0, 0, 1000",
        "179.995, 10, 1000",
        "-179.999, -60, 2000",
        "25, 78, 1000"
    })
    void a_circle_has_the_area_of_the_disc_and_the_radius_all_around(double lon, double lat, double radiusMetres) {
        LonLat centre = new LonLat(lon, lat);
        Geometry circle = ServiceCircle.around(centre, radiusMetres);
        assertThat(circle.isValid()).isTrue();
        assertThat(circle.getEnvelopeInternal().getMinX()).isGreaterThanOrEqualTo(-180);
        assertThat(circle.getEnvelopeInternal().getMaxX()).isLessThanOrEqualTo(180);
        assertThat(EllipsoidalArea.squareMetres(circle))
                .isCloseTo(Math.PI * radiusMetres * radiusMetres, Percentage.withPercentage(0.02));
        List<Double> distances = new ArrayList<>();
        for (Coordinate corner : circle.getCoordinates()) {
            if (Math.abs(corner.x) < 180) {
                distances.add(Geodesic.WGS84.Inverse(lat, lon, corner.y, corner.x).s12);
            }
        }
        assertThat(distances)
                .allSatisfy(distance -> assertThat(distance).isCloseTo(radiusMetres, Percentage.withPercentage(0.1)));
    }

    @Test
    void a_circle_over_a_pole_reaches_it() {
        Geometry circle = ServiceCircle.around(new LonLat(30, 89.995), 2000);
        assertThat(circle.isValid()).isTrue();
        assertThat(circle.getEnvelopeInternal().getMaxY()).isEqualTo(90);
        assertThat(EllipsoidalArea.squareMetres(circle)).isCloseTo(Math.PI * 4e6, Percentage.withPercentage(1.5));
    }
}
