package dev.yizhan.service.siting;

import com.google.ortools.linearsolver.MPConstraint;
import dev.yizhan.service.siting.SitingOutcome.NoSites;
import dev.yizhan.service.siting.SitingOutcome.Site;
import dev.yizhan.service.siting.SitingOutcome.Sites;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Answers a question about sites: the best ones with a proof, or good ones with a bound, or why there are
/// none.
///
/// **Shape**  the same question and seed give the same answer, as long as no time limit cuts the search short.
/// **Cost**   memory: about 60 bytes a link ([Links#MOST] at most), and [Mip#MEGABYTES] of native memory for
/// the solver.
/// **Blocking** until the answer is proven or the time is up.
final class ExactSiting {

    private final SitingProblem problem;
    private final long seed;
    private final Progress progress;

    private ExactSiting(SitingProblem problem, long seed, Progress progress) {
        this.problem = problem;
        this.seed = seed;
        this.progress = progress;
    }

    static SitingOutcome solve(SitingProblem problem, long seed, Progress progress) {
        return new ExactSiting(problem, seed, progress).run();
    }

    private SitingOutcome run() {
        List<String> reasons = reasons();
        if (!reasons.isEmpty()) {
            return new NoSites(reasons);
        }
        if (problem.isCapacitated()) {
            return capacitated();
        }
        return problem.objective() == Objective.LSCP ? cover() : median();
    }

    /// What can be told without a search.
    private List<String> reasons() {
        int candidates = problem.candidates().size();
        double all = Arrays.stream(problem.weights()).sum();
        if (!(all > 0)) {
            return List.of(problem.weights().length == 0 ? "There is no demand." : "All weights of the demand are 0.");
        }
        if (candidates == 0) {
            return List.of("There is no candidate.");
        }
        List<String> reasons = new ArrayList<>();
        if (problem.objective() != Objective.LSCP && problem.minSpacingMetres() > 0) {
            int wanted = Math.min(problem.sites(), candidates);
            int most = mostApart(wanted);
            if (most < wanted) {
                reasons.add(
                        "%d sites are wanted, and no more than %d of the %d candidates are %s m apart from each other."
                                .formatted(problem.sites(), most, candidates, metres(problem.minSpacingMetres())));
            }
        }
        boolean[] coverable = problem.coverable();
        double gain = IntStream.range(0, coverable.length)
                .filter(i -> coverable[i])
                .mapToDouble(i -> problem.weights()[i])
                .sum();
        if (problem.objective() == Objective.P_MEDIAN) {
            if (problem.links().size() == 0) {
                reasons.add("No candidate is nearer to any demand than the stations that there are.");
            }
        } else if (!(gain > 0)) {
            boolean served = IntStream.range(0, problem.served().length)
                    .allMatch(i -> problem.served()[i] || problem.weights()[i] == 0);
            reasons.add(
                    served
                            ? "The stations that there are cover all demand already."
                            : "No candidate reaches any of the demand that is not covered yet.");
        }
        return reasons;
    }

    /// How many candidates can stand apart; exactly where it is less than `enough`.
    private int mostApart(int enough) {
        int[][] conflicts = problem.conflicts();
        boolean[] excluded = new boolean[conflicts.length];
        int apart = 0;
        Integer[] order = IntStream.range(0, conflicts.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Integer.compare(conflicts[a].length, conflicts[b].length));
        for (int site : order) {
            if (!excluded[site]) {
                apart++;
                for (int other : conflicts[site]) {
                    excluded[other] = true;
                }
            }
        }
        if (apart >= enough || !Mip.isAvailable()) {
            return Math.max(apart, Mip.isAvailable() ? 0 : enough);
        }
        try (Mip mip = new Mip(seed)) {
            for (int site = 0; site < conflicts.length; site++) {
                mip.choice(-1, false);
            }
            for (int[] clique : Cliques.of(conflicts)) {
                MPConstraint row = mip.row(0, 1);
                for (int site : clique) {
                    mip.put(row, site, 1);
                }
            }
            Mip.Result result = mip.solve(progress, false);
            // Not told in time: the search itself will show how many fit.
            return result.end() == Mip.End.OPTIMAL ? (int) Math.round(-result.cost()) : enough;
        }
    }

    private SitingOutcome median() {
        MedianModel model = MedianModel.of(problem);
        MedianSearch.Found found = new MedianSearch(model, problem.sites(), seed, progress).run();
        int[] order = GreedySiting.bySaving(model, found.sites());
        List<Integer> candidates = Arrays.stream(order)
                .map(site -> model.candidateOf[site])
                .boxed()
                .toList();
        List<String> notes = notes(found.solver());
        noteFewer(notes, order.length);
        if (problem.objective() == Objective.MCLP) {
            return new Sites(
                    sites(candidates, null),
                    model.baseCost() - found.cost(),
                    model.baseCost() - found.bound(),
                    found.proven(),
                    found.solver(),
                    notes);
        }
        double weight = Arrays.stream(problem.weights()).sum();
        return new Sites(
                sites(candidates, null),
                found.cost() / weight,
                found.bound() / weight,
                found.proven(),
                found.solver(),
                notes);
    }

    private SitingOutcome cover() {
        CoverSearch.Found found = new CoverSearch(problem, seed, progress).run();
        int @Nullable [] sites = found.sites();
        if (sites == null) {
            return new NoSites(List.of(
                    found.impossible()
                            ? "Sites that keep %s m apart cannot cover all demand that single candidates reach."
                                    .formatted(metres(problem.minSpacingMetres()))
                            : "No set of sites that keep %s m apart was found in time, and none was proven impossible."
                                    .formatted(metres(problem.minSpacingMetres()))));
        }
        return new Sites(
                sites(bySaving(sites), null),
                sites.length,
                found.bound(),
                found.proven(),
                found.solver(),
                notes(found.solver()));
    }

    private SitingOutcome capacitated() {
        CapacitySearch search = new CapacitySearch(problem, seed, progress);
        boolean all = problem.objective() == Objective.LSCP;
        if (all) {
            double coverable = search.coverable();
            double most = search.most();
            if (most < coverable * (1 - 1e-9)) {
                return new NoSites(
                        List.of("Capacity is short: all %d candidates together can serve %s of the %s that they reach."
                                .formatted(problem.candidates().size(), metres(most), metres(coverable))));
            }
        }
        CapacitySearch.Found found = search.run();
        if (found.impossible() || found.sites().length == 0) {
            return new NoSites(
                    List.of(
                            found.impossible()
                                    ? "Sites that keep %s m apart have too little capacity for all demand that they reach."
                                            .formatted(metres(problem.minSpacingMetres()))
                                    : "No set of sites with enough capacity was found in time, and none was proven impossible."));
        }
        CapacitySearch.Serving serving = search.serving(found.sites(), all);
        List<String> notes = notes(found.solver());
        if (!all) {
            noteFewer(notes, serving.sites().size());
        }
        return new Sites(
                sites(serving.sites(), serving), found.value(), found.bound(), found.proven(), found.solver(), notes);
    }

    private void noteFewer(List<String> notes, int sites) {
        if (sites < problem.sites()) {
            notes.add(
                    sites == problem.candidates().size()
                            ? "%d sites were wanted, and there are %d candidates.".formatted(problem.sites(), sites)
                            : "%d sites were wanted; after %d no further one gains anything."
                                    .formatted(problem.sites(), sites));
        }
    }

    private static List<String> notes(String solver) {
        List<String> notes = new ArrayList<>();
        if (solver.equals("greedy") && !Mip.isAvailable()) {
            notes.add("The exact solver cannot be loaded on this machine; sites were chosen greedily.");
        }
        return notes;
    }

    /// Candidates by what each adds to those before it, the largest first.
    private List<Integer> bySaving(int[] candidates) {
        List<Integer> left = new ArrayList<>(Arrays.stream(candidates).boxed().toList());
        boolean[] served = problem.served().clone();
        List<Integer> order = new ArrayList<>();
        while (!left.isEmpty()) {
            int best = left.getFirst();
            double most = -1;
            for (int candidate : left) {
                double gain = gain(candidate, served);
                if (gain > most) {
                    most = gain;
                    best = candidate;
                }
            }
            order.add(best);
            left.remove((Integer) best);
            for (int link = problem.links().start(best); link < problem.links().start(best + 1); link++) {
                served[problem.links().demand(link)] = true;
            }
        }
        return order;
    }

    private double gain(int candidate, boolean[] served) {
        Links links = problem.links();
        return IntStream.range(links.start(candidate), links.start(candidate + 1))
                .map(links::demand)
                .filter(i -> !served[i])
                .mapToDouble(i -> problem.weights()[i])
                .sum();
    }

    /// @param serving what sites with a capacity serve; null where they have none
    private List<Site> sites(List<Integer> order, CapacitySearch.@Nullable Serving serving) {
        Links links = problem.links();
        boolean[] served = problem.served().clone();
        double[] now = problem.withoutMetres().clone();
        List<Site> sites = new ArrayList<>();
        for (int at = 0; at < order.size(); at++) {
            int candidate = order.get(at);
            double gained = serving == null ? gain(candidate, served) : serving.gained()[at];
            double saved = 0;
            for (int link = links.start(candidate); link < links.start(candidate + 1); link++) {
                int i = links.demand(link);
                served[i] = true;
                if (links.metres(link) < now[i]) {
                    saved += Double.isFinite(now[i]) ? problem.weights()[i] * (now[i] - links.metres(link)) : 0;
                    now[i] = links.metres(link);
                }
            }
            sites.add(new Site(candidate, gained, saved, serving == null ? null : serving.loads()[at]));
        }
        return sites;
    }

    private static String metres(double value) {
        return java.math.BigDecimal.valueOf(Math.rint(value * 10) / 10)
                .stripTrailingZeros()
                .toPlainString();
    }
}
