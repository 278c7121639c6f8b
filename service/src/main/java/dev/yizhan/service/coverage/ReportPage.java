package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.station.StationRow;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A report on one district, as a page that stands alone: map, table, gaps, method, standard, dates of
/// the data.
///
/// **Shape**  well-formed XHTML with the picture in it; words are English, names as `named` shows them.
final class ReportPage {

    private static final String STYLE = """
            body { font-family: report, sans-serif; font-size: 10pt; margin: 0 auto; max-width: 46em; color: #222 }
            h1 { font-size: 16pt } h2 { font-size: 12pt; margin-top: 1.2em }
            table { border-collapse: collapse; width: 100% }
            th, td { border-bottom: 0.5pt solid #999; padding: 2pt 4pt; text-align: right }
            th:first-child, td:first-child { text-align: left }
            img { width: 100% } img.name { width: auto; height: 1.2em; vertical-align: -0.25em } .mark { color: #b00020; font-weight: bold }
            @page { size: A4; margin: 18mm }
            """;

    private final CoverageMap.Scene scene;
    private final StandardAnswer standard;
    private final StationFilter.Echo filter;
    private final List<Listed> gaps;
    private final List<Row> rows;
    private final int left;
    private final byte[] map;
    private final OffsetDateTime now;
    /// A name as markup: as it is, or in signs that the printer has.
    private final UnaryOperator<String> named;

    /// A gap, and the place in it that is farthest from every station; null where there is no station.
    record Listed(Gaps.Weighed gap, @Nullable WorstPoint worst) {}

    /// @param left how many gaps are not among those listed
    /// @param rows the district first, then those below it
    ReportPage(
            CoverageMap.Scene scene,
            StandardAnswer standard,
            StationFilter.Echo filter,
            List<Listed> gaps,
            int left,
            List<Row> rows,
            byte[] map,
            OffsetDateTime now,
            UnaryOperator<String> named) {
        this.scene = scene;
        this.standard = standard;
        this.filter = filter;
        this.gaps = gaps;
        this.left = left;
        this.rows = rows;
        this.map = map;
        this.now = now;
        this.named = named;
    }

    String html() {
        DistrictShape district = scene.uncovered().district();
        String title = "Coverage by rest stations: %s (" + district.adcode() + ")";
        String mark = scene.synthetic()
                ? "<p class=\"mark\">Synthetic: places in this report are made up for a demonstration.</p>"
                : "";
        return """
                <!DOCTYPE html>
                <html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><meta charset="UTF-8"/><title>%s</title>
                <style>%s</style></head><body>
                <h1>%s</h1>%s
                <p>Dataset version %s. Printed %s.</p>
                <p><img alt="Map of what is served and what is not" src="data:image/png;base64,%s"/></p>
                <h2>Figures</h2>%s
                <h2>Gaps</h2>%s
                <h2>Standard and method</h2>%s
                <h2>Data</h2>%s
                </body></html>
                """.formatted(
                        title.formatted(escaped(district.name())),
                        STYLE,
                        title.formatted(named.apply(district.name())),
                        mark,
                        escaped(String.valueOf(scene.datasetVersion())),
                        now.toLocalDate(),
                        Base64.getEncoder().encodeToString(map),
                        figures(),
                        gaps(),
                        method(),
                        data());
    }

    private String figures() {
        return "<table><thead><tr><th>District</th><th>Stations</th><th>Area, km²</th><th>served</th><th>Demand</th>"
                + "<th>served</th><th>not served</th><th>Mean distance, m</th><th>95 % within, m</th></tr></thead><tbody>"
                + rows.stream()
                        .map(row -> cells(
                                named.apply(row.name()),
                                String.valueOf(row.stations()),
                                number(row.areaSquareMetres() / 1e6, 1),
                                percent(row.areaRatio()),
                                number(row.demand(), 0),
                                percent(row.demandRatio()),
                                number(row.uncoveredDemand(), 0),
                                number(row.meanDistanceMetres(), 0),
                                number(row.p95DistanceMetres(), 0)))
                        .collect(Collectors.joining())
                + "</tbody></table>";
    }

    private String gaps() {
        if (gaps.isEmpty()) {
            return left == 0
                    ? "<p>There is none.</p>"
                    : "<p>None of at least a hectare; %,d smaller ones.</p>".formatted(left);
        }
        return "<table><thead><tr><th>Gap</th><th>Area, km²</th><th>Demand</th><th>Farthest place, lon lat</th>"
                + "<th>Nearest station</th><th>away, m</th></tr></thead><tbody>"
                + IntStream.range(0, gaps.size())
                        .mapToObj(i -> gap(i + 1, gaps.get(i).gap, gaps.get(i).worst))
                        .collect(Collectors.joining())
                + "</tbody></table>"
                + (left == 0 ? "" : "<p>%,d smaller or later ones are left out.</p>".formatted(left));
    }

    private static String gap(int number, Gaps.Weighed gap, @Nullable WorstPoint worst) {
        return cells(
                "No. " + number,
                number(gap.part().areaSquareMetres() / 1e6, 2),
                number(gap.demand(), 0),
                worst == null
                        ? "none"
                        : String.format(
                                Locale.ROOT,
                                "%.5f %.5f",
                                worst.place().lon(),
                                worst.place().lat()),
                worst == null ? "none" : worst.nearestStation(),
                worst == null ? "none" : number(worst.distanceMetres(), 0));
    }

    private String method() {
        String first = scene.demand().set() == null ? "the largest first" : "the most demand first";
        String who = filter.network().isEmpty()
                        && filter.tier().isEmpty()
                        && filter.amenity().isEmpty()
                ? "all stations in service"
                : "stations in service" + list(" of the networks ", filter.network())
                        + list(" of the tiers ", filter.tier()) + list(" that offer ", filter.amenity());
        RoadShare roads = scene.roads();
        String way = roads == null
                ? "ways %s times as long as the straight line: a straight line of %s m"
                        .formatted(number(standard.detour(), 2), number(standard.radiusMetres(), 0))
                : "over roads (%s)".formatted(roads.words());
        return "<p>%s, %s minutes at %s km/h, %s. Serving: %s%s.</p>"
                        .formatted(
                                escaped(standard.mode()),
                                number(standard.minutes(), 0),
                                number(standard.speedKmh(), 1),
                                way,
                                escaped(who),
                                filter.openAt() == null ? "" : " and are known to be open at " + filter.openAt())
                + (roads == null
                        ? "<p>The discs around the stations are united, never summed; areas are geodesic, on the WGS 84"
                                + " ellipsoid. Demand is served where a station is within that distance. Gaps are the"
                                + " connected parts outside every disc, " + first + ".</p>"
                        : "<p>The areas from which the stations are reached in time are united, never summed; where no"
                                + " road is near a station, or beyond the roads that are loaded, its area is a disc of "
                                + number(standard.radiusMetres(), 0)
                                + " m. Demand is served inside such an area. Distances are straight lines. Gaps are the"
                                + " connected parts outside every area, " + first + ". Roads: OpenStreetMap"
                                + " contributors, ODbL.</p>");
    }

    private String data() {
        LocalDate newest = scene.stations().stream()
                .map(StationRow::properties)
                .map(properties -> properties.asOf())
                .filter(Objects::nonNull)
                .map(OffsetDateTime::toLocalDate)
                .max(LocalDate::compareTo)
                .orElse(null);
        DemandQuestion.Source source = scene.demand().source();
        String demand = source == null
                ? "Demand: none is known."
                : "Demand: %s, in %s, as of %s, places %s%s."
                        .formatted(
                                escaped(source.dataset()),
                                named.apply(source.unit()),
                                source.asOf() == null ? "an unknown day" : source.asOf(),
                                source.positions(),
                                source.hour() == null ? "" : ", at " + source.hour() + ":00");
        return "<p>%d stations serve in and around the district, the newest as of %s. %s</p>"
                .formatted(scene.stations().size(), newest == null ? "an unknown day" : newest, demand);
    }

    /// A row; `first` is markup already.
    private static String cells(String first, String... values) {
        return "<tr><td>" + first + "</td>"
                + Stream.of(values)
                        .map(value -> "<td>" + escaped(value) + "</td>")
                        .collect(Collectors.joining())
                + "</tr>";
    }

    private static String list(String words, List<String> of) {
        return of.isEmpty() ? "" : words + String.join(", ", of);
    }

    private static String number(@Nullable Double value, int digits) {
        return value == null ? "unknown" : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private static String percent(@Nullable Double ratio) {
        return ratio == null ? "unknown" : String.format(Locale.ROOT, "%.1f %%", ratio * 100);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
