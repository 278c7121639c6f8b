package dev.yizhan.service.coverage;

import dev.yizhan.service.demand.DemandSet;
import dev.yizhan.service.demand.DemandSnapshot;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.QueryParameter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whose need a question about coverage is measured by.
record DemandParameters(
        @QueryParameter(
                value = "The dataset of demand to measure by; /v1/demand lists them. The only one there is, if not"
                        + " given; where there are several and none is named, demand is null.",
                maxLength = 100,
                example = "demo-demand")
        @Nullable
        String demand,

        @QueryParameter(
                value = "The hour of the day whose demand counts, 0 to 23, local time, of a dataset that knows its"
                        + " hours; that of open_at if not given. It means nothing where no dataset is chosen.",
                min = 0,
                max = 23)
        @Nullable
        Integer hour) {

    /// **Errors** [ProblemException] for an hour of a dataset that knows none. The hour of `open_at` is about stations
    /// in the first place: it counts where hours are known.
    DemandQuestion question(DemandSnapshot snapshot, Selection selection) {
        Optional<DemandSet> set = snapshot.choose(demand);
        if (hour != null && set.isPresent() && !set.get().hasHours()) {
            throw ProblemException.invalidParameter(
                    "hour", "means nothing: " + set.get().about().name() + " has no profile of the day");
        }
        Integer asked = hour == null ? StationFilter.hour(selection) : hour;
        // Where no hours are known the answer is the same at all of them.
        Integer known = set.isPresent() && set.get().hasHours() ? asked : null;
        return new DemandQuestion(set.orElse(null), known);
    }
}
