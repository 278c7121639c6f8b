package dev.yizhan.service.siting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Feature;
import dev.yizhan.service.web.PointShape;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sites that were chosen, as GeoJSON, with everything that says how good they are.
///
/// **Units**  metres, square metres, and demand in `demandUnit`; `value`, `bound` in the unit of the objective:
/// demand, sites or metres. `gap` is the distance of both relative to `value`; 0 where the answer is proven.
/// **Shape**  nothing in it depends on when or how fast it was made, so that the same question has the same
/// bytes.
/// **Empty**  no features and `reasons` where there is no solution; `value`, `bound`, `gap` are null then.
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"type", "features", "next_cursor", "crs", "dataset_version"})
record SitesAnswer(
        List<Feature<PointShape, Site>> features,
        Crs crs,
        String datasetVersion,
        String adcode,
        String name,
        Objective objective,
        @Nullable Integer k,
        StandardAnswer standard,

        @Schema(description = "Which stations serve; all that there are where nothing is said.")
        StationFilter.Echo filter,

        String demandUnit,
        String demandSource,
        @Nullable Boolean demandSynthetic,

        @Schema(description = "The hour of the day whose weights count; null where they are those of the whole day.")
        @Nullable
        Integer demandHour,

        @JsonProperty("min_spacing_m") double minSpacingMetres,

        @Schema(description = "How much demand one new station can serve; null where nothing was said of it.") @Nullable
        Double capacity,

        @Nullable Double cellM,
        Candidates candidates,
        int existingStations,
        @Nullable Double value,
        @Nullable Double bound,
        @Nullable Double gap,
        boolean provenOptimal,
        @Nullable String solver,
        int seed,
        Demand demand,
        Area area,
        MeanDistance meanDistance,
        @Nullable Check recheck,
        List<String> reasons,
        List<String> notes) {

    @JsonProperty("type")
    @Schema(allowableValues = "FeatureCollection")
    String type() {
        return "FeatureCollection";
    }

    /// All sites are in one answer.
    @JsonProperty("next_cursor")
    @Nullable
    String nextCursor() {
        return null;
    }

    /// One chosen site.
    ///
    /// **Shape**  `rank` 1 adds most; `gainedDemand` is what it covers beyond the stations there are and the
    /// sites before it: with a capacity, what it lets be served beyond them, where `load` is what it serves once
    /// all sites share the demand. Each sums up to what is covered after beyond before.
    /// **Empty**  `load` where sites have no capacity; `reason` unless `method` is not the one asked for.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Site(
            int rank,
            @Nullable String name,
            double gainedDemand,
            @Nullable Double load,

            @Schema(
                    description = "How its area was drawn: over roads, or as a circle, also where the site lies"
                            + " beyond the roads that are loaded.",
                    allowableValues = {"circle", "network"})
            String method,

            @Schema(description = "Why it is a circle though roads were asked for; null else.") @Nullable
            String reason) {}

    /// Where the candidates went: those in excluded areas, those too close to a station and, by method=network,
    /// those more than 200 m from any road are not used.
    record Candidates(int given, int excluded, int tooClose, int offRoad, int used) {}

    /// Demand covered before and after; what no candidate reaches is `unreachable`.
    ///
    /// **Shape**  with a capacity `coveredAfter` is what is served, and `inReachAfter` what stations reach, whether
    /// they can serve it or not; the same without one.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Demand(
            int places,
            double total,
            double coveredBefore,

            @Schema(description = "With a capacity: what is served.")
            double coveredAfter,

            @Schema(description = "What stations reach, whether they have the capacity for it or not.")
            double inReachAfter,

            @Nullable Double ratioBefore,
            @Nullable Double ratioAfter,
            double unreachable) {}

    /// Area of the district covered before and after.
    record Area(
            @JsonProperty("area_m2") double areaSquareMetres,
            @JsonProperty("covered_before_m2") double coveredBeforeSquareMetres,
            @JsonProperty("covered_after_m2") double coveredAfterSquareMetres,
            double ratioBefore,
            double ratioAfter) {}

    /// From demand to its nearest station, in the weighted mean; null without any station.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record MeanDistance(
            @JsonProperty("before_m") @Nullable Double beforeMetres,
            @JsonProperty("after_m") @Nullable Double afterMetres,

            @Schema(
                    description = "network: by the fastest ways over roads, where p_median asks for method=network;"
                            + " else straight lines.",
                    allowableValues = {"straight", "network"})
            String kind) {}

    /// What counting anew from the positions alone came to.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Check(
            double coveredBefore,
            double coveredAfter,
            double inReachAfter,
            @JsonProperty("mean_distance_after_m") @Nullable Double meanMetresAfter,

            @Schema(description = "What was counted anew, or held against the question, and agreed.")
            List<String> checked,

            @Schema(
                    description = "True in every answer: a job whose sites do not agree with the count fails, says what"
                            + " does not, and gives out no sites.")
            boolean agrees) {}
}
