package dev.yizhan.service.siting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnealingTest {

    private static final int SITES = 4;
    private static final double SPACING_METRES = 700;

    private static Progress patient() {
        return new Progress(Duration.ofMinutes(5), _ -> {});
    }

    private static MedianModel model(int seed, double spacingMetres) {
        return MedianModel.of(Cities.quartered(seed, 300, 60, 6000)
                .problem(Objective.MCLP, SITES, 1000, spacingMetres, Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void bad_sites_become_as_good_as_the_best(int seed) {
        SitingProblem problem = Cities.quartered(seed, 300, 60, 6000).problem(Objective.MCLP, SITES, 1000);
        MedianModel model = MedianModel.of(problem);
        int[] start = IntStream.range(0, SITES).toArray();
        int[] found = Annealing.often(model, start, start, 1, patient());
        assertThat(model.baseCost() - model.cost(found)).isCloseTo(Highs.best(problem), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void sites_keep_their_spacing_and_never_get_worse(int seed) {
        MedianModel model = model(seed, SPACING_METRES);
        int[] start = new GreedySiting(model, patient()).greedy(SITES);
        int[] found = Annealing.often(model, start, start, seed, patient());
        assertThat(found).hasSameSizeAs(start).doesNotHaveDuplicates();
        assertThat(model.cost(found)).isLessThanOrEqualTo(model.cost(start));
        assertThat(Arrays.stream(found)
                        .filter(site -> Arrays.stream(model.conflicts[site])
                                .anyMatch(other -> Arrays.stream(found).anyMatch(one -> one == other))))
                .isEmpty();
    }

    @Test
    void the_same_seed_finds_the_same() {
        MedianModel model = model(9, 0);
        int[] start = IntStream.range(0, SITES).toArray();
        assertThat(Annealing.often(model, start, start, 5, patient()))
                .isEqualTo(Annealing.often(model, start, start, 5, patient()));
    }

    @Test
    void only_covering_suits_it() {
        assertThat(Annealing.suits(model(1, 0))).isTrue();
        assertThat(Annealing.suits(MedianModel.of(Cities.even(1, 30, 5, 2000).problem(Objective.P_MEDIAN, 2, 1000))))
                .isFalse();
    }
}
