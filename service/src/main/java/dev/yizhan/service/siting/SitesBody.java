package dev.yizhan.service.siting;

import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.BodyPart;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.QueryParameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Which sites are wanted, for what, and from which candidates.
record SitesBody(
        @QueryParameter(
                "mclp: the most demand that k sites can cover. lscp: the fewest sites that cover all demand which"
                        + " any candidate reaches. p_median: the least mean distance from demand to its nearest station.")
        Objective objective,

        @QueryParameter(
                value = "How many new stations; not with lscp, which finds out.",
                min = 1,
                max = 500,
                example = "5")
        @Nullable
        Integer k,

        @QueryParameter(
                value = "Where a station could be built: \"demand_cells\", a list of {lon, lat, id, name} or a GeoJSON"
                        + " FeatureCollection of points, 5000 at most; the cells of the demand if not given. In"
                        + " multipart/form-data also a file.",
                maxLength = PART)
        @Nullable
        BodyPart candidates,

        @QueryParameter("The datum of the candidates, where it is another than crs.") @Nullable
        Crs candidatesCrs,

        StandardParameters standard,

        StationFilter filter,

        @QueryParameter(
                value =
                        "Who needs stations: the name of a dataset of demand, \"cells\", a list of {lon, lat, weight, id} or"
                                + " a GeoJSON FeatureCollection of points with the property weight, 50000 at most. If not given,"
                                + " the only dataset that is loaded, and cells, weighted by their uncovered area, where it holds"
                                + " nothing in the district or none is loaded; of several datasets one has to be named.",
                maxLength = PART)
        @Nullable
        JsonNode demand,

        @QueryParameter(
                value = "Local hour of the day whose demand counts, where the dataset has a profile of the day; that of"
                        + " open_at if not given.",
                min = 0,
                max = 23)
        @Nullable
        Integer hour,

        @QueryParameter(
                value = "Side of the cells, in metres; what suits district and standard if not given.",
                min = 50,
                max = 5000)
        @Nullable
        Double cellM,

        @QueryParameter(
                value = "Where no station can be built: a list of adcodes and GeoJSON polygons, or one of them.",
                maxLength = PART)
        @Nullable
        JsonNode exclude,

        @QueryParameter(
                value =
                        "New stations keep this far from each other and from all that there are, also from those that the"
                                + " filter leaves out, in metres.",
                fallback = "0",
                min = 0,
                max = 50_000)
        double minSpacingM,

        @QueryParameter(
                value = "How much demand one new station can serve, in the demand's unit; demand may be split between"
                        + " stations. Not with p_median.",
                min = 0,
                aboveMin = true,
                max = 1e12)
        @Nullable
        Double capacity,

        @QueryParameter(
                value = "When the search is cut short and answers with what it has, in seconds.",
                fallback = "60",
                min = 1,
                max = 600)
        int timeLimitS,

        @QueryParameter(
                value = "The same question with the same seed has the same answer.",
                fallback = "1",
                min = 0,
                max = 2_000_000_000)
        int seed,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {

    /// Longer than any body, which has a limit of its own.
    private static final int PART = 100_000_000;

    SitesBody {
        List<ParameterError> errors = new ArrayList<>();
        if (objective == Objective.LSCP && k != null) {
            errors.add(new ParameterError("k", "means nothing with lscp, which finds the number of sites"));
        }
        if (objective != Objective.LSCP && k == null) {
            errors.add(new ParameterError("k", "is missing: how many new stations"));
        }
        if (objective == Objective.P_MEDIAN && capacity != null) {
            errors.add(new ParameterError("capacity", "goes with mclp and lscp only"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
    }
}
