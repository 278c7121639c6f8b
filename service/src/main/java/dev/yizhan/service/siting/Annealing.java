package dev.yizhan.service.siting;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Better sites for a covering question: exchanges one at random for another, first also where that is worse, later
/// less and less. Many short searches end at unlike answers; the sites of all their answers together are few, and
/// among them it searches again.
///
/// **Shape**  the same for the same seed: it ends by steps that are counted.
/// **Source** S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, "Optimization by simulated annealing" (1983).
/// **Cost**   a step that is refused looks at the clients of one site at most, half a microsecond; one that is taken
/// at those of two, and at the sites that reach them, some ten.
final class Annealing {

    /// How much worse an exchange may be at first and at last, by the share of what a site saves on average.
    private static final double HOT = 0.03;

    private static final double COLD = 0.001;
    private static final int STEPS_A_SITE = 250;
    private static final int SEARCHES = 36;
    private static final int SEARCHES_AMONG_FOUND = 4;
    private static final int LOOK_EVERY = 4096;

    private final MedianModel model;
    private final Progress progress;
    private final Random random;
    /// Client → the sites that reach it.
    private final int[] clientStart;

    private final int[] site;
    private final int[] chosen;
    private final boolean[] in;
    /// How many chosen sites reach a client, and the sum of their numbers: of one alone, its number.
    private final int[] times;

    private final int[] sum;
    /// What a site would add, and what is lost without it.
    private final double[] gain;

    private final double[] loss;
    private final int[] blockers;
    private double saved;

    private Annealing(MedianModel model, int[] start, long seed, Progress progress) {
        this.model = model;
        this.progress = progress;
        this.random = new Random(seed);
        clientStart = new int[model.clients() + 1];
        for (int i : model.client) {
            clientStart[i + 1]++;
        }
        for (int i = 0; i < model.clients(); i++) {
            clientStart[i + 1] += clientStart[i];
        }
        int[] next = clientStart.clone();
        site = new int[model.client.length];
        gain = new double[model.sites()];
        for (int j = 0; j < model.sites(); j++) {
            for (int link = model.siteStart[j]; link < model.siteStart[j + 1]; link++) {
                site[next[model.client[link]]++] = j;
                gain[j] += model.base[model.client[link]];
            }
        }
        chosen = start.clone();
        in = new boolean[model.sites()];
        times = new int[model.clients()];
        sum = new int[model.clients()];
        loss = new double[model.sites()];
        blockers = new int[model.sites()];
        for (int j : start) {
            take(j);
        }
    }

    /// Whether every link serves its client wholly, which is what this search is made for.
    static boolean suits(MedianModel model) {
        return Arrays.stream(model.cost).allMatch(cost -> cost == 0);
    }

    /// One short search: as many sites as at the start, that save no less.
    static int[] once(MedianModel model, int[] start, long seed, Progress progress) {
        return new Annealing(model, start, seed, progress).run(null);
    }

    /// Many of them from the same start, then a few from the best among the sites that were found.
    ///
    /// @param known the best sites so far; what is answered saves no less
    static int[] often(MedianModel model, int[] start, int[] known, long seed, Progress progress) {
        Random seeds = new Random(seed);
        int[] best = known;
        BitSet found = new BitSet();
        IntStream.of(known).forEach(found::set);
        for (int search = 0; search < SEARCHES + SEARCHES_AMONG_FOUND; search++) {
            // From the same sites each time: from the best one the answers would be more alike.
            int[] sites = search < SEARCHES
                    ? new Annealing(model, start, seeds.nextLong(), progress).run(null)
                    : new Annealing(model, best, seeds.nextLong(), progress)
                            .run(found.stream().toArray());
            IntStream.of(sites).forEach(found::set);
            if (model.cost(sites) < model.cost(best)) {
                best = sites;
            }
        }
        return best;
    }

    /// @param among the sites to choose from; null: all
    private int[] run(int @Nullable [] among) {
        int[] best = chosen.clone();
        double most = saved;
        if (chosen.length == 0 || chosen.length == in.length) {
            return best;
        }
        long steps = (long) STEPS_A_SITE * in.length;
        double hot = HOT * saved / chosen.length;
        for (long step = 0; step < steps; step++) {
            if (step % LOOK_EVERY == 0 && progress.mustStop()) {
                break;
            }
            double heat = hot * Math.pow(COLD / HOT, (double) step / steps);
            int at = random.nextInt(chosen.length);
            int out = chosen[at];
            int other = other(out, among);
            if (in[other] || !isFree(other, out)) {
                continue;
            }
            double least = heat * Math.log(1 - random.nextDouble());
            if (gain[other] < least || gain[other] + overlap(other, out) - loss[out] < least) {
                continue;
            }
            drop(out);
            take(other);
            chosen[at] = other;
            if (saved > most) {
                most = saved;
                best = chosen.clone();
            }
        }
        return best;
    }

    private int other(int out, int @Nullable [] among) {
        if (among != null) {
            return among[random.nextInt(among.length)];
        }
        return random.nextInt(4) > 0 ? near(out) : random.nextInt(in.length);
    }

    /// A site that reaches one of the clients of this one.
    private int near(int of) {
        int links = model.siteStart[of + 1] - model.siteStart[of];
        if (links == 0) {
            return of;
        }
        int i = model.client[model.siteStart[of] + random.nextInt(links)];
        return site[clientStart[i] + random.nextInt(clientStart[i + 1] - clientStart[i])];
    }

    private boolean isFree(int comes, int goes) {
        return blockers[comes] == 0 || blockers[comes] == 1 && Arrays.binarySearch(model.conflicts[comes], goes) >= 0;
    }

    /// What a site reaches that only the one that goes does.
    private double overlap(int comes, int goes) {
        double overlap = 0;
        for (int link = model.siteStart[comes]; link < model.siteStart[comes + 1]; link++) {
            int i = model.client[link];
            if (times[i] == 1 && sum[i] == goes) {
                overlap += model.base[i];
            }
        }
        return overlap;
    }

    private void take(int taken) {
        in[taken] = true;
        saved += gain[taken];
        for (int link = model.siteStart[taken]; link < model.siteStart[taken + 1]; link++) {
            int i = model.client[link];
            if (times[i] == 0) {
                loss[taken] += model.base[i];
                add(i, -model.base[i]);
            } else if (times[i] == 1) {
                loss[sum[i]] -= model.base[i];
            }
            times[i]++;
            sum[i] += taken;
        }
        for (int other : model.conflicts[taken]) {
            blockers[other]++;
        }
    }

    private void drop(int dropped) {
        in[dropped] = false;
        for (int link = model.siteStart[dropped]; link < model.siteStart[dropped + 1]; link++) {
            int i = model.client[link];
            times[i]--;
            sum[i] -= dropped;
            if (times[i] == 0) {
                add(i, model.base[i]);
            } else if (times[i] == 1) {
                loss[sum[i]] += model.base[i];
            }
        }
        loss[dropped] = 0;
        saved -= gain[dropped];
        for (int other : model.conflicts[dropped]) {
            blockers[other]--;
        }
    }

    private void add(int client, double weight) {
        for (int at = clientStart[client]; at < clientStart[client + 1]; at++) {
            gain[site[at]] += weight;
        }
    }
}
