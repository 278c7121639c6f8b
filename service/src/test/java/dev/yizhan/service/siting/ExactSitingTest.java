package dev.yizhan.service.siting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.siting.SitingOutcome.NoSites;
import dev.yizhan.service.siting.SitingOutcome.Site;
import dev.yizhan.service.siting.SitingOutcome.Sites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Exact answers against exhaustive search, against another solver with other models, and against positions.
class ExactSitingTest {

    private static final double SIDE_METRES = 6000;
    private static final double RADIUS_METRES = 1000;

    private static Progress patient() {
        return new Progress(Duration.ofMinutes(5), _ -> {});
    }

    private static Sites sites(SitingProblem problem) {
        SitingOutcome outcome = ExactSiting.solve(problem, 1, patient());
        assertThat(outcome).isInstanceOf(Sites.class);
        return (Sites) outcome;
    }

    /// Half of the cases have existing stations, half a spacing, a third a capacity.
    private static SitingProblem small(Objective objective, int seed, int demand, int candidates) {
        Cities city = seed % 2 == 0
                ? Cities.even(seed, demand, candidates, SIDE_METRES)
                : Cities.quartered(seed, demand, candidates, SIDE_METRES);
        boolean roomy = objective == Objective.P_MEDIAN || seed % 3 != 0;
        SitingProblem bare = city.problem(
                objective, 2 + seed % 3, RADIUS_METRES, seed % 4 < 2 ? 0 : 700, roomy ? Double.POSITIVE_INFINITY : 300);
        return seed % 5 < 3 ? bare : withStations(city, bare, seed);
    }

    private static SitingProblem withStations(Cities city, SitingProblem bare, int seed) {
        List<LonLat> stations = Cities.even(seed + 1000, 3, 1, SIDE_METRES).demand();
        double[] without = city.demand().stream()
                .mapToDouble(place -> stations.stream()
                        .mapToDouble(station -> Geodesic.distanceMetres(station, place))
                        .min()
                        .orElseThrow())
                .toArray();
        boolean[] served = new boolean[without.length];
        for (int i = 0; i < served.length; i++) {
            served[i] = without[i] <= RADIUS_METRES;
        }
        return new SitingProblem(
                bare.objective(),
                bare.sites(),
                bare.weights(),
                served,
                without,
                bare.candidates(),
                bare.objective() == Objective.P_MEDIAN
                        ? Links.nearerThan(bare.candidates(), city.demand(), without)
                        : bare.links(),
                bare.minSpacingMetres(),
                bare.capacity());
    }

    static Stream<SitingProblem> smallCases() {
        return IntStream.range(0, 60)
                .mapToObj(seed -> small(Objective.values()[seed % 3], seed * 7 + seed / 3, 40, 11));
    }

    @ParameterizedTest
    @MethodSource("smallCases")
    void the_best_sites_are_those_of_an_exhaustive_search(SitingProblem problem) {
        double best = Exhaustive.best(problem);
        SitingOutcome outcome = ExactSiting.solve(problem, 1, patient());
        if (Double.isNaN(best)) {
            assertThat(outcome).isInstanceOf(NoSites.class);
            return;
        }
        if (outcome instanceof NoSites none) {
            // The search takes fewer sites where k do not fit; the answer says that they do not.
            assertThat(none.reasons()).isNotEmpty().allMatch(reason -> reason.contains("apart") || best == 0);
            return;
        }
        Sites sites = (Sites) outcome;
        assertThat(sites.provenOptimal()).isTrue();
        assertThat(sites.value()).isCloseTo(best, within(1e-6 * Math.max(1, best)));
        assertThat(sites.bound()).isCloseTo(best, within(1e-6 * Math.max(1, best)));
    }

    /// Few people and few candidates, close enough that what prices fix in is in conflict in some of them.
    static Stream<SitingProblem> spacedCases() {
        return IntStream.range(0, 400)
                .mapToObj(seed -> Cities.quartered(seed, 2 + seed % 20, 4 + seed % 5, 3000)
                        .problem(
                                seed % 4 == 0 ? Objective.MCLP : Objective.P_MEDIAN,
                                2 + seed % 2,
                                RADIUS_METRES,
                                500 + seed % 3 * 200,
                                Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("spacedCases")
    void the_best_sites_that_keep_apart_are_those_of_an_exhaustive_search(SitingProblem problem) {
        the_best_sites_are_those_of_an_exhaustive_search(problem);
    }

    static Stream<SitingProblem> mediumCases() {
        return IntStream.range(0, 54).mapToObj(seed -> small(Objective.values()[seed % 3], seed * 11 + 5, 150, 40));
    }

    @ParameterizedTest
    @MethodSource("mediumCases")
    void another_solver_with_the_textbooks_models_finds_nothing_better(SitingProblem problem) {
        double best = Highs.best(problem);
        SitingOutcome outcome = ExactSiting.solve(problem, 1, patient());
        if (outcome instanceof NoSites none) {
            assertThat(Double.isNaN(best) || none.reasons().getFirst().contains("apart"))
                    .as(none.reasons() + " " + best)
                    .isTrue();
            return;
        }
        Sites sites = (Sites) outcome;
        assertThat(sites.provenOptimal()).isTrue();
        assertThat(sites.value()).isCloseTo(best, within(1e-6 * Math.max(1, best)));
    }

    @Test
    void greedy_gains_at_least_1_minus_1_over_e_of_the_best() {
        for (int seed = 0; seed < 80; seed++) {
            Cities city = seed % 2 == 0
                    ? Cities.even(seed, 200, 40, SIDE_METRES)
                    : Cities.quartered(seed, 200, 40, SIDE_METRES);
            SitingProblem problem = city.problem(Objective.MCLP, 1 + seed % 8, RADIUS_METRES);
            MedianModel model = MedianModel.of(problem);
            double greedy = model.baseCost() - model.cost(new GreedySiting(model, patient()).greedy(problem.sites()));
            assertThat(greedy)
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo((1 - 1 / Math.E) * sites(problem).value());
        }
    }

    @Test
    void what_is_covered_is_counted_anew_from_the_positions() {
        for (int seed = 0; seed < 20; seed++) {
            Cities city = Cities.quartered(seed, 300, 60, SIDE_METRES);
            Sites sites = sites(city.problem(Objective.MCLP, 5, RADIUS_METRES));
            List<LonLat> chosen = sites.sites().stream()
                    .map(site -> city.candidates().get(site.candidate()))
                    .toList();
            Recheck recheck = Recheck.byCircle(
                    new Recheck.People(city.demand(), city.weights()),
                    List.of(),
                    chosen,
                    city.candidates(),
                    RADIUS_METRES,
                    null);
            assertThat(recheck.coveredAfter()).isCloseTo(sites.value(), within(1e-6));
            assertThat(sites.sites().stream().mapToDouble(Site::gained).sum())
                    .as("what each site gains sums up to the whole")
                    .isCloseTo(sites.value(), within(1e-6));
            assertThat(sites.sites().stream().mapToDouble(Site::gained).toArray())
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        }
    }

    @Test
    void no_two_sites_are_closer_than_the_spacing() {
        for (int seed = 0; seed < 12; seed++) {
            Cities city = Cities.quartered(seed, 300, 60, SIDE_METRES);
            SitingProblem problem =
                    city.problem(Objective.values()[seed % 2 * 2], 4, RADIUS_METRES, 900, Double.POSITIVE_INFINITY);
            List<Site> chosen = sites(problem).sites();
            for (Site a : chosen) {
                for (Site b : chosen) {
                    assertThat(a.candidate() == b.candidate()
                                    || Geodesic.distanceMetres(
                                                    city.candidates().get(a.candidate()),
                                                    city.candidates().get(b.candidate()))
                                            >= 900)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void no_site_serves_more_than_it_can_and_together_they_serve_the_value() {
        for (int seed = 0; seed < 10; seed++) {
            Cities city = Cities.quartered(seed, 150, 40, SIDE_METRES);
            Sites sites = sites(city.problem(Objective.MCLP, 5, RADIUS_METRES, 0, 250));
            List<Double> loads = sites.sites().stream().map(Site::load).toList();
            assertThat(loads).allMatch(load -> load <= 250 * (1 + 1e-9));
            assertThat(loads.stream().mapToDouble(Double::doubleValue).sum())
                    .isCloseTo(sites.value(), within(1e-6 * sites.value()));
        }
    }

    @Test
    void the_same_question_and_seed_have_the_same_answer() {
        Cities city = Cities.quartered(3, 3000, 400, 12_000);
        for (Objective objective : List.of(Objective.MCLP, Objective.LSCP)) {
            SitingProblem problem = city.problem(objective, 12, RADIUS_METRES);
            assertThat(ExactSiting.solve(problem, 7, patient())).isEqualTo(ExactSiting.solve(problem, 7, patient()));
        }
    }

    @Test
    void a_search_that_is_cancelled_ends_and_still_has_a_true_bound() throws InterruptedException {
        SitingProblem problem = Cities.quartered(1, 12_000, 1500, 14_000).problem(Objective.MCLP, 40, RADIUS_METRES);
        List<String> stages = new ArrayList<>();
        Progress progress = new Progress(Duration.ofMinutes(10), step -> {
            synchronized (stages) {
                stages.add(step.stage());
            }
        });
        SitingOutcome[] outcome = new SitingOutcome[1];
        Thread search = Thread.ofPlatform().start(() -> outcome[0] = ExactSiting.solve(problem, 1, progress));
        while (search.isAlive() && !contains(stages, "solver")) {
            Thread.sleep(20);
        }
        progress.cancel();
        search.join(Duration.ofSeconds(30));
        assertThat(search.isAlive()).isFalse();
        Sites sites = (Sites) outcome[0];
        assertThat(sites.provenOptimal()).isFalse();
        assertThat(sites.bound()).isGreaterThanOrEqualTo(sites.value());
        assertThat(sites.gap()).isLessThan(0.1);
    }

    private static boolean contains(List<String> stages, String stage) {
        synchronized (stages) {
            return stages.contains(stage);
        }
    }

    @Test
    void the_unit_of_the_weights_does_not_matter() {
        for (Objective objective : Objective.values()) {
            Cities city = Cities.quartered(8, 200, 40, SIDE_METRES);
            Sites usual = sites(city.problem(objective, 5, RADIUS_METRES));
            for (double unit : new double[] {1e-7, 0.37, 1e9}) {
                double[] weights =
                        Arrays.stream(city.weights()).map(w -> w * unit).toArray();
                Sites other = sites(
                        new Cities(city.demand(), weights, city.candidates()).problem(objective, 5, RADIUS_METRES));
                assertThat(other.provenOptimal()).isTrue();
                double factor = objective == Objective.MCLP ? unit : 1;
                assertThat(other.value() / factor).isCloseTo(usual.value(), within(1e-6 * usual.value()));
            }
        }
    }

    @Test
    void no_answer_says_why() {
        Cities city = Cities.even(5, 50, 8, SIDE_METRES);
        double[] none = new double[50];
        Arrays.fill(none, Double.POSITIVE_INFINITY);
        boolean[] all = new boolean[50];
        Arrays.fill(all, true);
        SitingProblem usual = city.problem(Objective.MCLP, 3, RADIUS_METRES);
        assertThat(reasons(city.problem(Objective.MCLP, 3, RADIUS_METRES, 20_000, Double.POSITIVE_INFINITY)))
                .containsExactly(
                        "3 sites are wanted, and no more than 1 of the 8 candidates are 20000 m apart from each other.");
        assertThat(reasons(city.problem(Objective.MCLP, 3, 1)))
                .containsExactly("No candidate reaches any of the demand that is not covered yet.");
        assertThat(reasons(new SitingProblem(
                        Objective.MCLP,
                        3,
                        city.weights(),
                        all,
                        none,
                        city.candidates(),
                        usual.links(),
                        0,
                        Double.POSITIVE_INFINITY)))
                .containsExactly("The stations that there are cover all demand already.");
        assertThat(reasons(city.problem(Objective.LSCP, 0, RADIUS_METRES, 0, 5)))
                .singleElement()
                .asString()
                .startsWith("Capacity is short: all 8 candidates together can serve ");
        assertThat(reasons(city.problem(Objective.LSCP, 0, RADIUS_METRES, 20_000, Double.POSITIVE_INFINITY)))
                .containsExactly("Sites that keep 20000 m apart cannot cover all demand that single candidates reach.");
        assertThat(reasons(new Cities(List.of(), new double[0], city.candidates())
                        .problem(Objective.P_MEDIAN, 1, RADIUS_METRES)))
                .containsExactly("There is no demand.");
        assertThat(reasons(
                        new Cities(city.demand(), city.weights(), List.of()).problem(Objective.MCLP, 1, RADIUS_METRES)))
                .containsExactly("There is no candidate.");
        assertThat(reasons(
                        new Cities(city.demand(), new double[50], List.of()).problem(Objective.MCLP, 1, RADIUS_METRES)))
                .containsExactly("All weights of the demand are 0.");
    }

    @Test
    void of_too_few_candidates_as_many_are_chosen_as_there_are() {
        List<LonLat> places = Cities.even(5, 0, 4, SIDE_METRES).candidates();
        Cities city = new Cities(places, new double[] {4, 3, 2, 1}, places);
        for (double capacity : new double[] {Double.POSITIVE_INFINITY, 1000}) {
            Sites covering = sites(city.problem(Objective.MCLP, 9, 1, 0, capacity));
            assertThat(covering.sites()).hasSize(4);
            assertThat(covering.notes()).contains("9 sites were wanted, and there are 4 candidates.");
        }
        assertThat(sites(city.problem(Objective.P_MEDIAN, 9, RADIUS_METRES)).sites())
                .hasSize(4);
    }

    private static List<String> reasons(SitingProblem problem) {
        return ((NoSites) ExactSiting.solve(problem, 1, patient())).reasons();
    }

    @Test
    void links_are_those_of_a_plain_count() {
        Cities city = Cities.quartered(9, 400, 50, SIDE_METRES);
        Links links = Links.within(city.candidates(), city.demand(), RADIUS_METRES);
        for (int j = 0; j < 50; j++) {
            LonLat candidate = city.candidates().get(j);
            int[] plain = IntStream.range(0, 400)
                    .filter(i ->
                            Geodesic.distanceMetres(candidate, city.demand().get(i)) <= RADIUS_METRES)
                    .toArray();
            assertThat(IntStream.range(links.start(j), links.start(j + 1))
                            .map(links::demand)
                            .toArray())
                    .isEqualTo(plain);
        }
    }

    @Test
    void cliques_hold_every_pair_in_conflict_and_no_other() {
        Random random = new Random(4);
        boolean[][] apart = new boolean[40][40];
        for (int a = 0; a < 40; a++) {
            for (int b = a + 1; b < 40; b++) {
                apart[a][b] = random.nextInt(3) == 0;
                apart[b][a] = apart[a][b];
            }
        }
        int[][] conflicts = IntStream.range(0, 40)
                .mapToObj(a -> IntStream.range(0, 40).filter(b -> apart[a][b]).toArray())
                .toArray(int[][]::new);
        boolean[][] held = new boolean[40][40];
        for (int[] clique : Cliques.of(conflicts)) {
            for (int a : clique) {
                for (int b : clique) {
                    held[a][b] |= a != b;
                }
            }
        }
        assertThat(held).isDeepEqualTo(apart);
    }
}
