package dev.yizhan.service.coverage;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.yizhan.geo.write.GeoPackage;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An answer about coverage as a flat table: one line a district or cell, each with what it stands on.
///
/// **Shape**  `total` is how many there are, on each line, so that a table cut by its limit says so.
final class CoverageTable {

    private record Column(String name, GeoPackage.Type type, Function<Row, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            text("adcode", Row::adcode),
            text("name", Row::name),
            text("level", Row::level),
            text("cell", row -> row.cell() == null ? null : row.cell().id()),
            new Column("stations", GeoPackage.Type.INTEGER, Row::stations),
            number("stations_per_10k_workers", Row::stationsPerTenThousandWorkers),
            number("area_m2", Row::areaSquareMetres),
            number("covered_area_m2", Row::coveredSquareMetres),
            number("area_ratio", Row::areaRatio),
            text("drawn", row -> row.drawn().name().toLowerCase(Locale.ROOT)),
            number("demand", Row::demand),
            number("covered_demand", Row::coveredDemand),
            number("demand_ratio", Row::demandRatio),
            number("uncovered_demand", Row::uncoveredDemand),
            number("mean_distance_m", Row::meanDistanceMetres),
            number("p95_distance_m", Row::p95DistanceMetres),
            number(
                    "worst_lon",
                    row -> row.worstPoint() == null
                            ? null
                            : row.worstPoint().rounded().lon()),
            number(
                    "worst_lat",
                    row -> row.worstPoint() == null
                            ? null
                            : row.worstPoint().rounded().lat()),
            number("worst_distance_m", Row::worstDistanceMetres));

    /// What every line repeats, so that a table stays what it is when it is cut out of its file.
    private record Said(
            String name, GeoPackage.Type type, @Nullable Object value) {}

    private final CoverageAnswer about;
    private final List<Said> said;

    /// @param about the answer; its rows do not matter here
    CoverageTable(CoverageAnswer about) {
        this.about = about;
        DemandQuestion.Source source = about.demandSource();
        RoadShare roads = about.roads();
        StationFilter.Echo filter = about.filter();
        said = List.of(
                new Said("demand_dataset", GeoPackage.Type.TEXT, source == null ? null : source.dataset()),
                new Said("demand_unit", GeoPackage.Type.TEXT, source == null ? null : source.unit()),
                new Said("demand_positions", GeoPackage.Type.TEXT, source == null ? null : source.positions()),
                new Said("demand_hour", GeoPackage.Type.INTEGER, source == null ? null : source.hour()),
                new Said("network", GeoPackage.Type.TEXT, listed(filter.network())),
                new Said("tier", GeoPackage.Type.TEXT, listed(filter.tier())),
                new Said("amenity", GeoPackage.Type.TEXT, listed(filter.amenity())),
                new Said(
                        "open_at",
                        GeoPackage.Type.TEXT,
                        filter.openAt() == null ? null : filter.openAt().toString()),
                new Said("mode", GeoPackage.Type.TEXT, about.standard().mode()),
                new Said("minutes", GeoPackage.Type.REAL, about.standard().minutes()),
                new Said("speed_kmh", GeoPackage.Type.REAL, about.standard().speedKmh()),
                new Said("detour", GeoPackage.Type.REAL, about.standard().detour()),
                new Said("method", GeoPackage.Type.TEXT, about.standard().method()),
                new Said("stations_by_roads", GeoPackage.Type.INTEGER, roads == null ? null : roads.stationsByRoads()),
                new Said(
                        "stations_by_circle", GeoPackage.Type.INTEGER, roads == null ? null : roads.stationsByCircle()),
                new Said("radius_m", GeoPackage.Type.REAL, about.standard().radiusMetres()),
                new Said("total", GeoPackage.Type.INTEGER, about.total()),
                new Said("crs", GeoPackage.Type.TEXT, about.crs().code()),
                new Said("dataset_version", GeoPackage.Type.TEXT, about.datasetVersion()));
    }

    /// As a question says them; nothing where stations are not restricted.
    private static @Nullable String listed(List<String> codes) {
        return codes.isEmpty() ? null : String.join(",", codes);
    }

    private static Column text(String name, Function<Row, @Nullable Object> value) {
        return new Column(name, GeoPackage.Type.TEXT, value);
    }

    private static Column number(String name, Function<Row, @Nullable Object> value) {
        return new Column(name, GeoPackage.Type.REAL, value);
    }

    /// The values of a line, in the order of the columns.
    List<@Nullable Object> values(Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        COLUMNS.forEach(column -> values.add(column.value.apply(row)));
        said.forEach(one -> values.add(one.value));
        return values;
    }

    /// The line of names, as RFC 4180 has it.
    String csvHeader() {
        return csv(Stream.of(
                Stream.concat(COLUMNS.stream().map(Column::name), said.stream().map(Said::name))
                        .toList()));
    }

    /// Lines of values.
    String csv(List<Row> rows) {
        return csv(rows.stream()
                .map(row -> values(row).stream().map(CoverageTable::plain).toList()));
    }

    private static String csv(Stream<List<String>> lines) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            lines.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String plain(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number ->
                new java.math.BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }

    /// The layer of a GeoPackage, `coverage`.
    GeoPackage.Layer layer(Instant changed) {
        Map<String, GeoPackage.Type> columns = new LinkedHashMap<>();
        COLUMNS.forEach(column -> columns.put(column.name, column.type));
        said.forEach(one -> columns.put(one.name, one.type));
        boolean wgs84 = about.crs() == Crs.WGS84;
        String description = "Coverage by rest stations, dataset version " + about.datasetVersion()
                + (wgs84 ? "" : "; degrees of " + about.crs().code());
        return new GeoPackage.Layer("coverage", description, changed, wgs84, columns);
    }
}
