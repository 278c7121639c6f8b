package dev.yizhan.service.siting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Conflicts as cliques: groups of sites of which at most one can be chosen.
final class Cliques {

    private Cliques() {}

    /// Cliques that together hold every pair in conflict: from each pair not held yet, grown greedily.
    ///
    /// @param conflicts for each site the others that it excludes, ascending, and the other way round
    static List<int[]> of(int[][] conflicts) {
        List<int[]> cliques = new ArrayList<>();
        Set<Long> held = new HashSet<>();
        for (int site = 0; site < conflicts.length; site++) {
            for (int other : conflicts[site]) {
                if (other > site && !held.contains(key(site, other))) {
                    int[] clique = grown(site, other, conflicts);
                    for (int a = 0; a < clique.length; a++) {
                        for (int b = a + 1; b < clique.length; b++) {
                            held.add(key(clique[a], clique[b]));
                        }
                    }
                    cliques.add(clique);
                }
            }
        }
        return cliques;
    }

    private static int[] grown(int first, int second, int[][] conflicts) {
        int[] clique = {first, second};
        for (int next : conflicts[first]) {
            boolean fits = Arrays.stream(clique)
                    .allMatch(member -> member != next && Arrays.binarySearch(conflicts[member], next) >= 0);
            if (fits) {
                clique = Arrays.copyOf(clique, clique.length + 1);
                clique[clique.length - 1] = next;
            }
        }
        Arrays.sort(clique);
        return clique;
    }

    private static long key(int a, int b) {
        return (long) a << 32 | b;
    }
}
