package dev.yizhan.service.coverage;

import dev.yizhan.geo.write.GeoPackage.Type;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import dev.yizhan.service.coverage.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An answer about coverage as a table: a line a district or cell.
///
/// **Shape**  `total` is how many there are, on each line, so that a table cut by its limit says so.
final class CoverageTable {

    private static final List<Column<Row>> COLUMNS = List.of(
            Column.text("adcode", Row::adcode),
            Column.text("name", Row::name),
            Column.text("level", Row::level),
            Column.text("cell", row -> row.cell() == null ? null : row.cell().id()),
            new Column<>("stations", Type.INTEGER, Row::stations),
            Column.number("stations_per_10k_workers", Row::stationsPerTenThousandWorkers),
            Column.number("area_m2", Row::areaSquareMetres),
            Column.number("covered_area_m2", Row::coveredSquareMetres),
            Column.number("area_ratio", Row::areaRatio),
            Column.text("drawn", row -> row.drawn().name().toLowerCase(Locale.ROOT)),
            Column.number("demand", Row::demand),
            Column.number("covered_demand", Row::coveredDemand),
            Column.number("demand_ratio", Row::demandRatio),
            Column.number("uncovered_demand", Row::uncoveredDemand),
            Column.number("mean_distance_m", Row::meanDistanceMetres),
            Column.number("p95_distance_m", Row::p95DistanceMetres),
            Column.number(
                    "worst_lon",
                    row -> row.worstPoint() == null
                            ? null
                            : row.worstPoint().rounded().lon()),
            Column.number(
                    "worst_lat",
                    row -> row.worstPoint() == null
                            ? null
                            : row.worstPoint().rounded().lat()),
            Column.number("worst_distance_m", Row::worstDistanceMetres));

    private CoverageTable() {}

    /// @param about the answer; its rows do not matter here
    static Table<Row> of(CoverageAnswer about) {
        List<Column<Row>> columns = new ArrayList<>(COLUMNS);
        columns.addAll(Table.said(about.demandSource(), about.filter(), about.standard(), about.roads()));
        columns.add(Column.said("total", Type.INTEGER, about.total()));
        columns.add(Column.said("crs", Type.TEXT, about.crs().code()));
        columns.add(Column.said("dataset_version", Type.TEXT, about.datasetVersion()));
        return new Table<>(columns);
    }
}
