package dev.yizhan.service.siting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Covering and median as one problem: each client costs least by the site that serves it best, or its base
/// cost where no new site does better. To cover is to save the weight; to be nearer is to save weighted metres.
///
/// **Units**  costs are weights, or weights times metres.
/// **Shape**  reduced: for covering, demand that the same candidates reach is one client, demand that is served
/// already or out of reach is none, and candidates that reach nothing another does not reach too are left out,
/// unless a spacing could make them wanted.
/// **Source** R. L. Church, C. S. ReVelle, "The maximal covering location problem" (1974); R. L. Church,
/// "COBRA: a new formulation of the classic p-median location problem" (2003), for the equality of both
/// problems.
final class MedianModel {

    final double[] base;
    final int[] siteStart;
    final int[] client;
    final double[] cost;
    /// Site → candidate of the problem.
    final int[] candidateOf;
    /// Site → the sites that it excludes.
    final int[][] conflicts;
    /// No two different answers differ in cost by less; 0 where that cannot be told.
    final double granularity;

    private MedianModel(
            double[] base,
            int[] siteStart,
            int[] client,
            double[] cost,
            int[] candidateOf,
            int[][] conflicts,
            double granularity) {
        this.base = base;
        this.siteStart = siteStart;
        this.client = client;
        this.cost = cost;
        this.candidateOf = candidateOf;
        this.conflicts = conflicts;
        this.granularity = granularity;
    }

    int sites() {
        return candidateOf.length;
    }

    int clients() {
        return base.length;
    }

    double baseCost() {
        return Arrays.stream(base).sum();
    }

    /// What a set of sites leaves to pay.
    double cost(int[] chosen) {
        double[] now = base.clone();
        for (int site : chosen) {
            for (int link = siteStart[site]; link < siteStart[site + 1]; link++) {
                now[client[link]] = Math.min(now[client[link]], cost[link]);
            }
        }
        return Arrays.stream(now).sum();
    }

    static MedianModel of(SitingProblem problem) {
        return problem.objective() == Objective.P_MEDIAN ? median(problem) : covering(problem);
    }

    private static MedianModel median(SitingProblem problem) {
        Links links = problem.links();
        int n = links.candidates();
        double[] base = new double[problem.weights().length];
        double farthest = 0;
        for (int link = 0; link < links.size(); link++) {
            farthest = Math.max(farthest, links.metres(link));
        }
        for (int i = 0; i < base.length; i++) {
            // With no station yet, the farthest link is a price that the first new site undercuts for everybody.
            double without = problem.withoutMetres()[i];
            base[i] = problem.weights()[i] * (Double.isInfinite(without) ? farthest : without);
        }
        int[] start = new int[n + 1];
        int[] client = new int[links.size()];
        double[] cost = new double[links.size()];
        for (int j = 0; j <= n; j++) {
            start[j] = links.start(j);
        }
        for (int link = 0; link < client.length; link++) {
            client[link] = links.demand(link);
            cost[link] = problem.weights()[client[link]] * links.metres(link);
        }
        return new MedianModel(base, start, client, cost, IntStream.range(0, n).toArray(), problem.conflicts(), 0);
    }

    private static MedianModel covering(SitingProblem problem) {
        boolean spaced = problem.minSpacingMetres() > 0;
        int[][] reach = reach(problem);
        int[] kept = spaced ? IntStream.range(0, reach.length).toArray() : undominated(reach, problem.weights().length);
        Map<Row, Integer> groups = new LinkedHashMap<>();
        List<Double> weights = new ArrayList<>();
        int[] groupOf = group(reach, kept, problem.weights(), groups, weights);

        int[] start = new int[kept.length + 1];
        int[][] clients = new int[kept.length][];
        for (int site = 0; site < kept.length; site++) {
            clients[site] = Arrays.stream(reach[kept[site]])
                    .map(i -> groupOf[i])
                    .sorted()
                    .distinct()
                    .toArray();
            start[site + 1] = start[site] + clients[site].length;
        }
        int[] client = new int[start[kept.length]];
        for (int site = 0; site < kept.length; site++) {
            System.arraycopy(clients[site], 0, client, start[site], clients[site].length);
        }
        double[] base = weights.stream().mapToDouble(Double::doubleValue).toArray();
        boolean whole = Arrays.stream(base).allMatch(weight -> weight == Math.rint(weight));
        return new MedianModel(
                base,
                start,
                client,
                new double[client.length],
                kept,
                spaced ? problem.conflicts() : none(kept.length),
                whole ? 1 : 0);
    }

    private static int[][] none(int sites) {
        int[][] conflicts = new int[sites][];
        Arrays.fill(conflicts, new int[0]);
        return conflicts;
    }

    /// What each candidate could gain: demand with a weight, not served yet.
    static int[][] reach(SitingProblem problem) {
        Links links = problem.links();
        int[][] reach = new int[links.candidates()][];
        for (int j = 0; j < reach.length; j++) {
            reach[j] = IntStream.range(links.start(j), links.start(j + 1))
                    .map(links::demand)
                    .filter(i -> !problem.served()[i] && problem.weights()[i] > 0)
                    .toArray();
        }
        return reach;
    }

    /// The candidates that reach something which no other single candidate reaches together with all the rest
    /// of it; of equals the first.
    static int[] undominated(int[][] reach, int places) {
        int[][] reachedBy = transposed(reach, IntStream.range(0, reach.length).toArray(), places);
        boolean[] out = new boolean[reach.length];
        for (int j = 0; j < reach.length; j++) {
            if (reach[j].length == 0) {
                out[j] = true;
                continue;
            }
            int[] rarest = reachedBy[reach[j][0]];
            for (int i : reach[j]) {
                if (reachedBy[i].length < rarest.length) {
                    rarest = reachedBy[i];
                }
            }
            for (int other : rarest) {
                boolean larger =
                        reach[other].length > reach[j].length || reach[other].length == reach[j].length && other < j;
                if (larger && !out[other] && holdsAll(reach[other], reach[j])) {
                    out[j] = true;
                    break;
                }
            }
        }
        return IntStream.range(0, reach.length).filter(j -> !out[j]).toArray();
    }

    /// True where all of `part` is in `whole`; both ascending.
    static boolean holdsAll(int[] whole, int[] part) {
        int at = 0;
        for (int value : part) {
            while (at < whole.length && whole[at] < value) {
                at++;
            }
            if (at == whole.length || whole[at] != value) {
                return false;
            }
        }
        return true;
    }

    /// For each place the positions in `kept` of the candidates that reach it.
    static int[][] transposed(int[][] reach, int[] kept, int places) {
        int[] count = new int[places];
        for (int candidate : kept) {
            for (int i : reach[candidate]) {
                count[i]++;
            }
        }
        int[][] reachedBy = new int[places][];
        for (int i = 0; i < places; i++) {
            reachedBy[i] = new int[count[i]];
        }
        Arrays.fill(count, 0);
        for (int site = 0; site < kept.length; site++) {
            for (int i : reach[kept[site]]) {
                reachedBy[i][count[i]++] = site;
            }
        }
        return reachedBy;
    }

    private static int[] group(
            int[][] reach, int[] kept, double[] weights, Map<Row, Integer> groups, List<Double> groupWeights) {
        int[][] reachedBy = transposed(reach, kept, weights.length);
        int[] groupOf = new int[weights.length];
        Arrays.fill(groupOf, -1);
        for (int i = 0; i < weights.length; i++) {
            if (reachedBy[i].length > 0) {
                int group = groups.computeIfAbsent(new Row(reachedBy[i]), _ -> groups.size());
                groupOf[i] = group;
                if (group == groupWeights.size()) {
                    groupWeights.add(0.0);
                }
                groupWeights.set(group, groupWeights.get(group) + weights[i]);
            }
        }
        return groupOf;
    }

    /// Sites as a key of a map.
    static final class Row {

        final int[] sites;
        private final int hash;

        Row(int[] sites) {
            this.sites = sites;
            this.hash = Arrays.hashCode(sites);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && Arrays.equals(sites, row.sites);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
