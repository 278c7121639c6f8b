package dev.yizhan.service.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Feature;
import dev.yizhan.service.web.PointShape;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// What no circle of a district reaches, the largest gap first.
///
/// **Shape**  `gapAreaSquareMetres` is all of it, with the gaps that the list leaves out.
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"type", "features", "next_cursor", "crs", "dataset_version", "standard"})
record GapsAnswer(
        List<Feature<Geometry, Gap>> features,
        Crs crs,
        @Nullable String datasetVersion,
        StandardAnswer standard,
        String adcode,
        String name,
        @JsonProperty("area_m2") double areaSquareMetres,
        @JsonProperty("covered_area_m2") double coveredSquareMetres,
        @JsonProperty("gap_area_m2") double gapAreaSquareMetres,
        double areaRatio) {

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
    /// **Empty**  null where there is no station at all; `demand` is not known yet.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Gap(
            @JsonProperty("area_m2") double areaSquareMetres,
            @Nullable Double demand,
            @Nullable PointShape worstPoint,
            @Nullable NearestStation nearestStation) {}

    /// The station nearest to the worst point.
    record NearestStation(
            String id, @JsonProperty("distance_m") double distanceMetres) {}
}
