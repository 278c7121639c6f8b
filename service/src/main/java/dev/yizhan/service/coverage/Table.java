package dev.yizhan.service.coverage;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.yizhan.geo.write.GeoPackage;
import dev.yizhan.geo.write.GeoPackage.Type;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An answer as a flat table: a line for each of its rows, with what they stand on beside it.
///
/// **Shape**  what all lines repeat is a column too, so that a table stays what it is when it is cut out of its file.
record Table<R>(List<Column<R>> columns) {

    /// **Empty**  null is an empty field.
    record Column<R>(String name, Type type, Function<R, @Nullable Object> value) {

        static <R> Column<R> text(String name, Function<R, @Nullable Object> value) {
            return new Column<>(name, Type.TEXT, value);
        }

        static <R> Column<R> number(String name, Function<R, @Nullable Object> value) {
            return new Column<>(name, Type.REAL, value);
        }

        /// The same on each line.
        static <R> Column<R> said(String name, Type type, @Nullable Object value) {
            return new Column<>(name, type, _ -> value);
        }
    }

    Table {
        columns = List.copyOf(columns);
    }

    /// What the figures of any answer stand on.
    static <R> List<Column<R>> said(
            DemandQuestion.@Nullable Source source,
            StationFilter.Echo filter,
            StandardAnswer standard,
            @Nullable RoadShare roads) {
        return List.of(
                Column.said("demand_dataset", Type.TEXT, source == null ? null : source.dataset()),
                Column.said("demand_unit", Type.TEXT, source == null ? null : source.unit()),
                Column.said("demand_positions", Type.TEXT, source == null ? null : source.positions()),
                Column.said("demand_hour", Type.INTEGER, source == null ? null : source.hour()),
                Column.said("network", Type.TEXT, listed(filter.network())),
                Column.said("tier", Type.TEXT, listed(filter.tier())),
                Column.said("amenity", Type.TEXT, listed(filter.amenity())),
                Column.said(
                        "open_at",
                        Type.TEXT,
                        filter.openAt() == null ? null : filter.openAt().toString()),
                Column.said("mode", Type.TEXT, standard.mode()),
                Column.said("minutes", Type.REAL, standard.minutes()),
                Column.said("speed_kmh", Type.REAL, standard.speedKmh()),
                Column.said("detour", Type.REAL, standard.detour()),
                Column.said("method", Type.TEXT, standard.method()),
                Column.said("stations_by_roads", Type.INTEGER, roads == null ? null : roads.stationsByRoads()),
                Column.said("stations_by_circle", Type.INTEGER, roads == null ? null : roads.stationsByCircle()),
                Column.said("radius_m", Type.REAL, standard.radiusMetres()));
    }

    /// As a question says them; nothing where stations are not restricted.
    private static @Nullable String listed(List<String> codes) {
        return codes.isEmpty() ? null : String.join(",", codes);
    }

    /// The values of a line, in the order of the columns.
    List<@Nullable Object> values(R row) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(column.value.apply(row)));
        return values;
    }

    /// The line of names, as RFC 4180 has it.
    String csvHeader() {
        return csv(Stream.of(columns.stream().map(Column::name).toList()));
    }

    /// Lines of values.
    String csv(List<R> rows) {
        return csv(
                rows.stream().map(row -> values(row).stream().map(Table::plain).toList()));
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
                new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }

    /// The layer of a GeoPackage that holds it.
    GeoPackage.Layer layer(String name, @Nullable String datasetVersion, Crs crs, Instant changed) {
        Map<String, Type> types = new LinkedHashMap<>();
        columns.forEach(column -> types.put(column.name, column.type));
        boolean wgs84 = crs == Crs.WGS84;
        String description = "Coverage by rest stations, dataset version " + datasetVersion
                + (wgs84 ? "" : "; degrees of " + crs.code());
        return new GeoPackage.Layer(name, description, changed, wgs84, types);
    }
}
