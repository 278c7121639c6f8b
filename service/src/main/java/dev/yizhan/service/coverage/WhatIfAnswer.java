package dev.yizhan.service.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.PointShape;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changes would bring, district by district. Nothing of it is kept.
///
/// **Shape**  the district that was asked about comes first, then those below it and beside it whose
/// figures change.
@JsonInclude(JsonInclude.Include.ALWAYS)
record WhatIfAnswer(
        String adcode,

        @Schema(description = "The standard before.") StandardAnswer standard,

        @Schema(description = "The standard afterwards.") StandardAnswer standardAfter,

        @Schema(description = "What roads decide of the figures before; null where circles were asked for.") @Nullable
        RoadShare roads,

        @Schema(description = "What roads decide of the figures afterwards.") @Nullable
        RoadShare roadsAfter,

        StationFilter.Echo filter,
        DemandQuestion.@Nullable Source demandSource,
        List<String> demandChoice,
        @Nullable String datasetVersion,
        Crs crs,
        int changes,
        List<District> districts) {

    /// One district, before and after.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record District(
            String adcode,
            String name,
            String level,
            @JsonProperty("area_m2") double areaSquareMetres,
            @Nullable Double demand,
            Served before,
            Served after,

            @Schema(description = "What is served afterwards and was not before.")
            Difference gains,

            @Schema(description = "What was served before and is not afterwards.")
            Difference losses) {}

    /// How a district is served at one time.
    ///
    /// **Empty**  as in the rows of coverage.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Served(
            int stations,
            @JsonProperty("covered_area_m2") double coveredSquareMetres,
            double areaRatio,
            Reach.Drawn drawn,
            @Nullable Double coveredDemand,
            @Nullable Double demandRatio,
            @JsonProperty("mean_distance_m") @Nullable Double meanDistanceMetres,
            @JsonProperty("p95_distance_m") @Nullable Double p95DistanceMetres,
            @Nullable PointShape worstPoint,
            @JsonProperty("worst_distance_m") @Nullable Double worstDistanceMetres) {

        static Served of(CoverageLine line, Crs crs) {
            CoverageAnswer.Row row = CoverageAnswer.Row.of(line, false, crs);
            return new Served(
                    row.stations(),
                    row.coveredSquareMetres(),
                    row.areaRatio(),
                    row.drawn(),
                    row.coveredDemand(),
                    row.demandRatio(),
                    row.meanDistanceMetres(),
                    row.p95DistanceMetres(),
                    row.worstPoint(),
                    row.worstDistanceMetres());
        }
    }

    /// Area and demand that change sides.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Difference(
            @JsonProperty("area_m2") double areaSquareMetres,
            @Nullable Double demand) {}
}
