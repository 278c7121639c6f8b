package dev.yizhan.service.siting;

import com.google.ortools.linearsolver.MPConstraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The best k sites of a [MedianModel]: greedily, then by prices that bound the cost and tell most sites out or
/// in, then by SCIP among the few that are left.
///
/// **Cost**   greedy and prices look at each link some hundred times; what is left for the solver is small
/// where prices are tight, which they are where demand is spread over a map.
final class MedianSearch {

    private static final double LARGE = 1e7;
    private static final double SOLVED = 1e4;
    /// Better sites are looked for again where the question is larger and the gap wider: there the solver narrows
    /// nothing within minutes.
    private static final int MANY_LINKS = 300_000;

    private static final double WIDE = 0.005;
    private static final int ROUNDS = 3;

    /// What was found.
    ///
    /// **Shape**  `bound` is below the cost of every answer; `solver` is the last that had a hand in it.
    record Found(int[] sites, double cost, double bound, boolean proven, String solver) {}

    private final MedianModel model;
    private final int k;
    private final long seed;
    private final Progress progress;
    /// By which costs are divided for the solver, whose tolerances are absolute; whole numbers stay whole, for
    /// it can tell that answers differ by 1.
    private final double scale;

    MedianSearch(MedianModel model, int k, long seed, Progress progress) {
        this.model = model;
        this.k = k;
        this.seed = seed;
        this.progress = progress;
        double most = Arrays.stream(model.base).max().orElse(1);
        this.scale = model.granularity > 0 && most <= LARGE || most <= 0 ? 1 : most / SOLVED;
    }

    Found run() {
        progress.at("greedy", Double.NaN);
        GreedySiting greedy = new GreedySiting(model, progress);
        int[] sites = greedy.exchange(greedy.greedy(k));
        MedianBound prices = new MedianBound(model, k, sites, greedy, progress);
        prices.run();
        if (!prices.isClosed()) {
            progress.at("exchange", prices.gap());
            prices.offer(
                    Annealing.suits(model)
                            ? Annealing.once(model, prices.incumbent(), seed, progress)
                            : greedy.wander(prices.incumbent(), seed));
            prices.run();
        }
        for (int round = 0; round < ROUNDS && isWorthAnnealing(prices, round); round++) {
            progress.at("exchange", prices.gap());
            prices.offer(Annealing.often(model, sites, prices.incumbent(), seed + round, progress));
            prices.run();
        }
        if (prices.isClosed()) {
            return new Found(prices.incumbent(), prices.cost(), prices.cost(), true, "lagrangian");
        }
        if (!Mip.isAvailable() || progress.mustStop()) {
            return new Found(prices.incumbent(), prices.cost(), prices.bound(), false, "greedy");
        }
        progress.at("solver", prices.gap());
        return solved(prices);
    }

    private boolean isWorthAnnealing(MedianBound prices, int round) {
        return !prices.isClosed()
                && !progress.mustStop()
                && Annealing.suits(model)
                && (round == 0 || model.client.length > MANY_LINKS && prices.gap() > WIDE);
    }

    /// One client as the solver sees it: the sites that still could serve it better than those that are in, the
    /// cheapest first, in blocks of equal cost.
    private record Client(int[] sites, double[] costs, double without) {}

    private Found solved(MedianBound prices) {
        double[] now = model.base.clone();
        for (int site = 0; site < model.sites(); site++) {
            if (prices.fixed[site] > 0) {
                for (int link = model.siteStart[site]; link < model.siteStart[site + 1]; link++) {
                    now[model.client[link]] = Math.min(now[model.client[link]], model.cost[link]);
                }
            }
        }
        int[] free = IntStream.range(0, model.sites())
                .filter(site -> prices.fixed[site] == 0)
                .toArray();
        int left = k
                - (int) IntStream.range(0, model.sites())
                        .filter(site -> prices.fixed[site] > 0)
                        .count();
        boolean[] in = new boolean[model.sites()];
        for (int site : prices.incumbent()) {
            in[site] = true;
        }
        // What is fixed holds in every better answer; the incumbent itself need not keep to it.
        boolean keeps = IntStream.range(0, model.sites())
                .allMatch(site -> prices.fixed[site] > 0 ? in[site] : prices.fixed[site] == 0 || !in[site]);
        try (Mip mip = new Mip(seed)) {
            int[] choice = new int[model.sites()];
            Arrays.fill(choice, -1);
            for (int site : free) {
                choice[site] = mip.choice(0, keeps && in[site]);
            }
            MPConstraint count = mip.row(0, left);
            for (int site : free) {
                mip.put(count, choice[site], 1);
            }
            spaced(mip, choice, prices.fixed);
            double constant = chains(mip, free, choice, now, keeps ? in : new boolean[in.length]);
            mip.offset(constant / scale);
            Mip.Result result = mip.solve(progress, keeps);
            return merged(prices, free, choice, result);
        }
    }

    private Found merged(MedianBound prices, int[] free, int[] choice, Mip.Result result) {
        int[] best = prices.incumbent();
        double cost = prices.cost();
        if (result.values().length > 0) {
            int[] sites = IntStream.range(0, model.sites())
                    .filter(site ->
                            prices.fixed[site] > 0 || prices.fixed[site] == 0 && result.values()[choice[site]] > 0.5)
                    .toArray();
            double found = model.cost(sites);
            if (found < cost) {
                best = sites;
                cost = found;
            }
        }
        boolean proven = result.end() != Mip.End.STOPPED;
        double bound = proven ? cost : Math.min(cost, Math.max(prices.bound(), result.bound() * scale));
        return new Found(best, cost, bound, proven, "scip");
    }

    /// Sites too close to each other, a row for each clique: tighter than a row for each pair.
    private void spaced(Mip mip, int[] choice, byte[] fixed) {
        for (int[] clique : Cliques.of(model.conflicts)) {
            boolean taken = Arrays.stream(clique).anyMatch(site -> fixed[site] > 0);
            MPConstraint row = mip.row(0, taken ? 0 : 1);
            for (int site : clique) {
                if (choice[site] >= 0) {
                    mip.put(row, choice[site], 1);
                }
            }
        }
    }

    /// For each client and each block of its sites, what it costs that none up to that block is chosen.
    ///
    /// **Source** G. Cornuéjols, G. L. Nemhauser, L. A. Wolsey, "A canonical representation of simple
    /// plant location problems" (1980).
    private double chains(Mip mip, int[] free, int[] choice, double[] now, boolean[] hinted) {
        double constant = 0;
        Map<MedianModel.Row, Double> single = new LinkedHashMap<>();
        List<Client> many = new ArrayList<>();
        Client[] clients = clients(free, now);
        for (int i = 0; i < clients.length; i++) {
            Client client = clients[i];
            if (client.sites.length == 0) {
                constant += now[i];
            } else if (client.costs[0] == client.costs[client.costs.length - 1]) {
                constant += client.costs[0];
                int[] key = client.sites.clone();
                Arrays.sort(key);
                single.merge(new MedianModel.Row(key), (client.without - client.costs[0]) / scale, Double::sum);
            } else {
                constant += client.costs[0];
                many.add(client);
            }
        }
        single.forEach((row, saving) -> {
            boolean none = Arrays.stream(row.sites).noneMatch(site -> hinted[site]);
            MPConstraint cover = mip.row(1, Double.POSITIVE_INFINITY);
            mip.put(cover, mip.amount(1, saving, none ? 1 : 0), 1);
            for (int site : row.sites) {
                mip.put(cover, choice[site], 1);
            }
        });
        for (Client client : many) {
            chain(mip, client, choice, hinted, scale);
        }
        return constant;
    }

    private static void chain(Mip mip, Client client, int[] choice, boolean[] hinted, double scale) {
        int before = -1;
        boolean none = true;
        int at = 0;
        while (at < client.sites.length) {
            int end = at;
            while (end < client.sites.length && client.costs[end] == client.costs[at]) {
                none &= !hinted[client.sites[end]];
                end++;
            }
            double next = end < client.sites.length ? client.costs[end] : client.without;
            int beyond = mip.amount(1, (next - client.costs[at]) / scale, none ? 1 : 0);
            MPConstraint row = mip.row(before < 0 ? 1 : 0, Double.POSITIVE_INFINITY);
            mip.put(row, beyond, 1);
            if (before >= 0) {
                mip.put(row, before, -1);
            }
            for (int site = at; site < end; site++) {
                mip.put(row, choice[client.sites[site]], 1);
            }
            before = beyond;
            at = end;
        }
    }

    private Client[] clients(int[] free, double[] now) {
        int[] count = new int[model.clients()];
        for (int site : free) {
            for (int link = model.siteStart[site]; link < model.siteStart[site + 1]; link++) {
                if (model.cost[link] < now[model.client[link]]) {
                    count[model.client[link]]++;
                }
            }
        }
        int[][] sites = new int[count.length][];
        double[][] costs = new double[count.length][];
        for (int i = 0; i < count.length; i++) {
            sites[i] = new int[count[i]];
            costs[i] = new double[count[i]];
        }
        Arrays.fill(count, 0);
        for (int site : free) {
            for (int link = model.siteStart[site]; link < model.siteStart[site + 1]; link++) {
                int i = model.client[link];
                if (model.cost[link] < now[i]) {
                    sites[i][count[i]] = site;
                    costs[i][count[i]++] = model.cost[link];
                }
            }
        }
        Client[] clients = new Client[count.length];
        for (int i = 0; i < count.length; i++) {
            double[] unsorted = costs[i];
            int[] unsortedSites = sites[i];
            int[] order = IntStream.range(0, count[i])
                    .boxed()
                    .sorted((a, b) -> Double.compare(unsorted[a], unsorted[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            clients[i] = new Client(
                    Arrays.stream(order).map(at -> unsortedSites[at]).toArray(),
                    Arrays.stream(order).mapToDouble(at -> unsorted[at]).toArray(),
                    now[i]);
        }
        return clients;
    }
}
