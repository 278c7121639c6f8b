package dev.yizhan.service.coverage;

import dev.yizhan.geo.write.GeoPackage.Type;
import dev.yizhan.service.coverage.GapsAnswer.Gap;
import dev.yizhan.service.coverage.GapsAnswer.NearestStation;
import dev.yizhan.service.coverage.Table.Column;
import dev.yizhan.service.web.Feature;
import dev.yizhan.service.web.PointShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Geometry;

/// The gaps of a district as a table: a line a gap, the worst first.
///
/// **Shape**  what the lines and the gaps left out come to together is all of the district's.
final class GapsTable {

    private GapsTable() {}

    static Table<Feature<Geometry, Gap>> of(GapsAnswer answer) {
        List<Column<Feature<Geometry, Gap>>> columns = new ArrayList<>(List.of(
                Column.text("gap", Feature::id),
                Column.said("adcode", Type.TEXT, answer.adcode()),
                Column.said("name", Type.TEXT, answer.name()),
                Column.number("area_m2", gap -> gap.properties().areaSquareMetres()),
                Column.number("demand", gap -> gap.properties().demand()),
                Column.number("worst_lon", gap -> {
                    PointShape worst = gap.properties().worstPoint();
                    return worst == null ? null : worst.rounded().lon();
                }),
                Column.number("worst_lat", gap -> {
                    PointShape worst = gap.properties().worstPoint();
                    return worst == null ? null : worst.rounded().lat();
                }),
                Column.text("nearest_station", gap -> {
                    NearestStation nearest = gap.properties().nearestStation();
                    return nearest == null ? null : nearest.id();
                }),
                Column.number("nearest_station_m", gap -> {
                    NearestStation nearest = gap.properties().nearestStation();
                    return nearest == null ? null : nearest.distanceMetres();
                })));
        columns.addAll(Table.said(answer.demandSource(), answer.filter(), answer.standard(), answer.roads()));
        columns.addAll(List.of(
                Column.said("rank", Type.TEXT, answer.rank().name().toLowerCase(Locale.ROOT)),
                Column.said("min_area_m2", Type.REAL, answer.minSquareMetres()),
                Column.said("simplify_m", Type.REAL, answer.simplifyMetres()),
                Column.said("total", Type.INTEGER, answer.total()),
                Column.said("left_out_gaps", Type.INTEGER, answer.leftOut().gaps()),
                Column.said("left_out_area_m2", Type.REAL, answer.leftOut().areaSquareMetres()),
                Column.said("left_out_demand", Type.REAL, answer.leftOut().demand()),
                Column.said("crs", Type.TEXT, answer.crs().code()),
                Column.said("dataset_version", Type.TEXT, answer.datasetVersion())));
        return new Table<>(columns);
    }
}
