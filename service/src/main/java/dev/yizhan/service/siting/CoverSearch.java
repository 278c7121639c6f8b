package dev.yizhan.service.siting;

import com.google.ortools.linearsolver.MPConstraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The fewest candidates that together reach all demand that any of them reaches.
///
/// **Shape**  reduced before it is solved: demand that is reached whenever other demand is, and candidates that
/// reach no more than another does, decide nothing. Under a minimum spacing candidates are not left out, for
/// the larger one may be forbidden.
/// **Source** C. Toregas, R. Swain, C. ReVelle, L. Bergman, "The location of emergency service facilities"
/// (1971).
final class CoverSearch {

    /// What was found.
    ///
    /// **Empty**  `sites` is null where none was found in time; `impossible` where it is proven
    /// that there is none.
    record Found(int @Nullable [] sites, int bound, boolean proven, boolean impossible, String solver) {}

    private final SitingProblem problem;
    private final long seed;
    private final Progress progress;
    private final int[][] conflicts;
    private int[] kept;
    /// For each remaining row the positions in `kept` of the candidates that reach it.
    private int[][] rows;

    CoverSearch(SitingProblem problem, long seed, Progress progress) {
        this.problem = problem;
        this.seed = seed;
        this.progress = progress;
        this.conflicts = problem.conflicts();
        int[][] reach = MedianModel.reach(problem);
        this.kept = IntStream.range(0, reach.length)
                .filter(j -> reach[j].length > 0)
                .toArray();
        this.rows = distinct(MedianModel.transposed(reach, kept, problem.weights().length));
        reduce();
    }

    Found run() {
        if (rows.length == 0) {
            return new Found(new int[0], 0, true, false, "greedy");
        }
        progress.at("greedy", Double.NaN);
        int[] greedy = greedy();
        int apart = apart();
        if (greedy != null && greedy.length == apart) {
            return new Found(candidates(greedy), apart, true, false, "greedy");
        }
        if (!Mip.isAvailable() || progress.mustStop()) {
            return new Found(greedy == null ? null : candidates(greedy), apart, false, false, "greedy");
        }
        progress.at("solver", greedy == null ? Double.NaN : (double) (greedy.length - apart) / greedy.length);
        return solved(greedy, apart);
    }

    private int[] candidates(int[] positions) {
        return Arrays.stream(positions).map(position -> kept[position]).sorted().toArray();
    }

    private void reduce() {
        boolean spaced = problem.minSpacingMetres() > 0;
        for (boolean changed = true; changed && !progress.mustStop(); ) {
            int before = rows.length;
            rows = withoutImplied(rows, kept.length);
            changed = rows.length < before;
            if (!spaced) {
                int[][] columns = columns();
                int[] better = MedianModel.undominated(columns, rows.length);
                if (better.length < kept.length) {
                    int[][] remaining = IntStream.of(better)
                            .mapToObj(position -> columns[position])
                            .toArray(int[][]::new);
                    int rowCount = rows.length;
                    kept = Arrays.stream(better).map(position -> kept[position]).toArray();
                    rows = distinct(MedianModel.transposed(
                            remaining, IntStream.range(0, better.length).toArray(), rowCount));
                    changed = true;
                }
            }
        }
    }

    /// For each kept candidate the rows that it reaches.
    private int[][] columns() {
        return MedianModel.transposed(rows, IntStream.range(0, rows.length).toArray(), kept.length);
    }

    private static int[][] distinct(int[][] rows) {
        Set<MedianModel.Row> set = new LinkedHashSet<>();
        for (int[] row : rows) {
            if (row.length > 0) {
                set.add(new MedianModel.Row(row));
            }
        }
        return set.stream().map(row -> row.sites).toArray(int[][]::new);
    }

    /// Leaves out each row that holds all of another: whoever covers the other covers it.
    private static int[][] withoutImplied(int[][] rows, int sites) {
        int[][] rowsOf =
                MedianModel.transposed(rows, IntStream.range(0, rows.length).toArray(), sites);
        boolean[] out = new boolean[rows.length];
        Integer[] order = IntStream.range(0, rows.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingInt(row -> rows[row].length));
        for (int row : order) {
            if (out[row]) {
                continue;
            }
            int rarest = rows[row][0];
            for (int site : rows[row]) {
                if (rowsOf[site].length < rowsOf[rarest].length) {
                    rarest = site;
                }
            }
            for (int other : rowsOf[rarest]) {
                if (other != row && !out[other] && rows[other].length > rows[row].length) {
                    out[other] = MedianModel.holdsAll(rows[other], rows[row]);
                }
            }
        }
        return IntStream.range(0, rows.length)
                .filter(row -> !out[row])
                .mapToObj(row -> rows[row])
                .toArray(int[][]::new);
    }

    private record Offer(int position, int gain) {}

    /// Positions of a cover, none of them to spare; null where the spacing let greed end in a corner.
    private int @Nullable [] greedy() {
        int[][] columns = columns();
        int[] times = new int[rows.length];
        boolean[] excluded = new boolean[kept.length];
        PriorityQueue<Offer> offers = new PriorityQueue<>(
                Comparator.comparingInt(Offer::gain).reversed().thenComparingInt(Offer::position));
        for (int position = 0; position < kept.length; position++) {
            offers.add(new Offer(position, columns[position].length));
        }
        List<Integer> chosen = new ArrayList<>();
        int left = rows.length;
        while (left > 0 && !offers.isEmpty()) {
            Offer best = offers.remove();
            int gain = (int) Arrays.stream(columns[best.position])
                    .filter(row -> times[row] == 0)
                    .count();
            if (excluded[best.position] || gain == 0) {
                continue;
            }
            if (gain < best.gain) {
                offers.add(new Offer(best.position, gain));
                continue;
            }
            chosen.add(best.position);
            for (int row : columns[best.position]) {
                left -= times[row]++ == 0 ? 1 : 0;
            }
            for (int other : conflicts[kept[best.position]]) {
                int position = Arrays.binarySearch(kept, other);
                if (position >= 0) {
                    excluded[position] = true;
                }
            }
        }
        if (left > 0) {
            return null;
        }
        chosen.removeIf(position -> {
            boolean spare = Arrays.stream(columns[position]).allMatch(row -> times[row] > 1);
            if (spare) {
                for (int row : columns[position]) {
                    times[row]--;
                }
            }
            return spare;
        });
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /// How many rows have no candidate in common: each needs one of its own, so there is no smaller cover.
    private int apart() {
        boolean[] touched = new boolean[kept.length];
        int apart = 0;
        int[][] byLength = rows.clone();
        Arrays.sort(byLength, Comparator.comparingInt(row -> row.length));
        for (int[] row : byLength) {
            if (Arrays.stream(row).noneMatch(position -> touched[position])) {
                apart++;
                for (int position : row) {
                    touched[position] = true;
                }
            }
        }
        return apart;
    }

    private Found solved(int @Nullable [] greedy, int apart) {
        boolean[] in = new boolean[kept.length];
        if (greedy != null) {
            for (int position : greedy) {
                in[position] = true;
            }
        }
        try (Mip mip = new Mip(seed)) {
            int[] choice = new int[kept.length];
            for (int position = 0; position < kept.length; position++) {
                choice[position] = mip.choice(1, in[position]);
            }
            for (int[] row : rows) {
                MPConstraint cover = mip.row(1, Double.POSITIVE_INFINITY);
                for (int position : row) {
                    mip.put(cover, choice[position], 1);
                }
            }
            for (int[] clique : Cliques.of(conflicts)) {
                MPConstraint row = mip.row(0, 1);
                for (int candidate : clique) {
                    int position = Arrays.binarySearch(kept, candidate);
                    if (position >= 0) {
                        mip.put(row, choice[position], 1);
                    }
                }
            }
            Mip.Result result = mip.solve(progress, greedy != null);
            int[] best = greedy;
            if (result.values().length > 0) {
                int[] found = IntStream.range(0, kept.length)
                        .filter(position -> result.values()[choice[position]] > 0.5)
                        .toArray();
                if (best == null || found.length < best.length) {
                    best = found;
                }
            }
            if (best == null) {
                return new Found(null, apart, false, result.end() == Mip.End.INFEASIBLE, "scip");
            }
            boolean proven = result.end() != Mip.End.STOPPED;
            int bound = proven ? best.length : (int) Math.max(apart, Math.ceil(result.bound() - 1e-6));
            return new Found(candidates(best), bound, proven || bound >= best.length, false, "scip");
        }
    }
}
