package dev.yizhan.service.siting;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Below which cost no k sites can come, and which sites the best ones are among: each client is given a price
/// for being served, and a site is worth what it stays below the prices.
///
/// **Accuracy** true for any prices, whatever the arithmetic that found them; a spacing is left out of it,
/// which makes the bound weaker and keeps it true.
/// **Source** Lagrangian relaxation of "each client is served once" by subgradients: G. Cornuéjols, M. L.
/// Fisher, G. L. Nemhauser, "Location of bank accounts to optimize float" (1977); fixing by reduced cost.
final class MedianBound {

    /// Looks at links, all steps together; a step looks at each of them twice or so.
    private static final double MOST_LOOKS = 1.2e9;
    private static final int MOST_STEPS = 4_000;
    private static final int LEAST_STEPS = 300;
    private static final int PATIENCE = 50;
    private static final double FIRST_PACE = 0.2;
    private static final double SLOWER = 0.8;
    private static final double LAST_PACE = 1e-5;
    /// How much of the last direction is kept: without it prices swing between the sites of a dense quarter.
    private static final double MEMORY = 0.95;
    private static final int LOOK_EVERY = 25;
    private static final double NEAR = 0.02;
    private static final int SAY_EVERY = 100;

    private final MedianModel model;
    private final int k;
    private final Progress progress;
    private final GreedySiting greedy;

    /// −1 = in no answer that is better than the incumbent; 1 = in all of them; 0 = not told.
    final byte[] fixed;

    private int[] incumbent;
    private int looks;
    private double @Nullable [] best;
    private double cost;
    private double bound = Double.NEGATIVE_INFINITY;

    MedianBound(MedianModel model, int k, int[] incumbent, GreedySiting greedy, Progress progress) {
        this.model = model;
        this.k = k;
        this.incumbent = incumbent;
        this.cost = model.cost(incumbent);
        this.greedy = greedy;
        this.progress = progress;
        this.fixed = new byte[model.sites()];
    }

    int[] incumbent() {
        return incumbent;
    }

    double cost() {
        return cost;
    }

    /// Below every answer's cost: answers against what is fixed are no better than the incumbent.
    double bound() {
        return isImpossible() ? cost : Math.min(bound, cost);
    }

    /// True where nothing can be better than the incumbent.
    boolean isClosed() {
        return bound > barrier() || isImpossible();
    }

    /// A bound above this leaves nothing better than the incumbent.
    private double barrier() {
        return model.granularity > 0
                ? cost - model.granularity + 1e-6 * model.granularity
                : cost - 1e-9 * model.baseCost();
    }

    /// Takes a set of sites as the incumbent if it is the best so far.
    void offer(int[] sites) {
        double found = model.cost(sites);
        if (found < cost) {
            incumbent = sites;
            cost = found;
        }
    }

    /// Raises the bound, from the prices that gave the best one so far, and looks for better sites on the way.
    void run() {
        boolean again = best != null;
        double[] price = best == null ? new GreedySiting.Served(model, incumbent).second : best.clone();
        double[] worth = new double[model.sites()];
        double[] direction = new double[model.clients()];
        double[] surplus = new double[model.clients()];
        int steps = (int) Math.clamp(MOST_LOOKS / Math.max(1, model.client.length), LEAST_STEPS, MOST_STEPS);
        double pace = again ? FIRST_PACE / 10 : FIRST_PACE;
        int idle = 0;
        for (int step = 0; step < steps && pace > LAST_PACE && !progress.mustStop(); step++) {
            measure(price, worth);
            int[] order = order(worth);
            int chosen = Math.min(k, order.length);
            double value = Arrays.stream(price).sum();
            for (int at = 0; at < chosen; at++) {
                value += worth[order[at]];
            }
            if (value > bound + 1e-7 * Math.abs(bound) || bound == Double.NEGATIVE_INFINITY) {
                idle = 0;
            } else if (++idle == PATIENCE) {
                pace *= SLOWER;
                idle = 0;
            }
            if (value > bound) {
                bound = value;
                best = price.clone();
                look(Arrays.copyOf(order, chosen));
            }
            fix(value, worth, order, chosen);
            if (isClosed()) {
                return;
            }
            if (step % SAY_EVERY == 0) {
                progress.at("bound", gap());
            }
            step(price, surplus, direction, order, chosen, pace * (1.002 * cost + 1e-9 - value));
        }
    }

    double gap() {
        double saved = model.baseCost() - cost;
        return saved > 0 ? (cost - bound()) / saved : Double.NaN;
    }

    /// True where what is in every better answer is more than k sites, or two that exclude each other: there is
    /// no better answer.
    private boolean isImpossible() {
        int[] held =
                IntStream.range(0, fixed.length).filter(site -> fixed[site] > 0).toArray();
        return held.length > k || hasConflict(held);
    }

    private void measure(double[] price, double[] worth) {
        for (int site = 0; site < worth.length; site++) {
            double sum = 0;
            for (int link = model.siteStart[site]; link < model.siteStart[site + 1]; link++) {
                sum += Math.min(0, model.cost[link] - price[model.client[link]]);
            }
            worth[site] = sum;
        }
    }

    /// Sites that may still be chosen: those fixed and the ones worth most first, up to k, then the rest.
    ///
    /// **Shape**  equal worth goes by site; exactly the least sum stands in front, or the bound would not be
    /// one.
    private int[] order(double[] worth) {
        int held = 0;
        int free = 0;
        double[] sorted = new double[worth.length];
        for (int site = 0; site < worth.length; site++) {
            if (fixed[site] > 0) {
                held++;
            } else if (fixed[site] == 0) {
                sorted[free++] = worth[site];
            }
        }
        int wanted = Math.min(k - held, free);
        Arrays.sort(sorted, 0, free);
        double threshold = wanted > 0 ? sorted[wanted - 1] : Double.NEGATIVE_INFINITY;
        int ties = 0;
        for (int at = wanted - 1; at >= 0 && sorted[at] == threshold; at--) {
            ties++;
        }
        int[] order = new int[held + free];
        int front = 0;
        int back = held + Math.max(0, wanted);
        for (int site = 0; site < worth.length; site++) {
            if (fixed[site] < 0) {
                continue;
            }
            boolean first = fixed[site] > 0 || worth[site] < threshold || worth[site] == threshold && ties-- > 0;
            order[first ? front++ : back++] = site;
        }
        return order;
    }

    private void look(int[] sites) {
        if (hasConflict(sites)) {
            return;
        }
        double found = model.cost(sites);
        boolean near = found < cost + NEAR * (model.baseCost() - cost);
        if (found < cost || near && looks++ % LOOK_EVERY == 0) {
            offer(greedy.exchange(sites));
        }
    }

    private boolean hasConflict(int[] sites) {
        boolean[] in = new boolean[model.sites()];
        for (int site : sites) {
            in[site] = true;
        }
        return Arrays.stream(sites)
                .anyMatch(site -> Arrays.stream(model.conflicts[site]).anyMatch(other -> in[other]));
    }

    /// What the bound would be with one site more, or without one, tells whether it matters.
    private void fix(double value, double[] worth, int[] order, int chosen) {
        double barrier = barrier();
        if (chosen == 0 || value + spread(worth) <= barrier) {
            return;
        }
        double last = Double.NEGATIVE_INFINITY;
        for (int at = 0; at < chosen; at++) {
            if (fixed[order[at]] == 0) {
                last = Math.max(last, worth[order[at]]);
            }
        }
        double next = 0;
        if (chosen < order.length) {
            next = Double.POSITIVE_INFINITY;
            for (int at = chosen; at < order.length; at++) {
                next = Math.min(next, worth[order[at]]);
            }
        }
        for (int at = 0; at < order.length; at++) {
            int site = order[at];
            if (fixed[site] != 0) {
                continue;
            }
            if (at >= chosen && (last == Double.NEGATIVE_INFINITY || value - last + worth[site] > barrier)) {
                fixed[site] = -1;
            } else if (at < chosen && value - worth[site] + Math.min(0, next) > barrier) {
                fixed[site] = 1;
            }
        }
    }

    /// The most that one exchange can add to the bound.
    private static double spread(double[] worth) {
        double least = 0;
        for (double one : worth) {
            least = Math.min(least, one);
        }
        return -least;
    }

    private void step(double[] price, double[] surplus, double[] direction, int[] order, int chosen, double push) {
        Arrays.fill(surplus, 1);
        for (int at = 0; at < chosen; at++) {
            int site = order[at];
            for (int link = model.siteStart[site]; link < model.siteStart[site + 1]; link++) {
                int i = model.client[link];
                if (model.cost[link] < price[i]) {
                    surplus[i]--;
                }
            }
        }
        double norm = 0;
        for (int i = 0; i < direction.length; i++) {
            double along = (1 - MEMORY) * surplus[i] + MEMORY * direction[i];
            // A price at its end moves no farther.
            if (along > 0 && price[i] >= model.base[i] || along < 0 && price[i] <= 0) {
                along = 0;
            }
            direction[i] = along;
            norm += along * along;
        }
        if (norm == 0) {
            return;
        }
        double length = push / norm;
        for (int i = 0; i < direction.length; i++) {
            price[i] = Math.clamp(price[i] + length * direction[i], 0, model.base[i]);
        }
    }
}
