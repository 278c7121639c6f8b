package dev.yizhan.service.siting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.reach.ServiceArea;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.web.Crs;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.util.GeometricShapeFactory;

class SitingRunTest {

    private static final Cities CITY = Cities.quartered(2, 400, 60, 8000);
    private static final Geometry DISTRICT = new GeometryFactory().toGeometry(new Envelope(113.3, 113.38, 23, 23.072));

    private static SitesQuestion question(Objective objective) {
        return new SitesQuestion(
                "440112",
                objective,
                objective == Objective.LSCP ? null : 4,
                ServiceStandard.WALK,
                Method.CIRCLE,
                Selection.ALL,
                IntStream.range(0, 60)
                        .mapToObj(j ->
                                new PlaceReader.Named("c" + j, CITY.candidates().get(j), null, null))
                        .toList(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                0,
                Double.POSITIVE_INFINITY,
                60,
                1,
                Crs.WGS84);
    }

    private static SitesAnswer answer(Objective objective, @Nullable Function<LonLat, ServiceArea> areas)
            throws Exception {
        Land land = new Land(
                "1-test",
                "somewhere",
                DISTRICT,
                List.of(),
                CITY.demand().subList(0, 3),
                List.of(),
                new Demand("depots", "workers", true, null, CITY.demand(), CITY.weights()),
                areas,
                _ -> false,
                null,
                null);
        return new SitingRun(question(objective), land, new Progress(Duration.ofMinutes(1), _ -> {})).run();
    }

    private static ServiceArea overRoads(Geometry area) {
        return new ServiceArea(area, Method.NETWORK, 0.0, null);
    }

    @Test
    void stations_whose_areas_take_too_much_memory_are_refused_in_words() {
        GeometricShapeFactory circle = new GeometricShapeFactory();
        circle.setCentre(new Coordinate(113.5, 23.1));
        circle.setSize(0.1);
        circle.setNumPoints(600_000);
        ServiceArea large = overRoads(circle.createCircle());
        assertThatExceptionOfType(Unanswerable.class)
                .isThrownBy(() -> answer(Objective.MCLP, _ -> large))
                .withMessageContaining("take too much memory over roads. Ask with fewer minutes");
    }

    @ParameterizedTest
    @EnumSource
    void areas_of_any_form_stand_in_for_circles(Objective objective) throws Exception {
        SitesAnswer circles = answer(objective, null);
        SitesAnswer areas = answer(objective, place -> overRoads(ServiceCircle.around(place, 1000)));
        assertThat(areas.recheck().agrees()).isTrue();
        assertThat(areas.provenOptimal()).isTrue();
        assertThat(areas.value()).isCloseTo(circles.value(), Percentage.withPercentage(3));
        assertThat(areas.area().coveredAfterSquareMetres())
                .isCloseTo(circles.area().coveredAfterSquareMetres(), Percentage.withPercentage(5));
    }

    @Test
    void what_nothing_reaches_is_counted_and_so_is_what_is_served_already() throws Exception {
        SitesAnswer answer = answer(Objective.LSCP, null);
        assertThat(answer.demand().coveredBefore()).isPositive();
        assertThat(answer.demand().coveredAfter() + answer.demand().unreachable())
                .isCloseTo(answer.demand().total(), within(1e-6));
        assertThat(answer.demandSynthetic()).isTrue();
        assertThat(answer.demandUnit()).isEqualTo("workers");
    }

    /// A fault as a search might have it: what it counted on is not there when it is looked at again.
    @ParameterizedTest
    @EnumSource(names = {"MCLP", "LSCP"})
    void sites_that_do_not_agree_with_the_count_are_not_given_out(Objective objective) {
        Set<LonLat> seen = new HashSet<>();
        assertThatExceptionOfType(Unanswerable.class)
                .isThrownBy(() -> answer(
                        objective, place -> overRoads(ServiceCircle.around(place, seen.add(place) ? 1000 : 300))))
                .matches(refused -> refused.words()
                                .startsWith("The sites that were found are not given out, for counting them anew does"
                                        + " not agree: ")
                        && refused.words()
                                .contains(objective == Objective.MCLP ? "value is " : "all_that_can_be_covered"));
    }

    @Test
    void areas_with_nothing_in_them_gain_nothing() throws Exception {
        SitesAnswer answer = answer(Objective.MCLP, _ -> overRoads(new GeometryFactory().createPolygon()));
        assertThat(answer.features()).isEmpty();
        assertThat(answer.reasons()).containsExactly("No candidate reaches any of the demand that is not covered yet.");
    }
}
