package dev.yizhan.service.coverage;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.yizhan.geo.write.GeoPackage;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// An answer about coverage as a flat table: one line a district or cell, each with what it stands on.
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

    private CoverageTable() {}

    private static Column text(String name, Function<Row, @Nullable Object> value) {
        return new Column(name, GeoPackage.Type.TEXT, value);
    }

    private static Column number(String name, Function<Row, @Nullable Object> value) {
        return new Column(name, GeoPackage.Type.REAL, value);
    }

    /// What every line repeats, so that a table stays what it is when it is cut out of its file.
    private static Map<String, @Nullable String> provenance(CoverageAnswer answer) {
        Map<String, @Nullable String> said = new LinkedHashMap<>();
        DemandQuestion.Source source = answer.demandSource();
        said.put("demand_dataset", source == null ? null : source.dataset());
        said.put("demand_unit", source == null ? null : source.unit());
        said.put("demand_positions", source == null ? null : source.positions());
        said.put("mode", answer.standard().mode());
        said.put("minutes", String.valueOf(answer.standard().minutes()));
        said.put("method", answer.standard().method());
        RoadShare roads = answer.roads();
        said.put("stations_by_roads", roads == null ? null : String.valueOf(roads.stationsByRoads()));
        said.put("stations_by_circle", roads == null ? null : String.valueOf(roads.stationsByCircle()));
        said.put("radius_m", String.valueOf(answer.standard().radiusMetres()));
        said.put("crs", answer.crs().code());
        said.put("dataset_version", answer.datasetVersion());
        return said;
    }

    /// Rows of a header and of each line, as RFC 4180 has them.
    static byte[] csv(CoverageAnswer answer, boolean bom) {
        StringWriter text = new StringWriter();
        if (bom) {
            text.append('\uFEFF');
        }
        Map<String, @Nullable String> said = provenance(answer);
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            List<String> header =
                    new ArrayList<>(COLUMNS.stream().map(Column::name).toList());
            header.addAll(said.keySet());
            csv.writeRecord(header);
            for (Row row : answer.rows()) {
                List<String> line = new ArrayList<>();
                COLUMNS.forEach(column -> line.add(plain(column.value.apply(row))));
                said.values().forEach(value -> line.add(value == null ? "" : value));
                csv.writeRecord(line);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number ->
                new java.math.BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }

    /// A GeoPackage with one layer, `coverage`; `shapes` in the order of the rows.
    static byte[] geoPackage(CoverageAnswer answer, List<Geometry> shapes) {
        Map<String, @Nullable String> said = provenance(answer);
        Map<String, GeoPackage.Type> columns = new LinkedHashMap<>();
        COLUMNS.forEach(column -> columns.put(column.name, column.type));
        said.keySet().forEach(name -> columns.put(name, GeoPackage.Type.TEXT));
        List<GeoPackage.Feature> features = new ArrayList<>();
        for (int i = 0; i < answer.rows().size(); i++) {
            Row row = answer.rows().get(i);
            List<@Nullable Object> values = new ArrayList<>();
            COLUMNS.forEach(column -> values.add(column.value.apply(row)));
            values.addAll(said.values());
            features.add(new GeoPackage.Feature(shapes.get(i), values));
        }
        boolean wgs84 = answer.crs() == dev.yizhan.service.web.Crs.WGS84;
        String description = "Coverage by rest stations, dataset version " + answer.datasetVersion()
                + (wgs84 ? "" : "; degrees of " + answer.crs().code());
        try {
            return GeoPackage.write("coverage", description, wgs84, columns, features);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
