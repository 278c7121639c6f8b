package dev.yizhan.service.siting;

import com.google.ortools.linearsolver.MPConstraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Sites that can serve only so much each: k of them for the most demand, or the fewest for all that can be
/// reached.
///
/// **Shape**  demand may be split between sites. What existing stations cover is served, whatever their size.
/// **Accuracy** greedy serves at least 1 − 1/e of the most, for what a set of sites serves grows ever more
/// slowly.
final class CapacitySearch {

    /// What was found; `value` is what is served, or the number of sites.
    record Found(int[] sites, double value, double bound, boolean proven, boolean impossible, String solver) {}

    private final SitingProblem problem;
    private final long seed;
    private final Progress progress;
    private final int[][] reach;
    private final int[][] reachedBy;
    private final double[] weights;
    private final int[][] conflicts;

    CapacitySearch(SitingProblem problem, long seed, Progress progress) {
        this.problem = problem;
        this.seed = seed;
        this.progress = progress;
        this.conflicts = problem.conflicts();
        int[][] single = MedianModel.reach(problem);
        int[] all = IntStream.range(0, single.length).toArray();
        int[][] by = MedianModel.transposed(single, all, problem.weights().length);
        Map<List<Integer>, Double> groups = new TreeMap<>(CapacitySearch::compare);
        for (int i = 0; i < by.length; i++) {
            if (by[i].length > 0) {
                groups.merge(Arrays.stream(by[i]).boxed().toList(), problem.weights()[i], Double::sum);
            }
        }
        this.reachedBy = groups.keySet().stream()
                .map(sites -> sites.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        this.weights = groups.values().stream().mapToDouble(Double::doubleValue).toArray();
        this.reach = MedianModel.transposed(
                reachedBy, IntStream.range(0, reachedBy.length).toArray(), single.length);
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int at = 0; at < Math.min(a.size(), b.size()); at++) {
            int order = Integer.compare(a.get(at), b.get(at));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    double coverable() {
        return Arrays.stream(weights).sum();
    }

    /// What all candidates together can serve, spacing aside.
    double most() {
        CapacityFlow flow = flow();
        for (int site = 0; site < reach.length && !progress.mustStop(); site++) {
            flow.add(site);
        }
        return flow.served();
    }

    private CapacityFlow flow() {
        return new CapacityFlow(reach, reachedBy, weights, problem.capacity());
    }

    /// What sites serve when together they serve the most.
    ///
    /// **Shape**  in the order of what each lets be served beyond those before it, the most first; `gained` and
    /// `loads` both sum up to the whole.
    record Serving(List<Integer> sites, double[] gained, double[] loads) {}

    /// Sites that let nothing more be served are left out, unless all are wanted.
    Serving serving(int[] sites, boolean all) {
        CapacityFlow flow = flow();
        PriorityQueue<Offer> offers = offers(Arrays.stream(sites));
        List<Integer> order = new ArrayList<>();
        double[] gained = new double[sites.length];
        while (!offers.isEmpty()) {
            Offer best = offers.remove();
            if (best.round < order.size()) {
                offers.add(new Offer(best.site, flow.gain(best.site), order.size()));
            } else if (all || best.gain > tiny()) {
                double before = flow.served();
                flow.add(best.site);
                gained[order.size()] = flow.served() - before;
                order.add(best.site);
            }
        }
        return new Serving(
                order,
                Arrays.copyOf(gained, order.size()),
                order.stream().mapToDouble(flow::load).toArray());
    }

    private double served(int[] sites) {
        CapacityFlow flow = flow();
        for (int site : sites) {
            flow.add(site);
        }
        return flow.served();
    }

    /// What sums in another order may differ by.
    private double tiny() {
        return 1e-9 * coverable();
    }

    Found run() {
        boolean all = problem.objective() == Objective.LSCP;
        progress.at("greedy", Double.NaN);
        int[] greedy = greedy(all ? Integer.MAX_VALUE : problem.sites());
        double served = served(greedy);
        double enough = coverable() * (1 - 1e-9);
        boolean valid = !all || served >= enough;
        double mostOfK = Math.min(coverable(), problem.sites() * problem.capacity());
        double loose = all ? Math.ceil(coverable() / problem.capacity() - 1e-9) : mostOfK;
        double value = all ? greedy.length : served;
        boolean closed = valid && (all ? value <= loose : value >= loose * (1 - 1e-9));
        if (closed || !Mip.isAvailable() || progress.mustStop()) {
            return new Found(
                    valid ? greedy : new int[0], valid ? value : 0, closed ? value : loose, closed, false, "greedy");
        }
        progress.at("solver", Double.NaN);
        return solved(all, valid ? greedy : new int[0], valid, value, loose);
    }

    private record Offer(int site, double gain, int round) {}

    /// What each site would serve alone, the most first.
    private PriorityQueue<Offer> offers(IntStream sites) {
        PriorityQueue<Offer> offers = new PriorityQueue<>(
                Comparator.comparingDouble(Offer::gain).reversed().thenComparingInt(Offer::site));
        sites.forEach(site -> {
            double reached = Arrays.stream(reach[site])
                    .mapToDouble(client -> weights[client])
                    .sum();
            offers.add(new Offer(site, Math.min(problem.capacity(), reached), 0));
        });
        return offers;
    }

    private int[] greedy(int k) {
        CapacityFlow flow = flow();
        boolean[] excluded = new boolean[reach.length];
        PriorityQueue<Offer> offers = offers(IntStream.range(0, reach.length));
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < k && !offers.isEmpty() && !progress.isCancelled()) {
            Offer best = offers.remove();
            if (excluded[best.site] || best.gain <= tiny()) {
                continue;
            }
            if (best.round < chosen.size()) {
                offers.add(new Offer(best.site, flow.gain(best.site), chosen.size()));
                continue;
            }
            chosen.add(best.site);
            flow.add(best.site);
            for (int other : conflicts[best.site]) {
                excluded[other] = true;
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private Found solved(boolean all, int[] known, boolean valid, double value, double loose) {
        try (Mip mip = new Mip(seed)) {
            int[] choice = new int[reach.length];
            boolean[] in = new boolean[reach.length];
            for (int site : known) {
                in[site] = true;
            }
            for (int site = 0; site < reach.length; site++) {
                choice[site] = mip.choice(all ? 1 : 0, in[site]);
            }
            if (!all) {
                MPConstraint count = mip.row(0, problem.sites());
                for (int variable : choice) {
                    mip.put(count, variable, 1);
                }
            }
            for (int[] clique : Cliques.of(conflicts)) {
                MPConstraint row = mip.row(0, 1);
                for (int site : clique) {
                    mip.put(row, choice[site], 1);
                }
            }
            double scale = Math.max(1, coverable() / 1e6);
            shares(mip, all, choice, scale);
            Mip.Result result = mip.solve(progress, false);
            return merged(all, known, valid, value, loose, choice, scale, result);
        }
    }

    /// How much of each client each site serves; nothing where it is not chosen, and no more than it can.
    private void shares(Mip mip, boolean all, int[] choice, double scale) {
        MPConstraint[] whole = new MPConstraint[weights.length];
        for (int client = 0; client < weights.length; client++) {
            whole[client] = mip.row(all ? weights[client] / scale : 0, weights[client] / scale);
        }
        double capacity = problem.capacity() / scale;
        for (int site = 0; site < reach.length; site++) {
            MPConstraint room = mip.row(Double.NEGATIVE_INFINITY, 0);
            mip.put(room, choice[site], -capacity);
            for (int client : reach[site]) {
                double most = Math.min(weights[client] / scale, capacity);
                int share = mip.amount(most, all ? 0 : -1, 0);
                mip.put(room, share, 1);
                mip.put(whole[client], share, 1);
                MPConstraint only = mip.row(Double.NEGATIVE_INFINITY, 0);
                mip.put(only, share, 1);
                mip.put(only, choice[site], -most);
            }
        }
    }

    private Found merged(
            boolean all,
            int[] known,
            boolean valid,
            double value,
            double loose,
            int[] choice,
            double scale,
            Mip.Result result) {
        int[] best = known;
        double reached = value;
        boolean found = valid;
        if (result.values().length > 0) {
            int[] sites = IntStream.range(0, choice.length)
                    .filter(site -> result.values()[choice[site]] > 0.5)
                    .toArray();
            double now = all ? sites.length : served(sites);
            if (!found || (all ? now < reached : now > reached)) {
                best = sites;
                reached = now;
                found = true;
            }
        }
        if (!found) {
            return new Found(new int[0], 0, loose, false, result.end() == Mip.End.INFEASIBLE, "scip");
        }
        boolean proven = result.end() == Mip.End.OPTIMAL;
        double solverBound = all ? Math.ceil(result.bound() - 1e-6) : -result.bound() * scale;
        double bound = proven ? reached : all ? Math.max(loose, solverBound) : Math.min(loose, solverBound);
        return new Found(best, reached, bound, proven, false, "scip");
    }
}
