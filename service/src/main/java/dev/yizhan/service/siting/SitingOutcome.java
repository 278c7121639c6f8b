package dev.yizhan.service.siting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a question about sites.
sealed interface SitingOutcome {

    /// There is none, and why, in words for the person who asked.
    record NoSites(List<String> reasons) implements SitingOutcome {}

    /// Sites, with what is proven of them.
    ///
    /// **Units**  `value` is weight gained for [Objective#MCLP], a number of sites for [Objective#LSCP], metres
    /// from demand to its nearest station in the weighted mean for [Objective#P_MEDIAN]; `bound` is what
    /// no answer can beat, in the same unit. `gap` is their distance relative to `value`.
    /// **Shape**  sites in the order of what each adds to those before it, the largest first; what they add
    /// sums up to the whole.
    record Sites(List<Site> sites, double value, double bound, boolean provenOptimal, String solver, List<String> notes)
            implements SitingOutcome {

        double gap() {
            return provenOptimal || value == bound ? 0 : Math.abs(bound - value) / Math.abs(value);
        }
    }

    /// One site, by its position among the candidates.
    ///
    /// **Units**  `gained` in weights, as much of it as is served where sites have a capacity;
    /// `savedWeightMetres` in weights times metres; `load` is what it serves of its capacity, null where sites
    /// have none.
    record Site(
            int candidate,
            double gained,
            double savedWeightMetres,
            @Nullable Double load) {}
}
