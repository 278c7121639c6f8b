package dev.yizhan.service.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.PointShape;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Districts or cells and how much of each is served, the least served first.
///
/// **Shape**  `total` fit the question; `rows` shows the first of them.
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
    "standard",
    "roads",
    "filter",
    "demand_source",
    "demand_choice",
    "dataset_version",
    "crs",
    "total",
    "rows",
    "outside"
})
record CoverageAnswer(
        StandardAnswer standard,

        @Schema(description = "What roads decide of it; null where circles were asked for.") @Nullable
        RoadShare roads,

        StationFilter.Echo filter,

        @Schema(description = "What demand is measured by; null where none is known or none was chosen.")
        DemandQuestion.@Nullable Source demandSource,

        @Schema(description = "Datasets of demand to choose from with demand=, where none was chosen.")
        List<String> demandChoice,

        @Nullable String datasetVersion,
        Crs crs,
        long total,
        List<Row> rows,
        Outside outside) {

    /// One district, or one cell of it.
    ///
    /// **Units**  square metres on the ellipsoid; metres in a straight line; ratios from 0 to 1; demand
    /// in the unit of `demand_source`.
    /// **Empty**  what concerns demand is null where the dataset says nothing about the place;
    /// `stations_per_10k_workers` where the unit is not workers; the worst point where there is no
    /// station at all.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Row(
            String adcode,
            String name,
            String level,
            @Nullable Square cell,
            int stations,

            @JsonProperty("stations_per_10k_workers") @Nullable
            Double stationsPerTenThousandWorkers,

            @JsonProperty("area_m2") double areaSquareMetres,
            @JsonProperty("covered_area_m2") double coveredSquareMetres,
            double areaRatio,

            @Schema(
                    description =
                            "How the areas that reach into it were drawn; mixed where some are circles for want of a road.")
            Reach.Drawn drawn,

            @Nullable Double demand,
            @Nullable Double coveredDemand,
            @Nullable Double demandRatio,
            @Nullable Double uncoveredDemand,
            @JsonProperty("mean_distance_m") @Nullable Double meanDistanceMetres,
            @JsonProperty("p95_distance_m") @Nullable Double p95DistanceMetres,
            @Nullable PointShape worstPoint,

            @Schema(
                    description =
                            "From the worst point to its nearest station, in a straight line. No place is farther by"
                                    + " more than 0.5 %, or 5 m where that is more; a gap searched alone may show a little more.")
            @JsonProperty("worst_distance_m")
            @Nullable
            Double worstDistanceMetres) {

        static double ratio(double covered, double area) {
            return area <= 0 ? 0 : Math.min(1, Math.round(covered / area * 1e8) / 1e8);
        }

        static Row of(CoverageLine line, boolean workers, Crs crs) {
            DemandFigures demand = line.demand();
            DemandFigures some = demand != null && demand.demand() > 0 ? demand : null;
            PlanningGrid.Cell cell = line.cell();
            return new Row(
                    line.adcode(),
                    line.name(),
                    line.level(),
                    cell == null ? null : Square.of(cell, crs),
                    line.stations(),
                    workers && some != null ? Round.hundredths(line.stations() / some.demand() * 10_000) : null,
                    Math.rint(line.areaSquareMetres()),
                    Math.rint(line.coveredSquareMetres()),
                    ratio(line.coveredSquareMetres(), line.areaSquareMetres()),
                    line.drawn(),
                    demand == null ? null : Round.thousandths(demand.demand()),
                    demand == null ? null : Round.thousandths(demand.covered()),
                    some == null ? null : ratio(some.covered(), some.demand()),
                    demand == null ? null : Round.thousandths(demand.uncovered()),
                    demand == null ? null : Round.tenths(demand.meanDistanceMetres()),
                    demand == null ? null : Round.tenths(demand.p95DistanceMetres()),
                    line.worst() == null ? null : PointShape.of(line.worst(), crs),
                    Round.tenths(line.worstDistanceMetres()));
        }
    }

    /// Where a cell of the planning grid is; figures are of the part of it inside the district.
    record Square(
            @Schema(description = "The same for the same parent and cell_m.")
            String id,

            PointShape centre) {

        static Square of(PlanningGrid.Cell cell, Crs crs) {
            return new Square(
                    cell.id().substring(1),
                    PointShape.of(
                            new dev.yizhan.geo.measure.LonLat(
                                    cell.box().centre().x, cell.box().centre().y),
                            crs));
        }
    }

    /// Stations that serve and stand in no district that has a shape, the first of their ids, and the
    /// demand that lies in none.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Outside(int stations, List<String> ids, @Nullable Double demand) {}
}
