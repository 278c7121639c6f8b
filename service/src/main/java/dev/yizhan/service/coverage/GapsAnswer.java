package dev.yizhan.service.coverage;

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
import org.locationtech.jts.geom.Geometry;

/// What no station of a district reaches, the worst gap first.
///
/// **Shape**  `gapAreaSquareMetres` and `uncoveredDemand` are all of it, with the gaps that the list
/// leaves out.
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"type", "features", "next_cursor", "crs", "dataset_version", "standard", "roads"})
record GapsAnswer(
        List<Feature<Geometry, Gap>> features,
        Crs crs,
        @Nullable String datasetVersion,
        StandardAnswer standard,

        @Schema(description = "What roads decide of it; null where circles were asked for.") @Nullable
        RoadShare roads,

        StationFilter.Echo filter,

        @Schema(description = "What demand is measured by; null where none is known or none was chosen.")
        DemandQuestion.@Nullable Source demandSource,

        @Schema(description = "Datasets of demand to choose from with demand=, where none was chosen.")
        List<String> demandChoice,

        @Schema(description = "What the gaps are ranked by; area where no demand is known.")
        CoverageQuery.Rank rank,

        @Schema(description = "By how many metres the borders shown may differ from the exact ones.")
        @JsonProperty("simplify_m")
        double simplifyMetres,

        @Schema(description = "The area below which gaps are left out of the list, in square metres.")
        @JsonProperty("min_area_m2")
        double minSquareMetres,

        @Schema(description = "How many gaps there are of at least that area; the list may show fewer.")
        int total,

        @Schema(
                description = "The gaps that the list leaves out, because they are smaller than min_area_m2 or because"
                        + " there are more than limit: how many, and what is in them.")
        LeftOut leftOut,

        String adcode,
        String name,
        @JsonProperty("area_m2") double areaSquareMetres,
        @JsonProperty("covered_area_m2") double coveredSquareMetres,
        @JsonProperty("gap_area_m2") double gapAreaSquareMetres,
        double areaRatio,
        @Nullable Double demand,
        @Nullable Double uncoveredDemand) {

    @JsonProperty("type")
    @Schema(allowableValues = "FeatureCollection")
    String type() {
        return "FeatureCollection";
    }

    /// There are no further pages: ask with a larger limit or a smaller min_area_m2.
    @JsonProperty("next_cursor")
    @Nullable
    String nextCursor() {
        return null;
    }

    /// One gap.
    ///
    /// **Shape**  the worst point is the middle of the largest circle without a station whose middle
    /// lies in the gap; the distance of the nearest station is its radius.
    /// **Empty**  the worst point is null where there is no station at all, `demand` where none is known.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Gap(
            @JsonProperty("area_m2") double areaSquareMetres,
            @Nullable Double demand,
            @Nullable PointShape worstPoint,
            @Nullable NearestStation nearestStation) {}

    /// What a list does not show; with what it shows it is all of the district's gaps.
    ///
    /// **Empty**  `demand` is null where none is known.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LeftOut(
            int gaps,
            @JsonProperty("area_m2") double areaSquareMetres,
            @Nullable Double demand) {}

    /// The station nearest to the worst point.
    record NearestStation(
            String id, @JsonProperty("distance_m") double distanceMetres) {}
}
