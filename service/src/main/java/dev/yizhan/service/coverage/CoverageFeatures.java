package dev.yizhan.service.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Feature;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// The same as a table of coverage, with the shape of each district or cell.
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"type", "features", "next_cursor", "crs", "dataset_version", "standard", "roads"})
record CoverageFeatures(
        List<Feature<Geometry, Row>> features,
        Crs crs,
        @Nullable String datasetVersion,
        StandardAnswer standard,

        @Schema(description = "What roads decide of it; null where circles were asked for.") @Nullable
        RoadShare roads,

        StationFilter.Echo filter,
        DemandQuestion.@Nullable Source demandSource,
        List<String> demandChoice,
        @JsonProperty("simplify_m") double simplifyMetres,
        long total,
        CoverageAnswer.Outside outside) {

    static CoverageFeatures of(CoverageAnswer answer, List<Feature<Geometry, Row>> features, double simplifyMetres) {
        return new CoverageFeatures(
                features,
                answer.crs(),
                answer.datasetVersion(),
                answer.standard(),
                answer.roads(),
                answer.filter(),
                answer.demandSource(),
                answer.demandChoice(),
                simplifyMetres,
                answer.total(),
                answer.outside());
    }

    static Feature<Geometry, Row> feature(Row row, @Nullable Geometry shape) {
        return new Feature<>(
                row.cell() == null
                        ? row.adcode()
                        : row.adcode() + "-" + row.cell().id(),
                shape,
                row);
    }

    @JsonProperty("type")
    @Schema(allowableValues = "FeatureCollection")
    String type() {
        return "FeatureCollection";
    }

    /// There are no further pages: ask with a larger limit.
    @JsonProperty("next_cursor")
    @Nullable
    String nextCursor() {
        return null;
    }
}
