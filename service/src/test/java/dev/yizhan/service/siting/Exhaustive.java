package dev.yizhan.service.siting;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Tries every set of candidates.
final class Exhaustive {

    private Exhaustive() {}

    /// The best value of any set; NaN where no set will do.
    static double best(SitingProblem problem) {
        int n = problem.candidates().size();
        int[][] conflicts = problem.conflicts();
        double best = Double.NaN;
        for (int set = 0; set < 1 << n; set++) {
            int chosen = set;
            int[] sites =
                    IntStream.range(0, n).filter(j -> (chosen >> j & 1) == 1).toArray();
            boolean apart = Arrays.stream(sites)
                    .allMatch(a -> Arrays.stream(conflicts[a]).noneMatch(b -> (chosen >> b & 1) == 1));
            if (!apart || problem.objective() != Objective.LSCP && sites.length > problem.sites()) {
                continue;
            }
            double value = value(problem, sites);
            boolean better = problem.objective() == Objective.MCLP ? value > best : value < best;
            if (!Double.isNaN(value) && (Double.isNaN(best) || better)) {
                best = value;
            }
        }
        return best;
    }

    private static double value(SitingProblem problem, int[] sites) {
        double[] weights = problem.weights();
        if (problem.objective() == Objective.P_MEDIAN) {
            double[] metres = problem.withoutMetres().clone();
            for (int site : sites) {
                for (int link = problem.links().start(site);
                        link < problem.links().start(site + 1);
                        link++) {
                    int i = problem.links().demand(link);
                    metres[i] = Math.min(metres[i], problem.links().metres(link));
                }
            }
            double sum = IntStream.range(0, weights.length)
                    .mapToDouble(i -> weights[i] * metres[i])
                    .sum();
            return Double.isInfinite(sum)
                    ? Double.NaN
                    : sum / Arrays.stream(weights).sum();
        }
        double served = problem.isCapacitated() ? flow(problem, sites) : covered(problem, sites);
        if (problem.objective() == Objective.MCLP) {
            return served;
        }
        int[] all = IntStream.range(0, problem.candidates().size()).toArray();
        double wanted = covered(problem, all);
        return served >= wanted * (1 - 1e-9) ? sites.length : Double.NaN;
    }

    private static double covered(SitingProblem problem, int[] sites) {
        boolean[] covered = new boolean[problem.weights().length];
        for (int site : sites) {
            for (int link = problem.links().start(site); link < problem.links().start(site + 1); link++) {
                covered[problem.links().demand(link)] = true;
            }
        }
        return IntStream.range(0, covered.length)
                .filter(i -> covered[i] && !problem.served()[i])
                .mapToDouble(i -> problem.weights()[i])
                .sum();
    }

    /// By Hall's theorem: the least, over all sets of sites, of their capacity and the demand that the others
    /// reach.
    private static double flow(SitingProblem problem, int[] sites) {
        double least = Double.POSITIVE_INFINITY;
        for (int set = 0; set < 1 << sites.length; set++) {
            int full = set;
            int[] others = IntStream.range(0, sites.length)
                    .filter(at -> (full >> at & 1) == 0)
                    .map(at -> sites[at])
                    .toArray();
            least = Math.min(least, Integer.bitCount(set) * problem.capacity() + covered(problem, others));
        }
        return least;
    }
}
