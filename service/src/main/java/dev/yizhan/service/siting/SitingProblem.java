package dev.yizhan.service.siting;

import dev.yizhan.geo.index.PointIndex;
import dev.yizhan.geo.measure.LonLat;
import java.util.Arrays;
import java.util.List;

/// A question about sites, with everything that decides its answer and nothing of where that came from.
///
/// **Units**  metres; weights in whatever unit the demand has.
/// **Shape**  `sites` is k, and means nothing for [Objective#LSCP]. `served[i]` tells that an existing station
/// covers demand i, which then cannot be gained; `withoutMetres[i]` is how far the nearest existing station is,
/// infinite where there is none. `capacity` is what one new site can serve, infinite where that is no matter.
/// Candidates closer than `minSpacingMetres` to each other do not go together.
record SitingProblem(
        Objective objective,
        int sites,
        double[] weights,
        boolean[] served,
        double[] withoutMetres,
        List<LonLat> candidates,
        Links links,
        double minSpacingMetres,
        double capacity) {

    SitingProblem {
        if (weights.length != served.length
                || weights.length != withoutMetres.length
                || links.candidates() != candidates.size()) {
            throw new IllegalArgumentException("parts of the question do not fit together");
        }
        candidates = List.copyOf(candidates);
    }

    boolean isCapacitated() {
        return capacity < Double.POSITIVE_INFINITY;
    }

    /// Demand that no existing station covers and some candidate reaches.
    boolean[] coverable() {
        boolean[] reached = new boolean[weights.length];
        for (int link = 0; link < links.size(); link++) {
            reached[links.demand(link)] = true;
        }
        for (int i = 0; i < reached.length; i++) {
            reached[i] &= !served[i];
        }
        return reached;
    }

    /// For each candidate the others that it excludes, in ascending order.
    int[][] conflicts() {
        int[][] conflicts = new int[candidates.size()][];
        if (!(minSpacingMetres > 0)) {
            Arrays.fill(conflicts, new int[0]);
            return conflicts;
        }
        PointIndex index = PointIndex.of(
                candidates.stream().mapToDouble(LonLat::lon).toArray(),
                candidates.stream().mapToDouble(LonLat::lat).toArray());
        for (int j = 0; j < conflicts.length; j++) {
            LonLat place = candidates.get(j);
            int own = j;
            conflicts[j] = Arrays.stream(index.nearest(
                            place.lon(), place.lat(), Integer.MAX_VALUE, minSpacingMetres, other -> other != own))
                    .filter(hit -> hit.distanceMetres() < minSpacingMetres)
                    .mapToInt(PointIndex.Hit::point)
                    .sorted()
                    .toArray();
        }
        return conflicts;
    }
}
