package dev.yizhan.geo.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class FewChangesTest {

    private static final GeometryFactory SHAPES = new GeometryFactory();

    private static Places places(List<LonLat> places) {
        return new Places(
                IntStream.range(0, places.size()).mapToObj(i -> "s" + i).toList(), places);
    }

    private static LonLat somewhere(Random random) {
        return new LonLat(random.nextDouble(113.4, 113.8), random.nextDouble(34.5, 34.9));
    }

    @Test
    void a_circle_tells_around_which_place_it_was_drawn() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            LonLat place = new LonLat(random.nextDouble(-179, 179), random.nextDouble(-70, 70));
            LonLat found = Objects.requireNonNull(FewChanges.centre(ServiceCircle.around(place, 1000), 1000));
            assertThat(found.lon()).isCloseTo(place.lon(), within(1e-12));
            assertThat(found.lat()).isCloseTo(place.lat(), within(1e-11));
        }
    }

    @Test
    void a_circle_over_the_antimeridian_does_not_tell() {
        assertThat(FewChanges.centre(ServiceCircle.around(new LonLat(179.999, 10), 1000), 1000))
                .isNull();
    }

    @Test
    void the_difference_is_that_of_computing_all_before_and_after() {
        Geometry district = SHAPES.toGeometry(new Envelope(113.45, 113.75, 34.55, 34.85))
                .difference(SHAPES.createPoint(SHAPES.toGeometry(new Envelope(113.6, 113.6, 34.7, 34.7))
                                .getCoordinate())
                        .buffer(0.04));
        Random random = new Random(9);
        for (int round = 0; round < 30; round++) {
            List<LonLat> before =
                    IntStream.range(0, 120).mapToObj(_ -> somewhere(random)).toList();
            List<LonLat> left = new ArrayList<>(before.subList(0, random.nextInt(4)));
            List<LonLat> came = IntStream.range(0, random.nextInt(4))
                    .mapToObj(_ -> somewhere(random))
                    .toList();
            List<LonLat> after = new ArrayList<>(before.subList(left.size(), before.size()));
            after.addAll(came);
            FewChanges changes = new FewChanges(left, came);
            FewChanges.Difference found = Objects.requireNonNull(changes.in(
                    FewChanges.clip(district, changes.window()), places(after), changes.before(places(after))));
            DistrictCoverage then = null;
            DistrictCoverage now = null;
            for (Mode mode : Mode.values()) {
                double radiusMetres = ServiceStandard.of(mode).radiusMetres();
                then = DistrictCoverage.of(district, places(before), radiusMetres);
                now = DistrictCoverage.of(district, places(after), radiusMetres);
                assertThat(found.coveredSquareMetres().get(mode))
                        .as("round %d, %s", round, mode)
                        .isCloseTo(now.coveredSquareMetres() - then.coveredSquareMetres(), within(0.01));
            }
            assertThat(found.stations())
                    .isEqualTo(Objects.requireNonNull(now).stationsInside()
                            - Objects.requireNonNull(then).stationsInside());
        }
    }

    @Test
    void a_station_on_the_border_is_counted_anew() {
        Geometry district = SHAPES.toGeometry(new Envelope(113, 114, 34, 35));
        LonLat place = new LonLat(113.5, 34);
        FewChanges changes = new FewChanges(List.of(), List.of(place));
        assertThat(changes.in(FewChanges.clip(district, changes.window()), places(List.of(place)), places(List.of())))
                .isNull();
    }
}
