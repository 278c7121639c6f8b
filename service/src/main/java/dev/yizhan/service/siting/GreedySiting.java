package dev.yizhan.service.siting;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;

/// Takes the site that saves most, again and again; then exchanges one for another while that saves more.
///
/// **Accuracy** saves at least 1 − 1/e of what the best k sites save (Nemhauser, Wolsey, Fisher 1978), unless a
/// minimum spacing holds, where nothing is promised. Exchanges never make it worse.
/// **Cost**   lazy: a site's saving only shrinks, so it is measured anew only when it comes to the front; an
/// exchange looks at each link once.
final class GreedySiting {

    /// Ends the exchanges of a question that has endlessly many tiny ones.
    private static final int MOST_EXCHANGES = 2_000;

    private static final int MOVES = 4;
    private static final int PATIENCE = 100;
    private static final int LEAST_PATIENCE = 5;
    private static final double MOST_LOOKS = 4e7;

    private final MedianModel model;
    private final Progress progress;

    GreedySiting(MedianModel model, Progress progress) {
        this.model = model;
        this.progress = progress;
    }

    private record Offer(int site, double saving, int round) {}

    /// At most `k` sites, in the order in which they were taken; fewer where no further one saves anything.
    int[] greedy(int k) {
        double[] now = model.base.clone();
        boolean[] excluded = new boolean[model.sites()];
        PriorityQueue<Offer> offers = new PriorityQueue<>(
                Comparator.comparingDouble(Offer::saving).reversed().thenComparingInt(Offer::site));
        for (int site = 0; site < model.sites(); site++) {
            offers.add(new Offer(site, saving(site, now), 0));
        }
        int[] chosen = new int[Math.min(k, model.sites())];
        int taken = 0;
        while (taken < chosen.length && !offers.isEmpty()) {
            Offer best = offers.remove();
            if (excluded[best.site]) {
                continue;
            }
            if (best.round < taken) {
                offers.add(new Offer(best.site, saving(best.site, now), taken));
                continue;
            }
            if (best.saving <= 0) {
                break;
            }
            chosen[taken++] = best.site;
            for (int link = model.siteStart[best.site]; link < model.siteStart[best.site + 1]; link++) {
                now[model.client[link]] = Math.min(now[model.client[link]], model.cost[link]);
            }
            for (int other : model.conflicts[best.site]) {
                excluded[other] = true;
            }
        }
        return Arrays.copyOf(chosen, taken);
    }

    private double saving(int site, double[] now) {
        double saving = 0;
        for (int link = model.siteStart[site]; link < model.siteStart[site + 1]; link++) {
            saving += Math.max(0, now[model.client[link]] - model.cost[link]);
        }
        return saving;
    }

    /// The same number of sites, exchanged one by one while that lowers the cost.
    ///
    /// **Source** M. G. C. Resende, R. F. Werneck, "A fast swap-based local search procedure for location
    /// problems" (2007).
    int[] exchange(int[] sites) {
        int[] chosen = sites.clone();
        if (chosen.length == 0) {
            return chosen;
        }
        boolean[] in = new boolean[model.sites()];
        int[] blockers = new int[model.sites()];
        for (int site : chosen) {
            in[site] = true;
            for (int other : model.conflicts[site]) {
                blockers[other]++;
            }
        }
        double least = Math.max(1e-12 * model.baseCost(), model.granularity / 2);
        for (int exchanges = 0; exchanges < MOST_EXCHANGES && !progress.mustStop(); exchanges++) {
            Served served = new Served(model, chosen);
            double[] loss = served.losses();
            double[] extra = new double[chosen.length];
            double bestProfit = least;
            int bestIn = -1;
            int bestOut = -1;
            for (int site = 0; site < model.sites(); site++) {
                if (in[site]) {
                    continue;
                }
                double gain = served.gain(site, extra);
                for (int position = 0; position < chosen.length; position++) {
                    double profit = gain - loss[position] + extra[position];
                    if (profit > bestProfit && isFree(site, chosen[position], blockers)) {
                        bestProfit = profit;
                        bestIn = site;
                        bestOut = position;
                    }
                }
            }
            if (bestIn < 0) {
                break;
            }
            int gone = chosen[bestOut];
            in[gone] = false;
            in[bestIn] = true;
            for (int other : model.conflicts[gone]) {
                blockers[other]--;
            }
            for (int other : model.conflicts[bestIn]) {
                blockers[other]++;
            }
            chosen[bestOut] = bestIn;
        }
        return chosen;
    }

    /// Shakes a few sites out of place and exchanges again, many times, and keeps what got better.
    ///
    /// **Shape**  the same for the same seed; ends after [#PATIENCE] shakes that gained nothing, or fewer of a
    /// very large question.
    int[] wander(int[] sites, long seed) {
        Random random = new Random(seed);
        int[] best = sites;
        double cost = model.cost(best);
        int patience = (int) Math.clamp(MOST_LOOKS / Math.max(1, model.client.length), LEAST_PATIENCE, PATIENCE);
        for (int idle = 0; idle < patience && best.length > 0 && !progress.mustStop(); idle++) {
            int[] moved = exchange(shaken(best, random));
            double reached = model.cost(moved);
            if (reached < cost - 1e-12 * model.baseCost()) {
                best = moved;
                cost = reached;
                idle = -1;
            }
        }
        return best;
    }

    private int[] shaken(int[] sites, Random random) {
        int[] shaken = sites.clone();
        for (int move = 0; move < MOVES; move++) {
            int out = random.nextInt(shaken.length);
            int in = random.nextInt(model.sites());
            boolean fits = IntStream.range(0, shaken.length)
                    .allMatch(at -> shaken[at] != in
                            && (at == out || Arrays.binarySearch(model.conflicts[in], shaken[at]) < 0));
            if (fits) {
                shaken[out] = in;
            }
        }
        return shaken;
    }

    private boolean isFree(int comes, int goes, int[] blockers) {
        int freed = Arrays.binarySearch(model.conflicts[comes], goes) >= 0 ? 1 : 0;
        return blockers[comes] - freed == 0;
    }

    /// What each client pays, to whom, and what it would pay without that site.
    static final class Served {

        private final MedianModel model;
        private final int sites;
        final double[] best;
        final double[] second;
        /// Position of the site in the set, −1 where none serves.
        final int[] by;

        Served(MedianModel model, int[] chosen) {
            this.model = model;
            this.sites = chosen.length;
            this.best = model.base.clone();
            this.second = model.base.clone();
            this.by = new int[best.length];
            Arrays.fill(by, -1);
            for (int position = 0; position < chosen.length; position++) {
                int site = chosen[position];
                for (int link = model.siteStart[site]; link < model.siteStart[site + 1]; link++) {
                    int i = model.client[link];
                    double cost = model.cost[link];
                    if (cost < best[i]) {
                        second[i] = best[i];
                        best[i] = cost;
                        by[i] = position;
                    } else if (cost < second[i]) {
                        second[i] = cost;
                    }
                }
            }
        }

        double[] losses() {
            double[] loss = new double[sites];
            for (int i = 0; i < best.length; i++) {
                if (by[i] >= 0) {
                    loss[by[i]] += second[i] - best[i];
                }
            }
            return loss;
        }

        /// What a further site saves; `extra` is set to how much less the loss of each chosen one would then
        /// be.
        double gain(int site, double[] extra) {
            Arrays.fill(extra, 0);
            double gain = 0;
            for (int link = model.siteStart[site]; link < model.siteStart[site + 1]; link++) {
                int i = model.client[link];
                double cost = model.cost[link];
                if (cost < best[i]) {
                    gain += best[i] - cost;
                }
                if (by[i] >= 0 && cost < second[i]) {
                    extra[by[i]] += second[i] - Math.max(cost, best[i]);
                }
            }
            return gain;
        }

        double cost() {
            return Arrays.stream(best).sum();
        }
    }

    /// The sites in the order of what each adds to those before it, the largest first.
    static int[] bySaving(MedianModel model, int[] chosen) {
        int[] order = chosen.clone();
        double[] now = model.base.clone();
        for (int place = 0; place < order.length; place++) {
            int from = place;
            double most = -1;
            for (int at = place; at < order.length; at++) {
                int site = order[at];
                double saving = IntStream.range(model.siteStart[site], model.siteStart[site + 1])
                        .mapToDouble(link -> Math.max(0, now[model.client[link]] - model.cost[link]))
                        .sum();
                if (saving > most || saving == most && site < order[from]) {
                    most = saving;
                    from = at;
                }
            }
            int next = order[from];
            order[from] = order[place];
            order[place] = next;
            for (int link = model.siteStart[next]; link < model.siteStart[next + 1]; link++) {
                now[model.client[link]] = Math.min(now[model.client[link]], model.cost[link]);
            }
        }
        return order;
    }
}
