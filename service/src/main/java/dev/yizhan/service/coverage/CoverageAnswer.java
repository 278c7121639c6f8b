package dev.yizhan.service.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.PointShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Districts and how much of each is served, the least served first.
///
/// **Shape**  `total` districts fit the question; `rows` shows the first of them.
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"standard", "dataset_version", "crs", "total", "rows", "outside"})
record CoverageAnswer(
        StandardAnswer standard,
        @Nullable String datasetVersion,
        Crs crs,
        long total,
        List<Row> rows,
        Outside outside) {

    /// One district.
    ///
    /// **Units**  square metres on the ellipsoid; metres; `areaRatio` from 0 to 1.
    /// **Empty**  `demand` is null: it is not known yet. The worst point is null where there is no
    /// station at all.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Row(
            String adcode,
            String name,
            String level,
            int stations,
            @JsonProperty("area_m2") double areaSquareMetres,
            @JsonProperty("covered_area_m2") double coveredSquareMetres,
            double areaRatio,
            @Nullable Double demand,
            @Nullable Double coveredDemand,
            @Nullable Double demandRatio,
            @Nullable PointShape worstPoint,
            @JsonProperty("worst_distance_m") @Nullable Double worstDistanceMetres) {

        static double ratio(double covered, double area) {
            return area <= 0 ? 0 : Math.min(1, Math.round(covered / area * 1e8) / 1e8);
        }
    }

    /// Stations that count and stand in no district that has a shape; the first of their ids.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Outside(int stations, List<String> ids, @Nullable Double demand) {}
}
