package dev.yizhan.service.siting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.siting.SitingOutcome.Site;
import dev.yizhan.service.siting.SitingOutcome.Sites;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.web.Crs;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// Answers with one fault each, as no search should give them: four places a good kilometre apart in a row, each
/// with a candidate on it, and a station on the first.
class DisagreementsTest {

    private static final List<LonLat> ROW = IntStream.range(0, 4)
            .mapToObj(i -> new LonLat(113.5 + i * 0.012, 23))
            .toList();
    private static final double[] WEIGHTS = {10, 20, 30, 40};
    private static final Recheck.People PEOPLE = new Recheck.People(ROW, WEIGHTS);

    private static SitesQuestion question(Objective objective, @Nullable Integer k, double spacing, double capacity) {
        return new SitesQuestion(
                "440112",
                objective,
                k,
                ServiceStandard.WALK,
                Method.CIRCLE,
                Selection.ALL,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                spacing,
                capacity,
                60,
                1,
                Crs.WGS84);
    }

    private static Land land(Geometry... excluded) {
        return new Land(
                "1-test",
                "a row",
                new GeometryFactory().toGeometry(new Envelope(113, 114, 22, 24)),
                List.of(excluded),
                List.of(ROW.getFirst()),
                List.of(ROW.getFirst()),
                null,
                null,
                _ -> false,
                null,
                null);
    }

    private static Sites sites(double value, double bound, Site... sites) {
        return new Sites(Arrays.asList(sites), value, bound, false, "nobody", List.of());
    }

    private static Site site(int candidate) {
        return new Site(candidate, WEIGHTS[candidate], 0, null);
    }

    private static Site site(int candidate, double load) {
        return new Site(candidate, load, 0, load);
    }

    /// Candidates but the station's own; the search is right about everything but its sites.
    private static List<String> found(SitesQuestion question, Land land, Sites sites) {
        List<LonLat> chosen =
                sites.sites().stream().map(site -> ROW.get(site.candidate())).toList();
        double[] loads = sites.sites().stream()
                .mapToDouble(site -> site.load() == null ? 0 : site.load())
                .toArray();
        Recheck recheck = Recheck.byCircle(
                PEOPLE,
                land.existing(),
                chosen,
                ROW,
                question.standard().radiusMetres(),
                question.capacity() < Double.POSITIVE_INFINITY ? loads : null);
        return Disagreements.of(
                        question, land, new Disagreements.Said(10, recheck.inReachAfter(), 0), recheck, sites, chosen)
                .found();
    }

    private static final double ANY = Double.POSITIVE_INFINITY;

    @Test
    void what_is_right_is_let_pass() {
        assertThat(found(question(Objective.MCLP, 2, 1000, ANY), land(), sites(70, 90, site(3), site(2))))
                .isEmpty();
        assertThat(found(question(Objective.LSCP, null, 0, ANY), land(), sites(3, 3, site(3), site(2), site(1))))
                .isEmpty();
        assertThat(found(question(Objective.MCLP, 2, 0, 25), land(), sites(45, 45, site(3, 25), site(1, 20))))
                .isEmpty();
    }

    @Test
    void a_cover_that_leaves_out_what_a_candidate_reaches_is_none() {
        assertThat(found(question(Objective.LSCP, null, 0, ANY), land(), sites(2, 2, site(3), site(2))))
                .singleElement()
                .asString()
                .startsWith("all_that_can_be_covered is 80.0 by the search, 100.0");
    }

    @Test
    void demand_is_not_served_twice_nor_beyond_a_capacity() {
        assertThat(found(question(Objective.MCLP, 2, 0, 25), land(), sites(50, 50, site(3, 25), site(1, 25))))
                .as("there are only 20 on the second place")
                .anyMatch(words -> words.startsWith("loads is 50.0 by the search, 45.0"))
                .anyMatch(words -> words.startsWith("value is 50.0"));
        assertThat(found(question(Objective.MCLP, 2, 0, 25), land(), sites(60, 60, site(3, 40), site(1, 20))))
                .singleElement()
                .isEqualTo("capacity: a site serves 40.0");
        assertThat(found(
                        question(Objective.LSCP, null, 0, 25),
                        land(),
                        sites(3, 3, site(3, 25), site(2, 25), site(1, 20))))
                .singleElement()
                .asString()
                .startsWith("all_that_can_be_covered");
    }

    @Test
    void more_sites_than_wanted_or_one_of_them_twice_is_told() {
        assertThat(found(question(Objective.MCLP, 1, 0, ANY), land(), sites(70, 70, site(3), site(2))))
                .containsExactly("k: there are 2 sites");
        assertThat(found(question(Objective.MCLP, 2, 0, ANY), land(), sites(40, 40, site(3), site(3))))
                .containsExactly("each_once: a candidate is taken twice");
    }

    @Test
    void sites_keep_their_distance_from_each_other_and_from_stations() {
        assertThat(found(question(Objective.MCLP, 2, 1500, ANY), land(), sites(70, 70, site(3), site(2))))
                .singleElement()
                .asString()
                .startsWith("min_spacing_m: a site is 12");
        assertThat(found(question(Objective.MCLP, 1, 1500, ANY), land(), sites(20, 20, site(1))))
                .singleElement()
                .asString()
                .startsWith("min_spacing_m");
    }

    @Test
    void no_site_stands_where_none_can_be_built() {
        Geometry park = new GeometryFactory().toGeometry(new Envelope(113.53, 113.54, 22.99, 23.01));
        assertThat(found(question(Objective.MCLP, 1, 0, ANY), land(park), sites(40, 40, site(3))))
                .singleElement()
                .asString()
                .startsWith("exclude: a site stands at 113.5");
    }

    @Test
    void a_value_that_was_not_reached_or_is_better_than_its_bound_is_told() {
        assertThat(found(question(Objective.MCLP, 1, 0, ANY), land(), sites(41, 41, site(3))))
                .containsExactly("value is 41.0 by the search, 40.0 counted anew");
        assertThat(found(question(Objective.MCLP, 1, 0, ANY), land(), sites(40, 35, site(3))))
                .containsExactly("bound: the answer is better by 5.0");
    }
}
