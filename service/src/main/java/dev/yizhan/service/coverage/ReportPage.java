package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import dev.yizhan.service.station.StationRow;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A report on one district, as a page that stands alone: map, table, gaps, method, standard, dates of
/// the data.
///
/// **Shape**  well-formed XHTML with the picture in it.
///
/// @param note    what the reader should know first, or nothing
/// @param left    how many gaps are not among those listed
/// @param rows    the district first, then those below it
/// @param map     the picture, as an address that holds it
/// @param written a name as markup: as it is, or in signs that the printer has; its code stands for one that cannot be
///                written
record ReportPage(
        Wording words,
        String note,
        CoverageMap.Scene scene,
        List<Listed> gaps,
        int left,
        List<Row> rows,
        String map,
        LocalDate today,
        BinaryOperator<String> written) {

    /// What the page calls the font that a PDF embeds.
    static final String FONT = "report";

    /// Of one weight, for the font has but one; headings stand out by size and colour.
    private static final String STYLE = """
            html { font-family: report, sans-serif; font-size: 9.5pt; line-height: 1.45; color: #222 }
            body { margin: 0 }
            h1, h2, th { font-weight: normal }
            h1 { font-size: 19pt; line-height: 1.25; margin: 0 0 2pt; color: #0b5a32 }
            h2 { font-size: 13pt; margin: 16pt 0 5pt; color: #0b5a32; page-break-after: avoid }
            p { margin: 4pt 0 }
            table { border-collapse: collapse; width: 100%; -fs-table-paginate: paginate }
            tr { page-break-inside: avoid }
            th, td { border-bottom: 0.5pt solid #bbb; padding: 3pt 4pt; text-align: right; vertical-align: top }
            td { white-space: nowrap }
            th { white-space: pre-line; background: #eef3ef; border-bottom: 1pt solid #0b5a32; vertical-align: bottom }
            th.text, td.text { text-align: left } td.text { white-space: normal }
            .figures th.text { width: 17% }
            .gaps th.text { width: 7% } .gaps th.text + th.text { width: 36% }
            tr.all td { background: #f6f8f6; border-bottom: 1pt solid #999 }
            .facts th { background: none; border-bottom: 0.5pt solid #bbb; color: #555; text-align: left; vertical-align: top; white-space: nowrap; width: 15% }
            .facts td { text-align: left; white-space: normal }
            .map { text-align: center; page-break-inside: avoid }
            .map img { max-width: 100%; border: 0.5pt solid #ccc }
            img.sign { height: 1.2em; vertical-align: -0.25em }
            .small { color: #555; font-size: 8.5pt }
            .mark { border: 0.75pt solid #b00020; color: #b00020; padding: 3pt 6pt }
            @page { size: A4; margin: 16mm 16mm 18mm }
            @page { @bottom-center { content: counter(page) " / " counter(pages); font-family: sans-serif; font-size: 8pt; color: #555 } }
            @media print { .map img { max-height: 205mm } }
            @media screen { body { margin: 0 auto; max-width: 60em; padding: 1em } }
            """;

    /// A gap, the place in it that is farthest from every station, and what the nearest station is called; null where
    /// there is no station.
    record Listed(
            Gaps.Weighed gap,
            @Nullable WorstPoint worst,
            @Nullable String nearest) {}

    String html() {
        DistrictShape district = scene.uncovered().district();
        return """
                <!DOCTYPE html>
                <html xmlns="http://www.w3.org/1999/xhtml" lang="%s"><head><meta charset="UTF-8"/><title>%s</title>
                <style>%s</style></head><body>
                <h1>%s</h1>
                <p class="small">%s</p>%s%s
                <div class="map"><img alt="%s" src="%s"/></div>
                <h2>%s</h2>%s
                <h2>%s</h2>%s
                <h2>%s</h2>%s
                <h2>%s</h2>%s
                </body></html>
                """.formatted(
                        words.language().tag(),
                        escaped(words.say(Word.TITLE, district.name(), district.adcode())),
                        STYLE,
                        words.say(Word.TITLE, written.apply(district.name(), district.adcode()), district.adcode()),
                        escaped(words.say(
                                Word.EDITION,
                                scene.datasetVersion() == null ? words.say(Word.NONE) : scene.datasetVersion(),
                                words.day(today))),
                        note.isEmpty() ? "" : mark(note),
                        scene.synthetic() ? mark(words.say(Word.SYNTHETIC)) : "",
                        escaped(words.say(Word.MAP)),
                        map,
                        words.say(Word.FIGURES),
                        figures(),
                        words.say(Word.GAPS),
                        gapTable(),
                        words.say(Word.METHOD),
                        method(),
                        words.say(Word.DATA),
                        data());
    }

    private static String mark(String text) {
        return "<p class=\"mark\">" + escaped(text) + "</p>";
    }

    private String figures() {
        List<String> head = new ArrayList<>(List.of(
                words.say(Word.DISTRICT), words.say(Word.STATIONS), words.say(Word.AREA), words.say(Word.AREA_RATIO)));
        DemandQuestion.Source source = demandHere();
        if (source != null) {
            head.addAll(List.of(
                    words.say(Word.DEMAND, unit(source)),
                    words.say(Word.DEMAND_RATIO),
                    words.say(Word.UNSERVED),
                    words.say(Word.MEAN_DISTANCE),
                    words.say(Word.P95_DISTANCE)));
        }
        Stream<String> lines = IntStream.range(0, rows.size())
                .mapToObj(i -> figures(rows.get(i), i == 0 && rows.size() > 1, source != null));
        return table("figures", head, 1, lines)
                + "<p class=\"small\">"
                + words.say(source == null ? Word.NO_DEMAND : Word.DISTANCES)
                + "</p>";
    }

    private String figures(Row row, boolean all, boolean withDemand) {
        return "<tr" + (all ? " class=\"all\"" : "") + ">"
                + text(written.apply(row.name(), row.adcode()))
                + numbers(
                        words.count(row.stations()),
                        words.number(row.areaSquareMetres() / 1e6, 1),
                        words.percent(row.areaRatio()))
                + (withDemand
                        ? numbers(
                                words.number(row.demand(), 0),
                                words.percent(row.demandRatio()),
                                words.number(row.uncoveredDemand(), 0),
                                words.number(row.meanDistanceMetres(), 0),
                                words.number(row.p95DistanceMetres(), 0))
                        : "")
                + "</tr>";
    }

    /// What demand is measured by; null where none is known of the district.
    private DemandQuestion.@Nullable Source demandHere() {
        return rows.getFirst().demand() == null ? null : scene.demand().source();
    }

    private String unit(DemandQuestion.Source source) {
        return written.apply(words.unit(source.unit()), words.say(Word.WEIGHTED));
    }

    private String gapTable() {
        if (gaps.isEmpty()) {
            return "<p>"
                    + (left == 0 ? words.say(Word.NO_GAPS) : words.say(Word.SMALL_GAPS, words.count(left)))
                    + "</p>";
        }
        boolean withDemand = demandHere() != null;
        List<String> head = new ArrayList<>(List.of(
                words.say(Word.GAP),
                words.say(Word.NEAREST),
                words.say(Word.AWAY),
                words.say(Word.FARTHEST),
                words.say(Word.AREA)));
        if (withDemand) {
            head.add(words.say(Word.UNSERVED));
        }
        Stream<String> lines = IntStream.range(0, gaps.size()).mapToObj(i -> gap(i + 1, gaps.get(i), withDemand));
        return table("gaps", head, 2, lines)
                + (left == 0 ? "" : "<p class=\"small\">" + words.say(Word.GAPS_LEFT, words.count(left)) + "</p>");
    }

    private String gap(int number, Listed listed, boolean withDemand) {
        WorstPoint worst = listed.worst;
        String place = worst == null
                ? words.say(Word.NONE)
                : String.format(
                        Locale.ROOT,
                        "%.5f %.5f",
                        worst.place().lon(),
                        worst.place().lat());
        return "<tr>"
                + text(words.count(number))
                + text(
                        worst == null
                                ? words.say(Word.NONE)
                                : written.apply(
                                        listed.nearest == null ? worst.nearestStation() : listed.nearest,
                                        worst.nearestStation()))
                + numbers(
                        worst == null ? words.say(Word.NONE) : words.number(worst.distanceMetres(), 0),
                        place,
                        words.number(listed.gap.part().areaSquareMetres() / 1e6, 2))
                + (withDemand ? numbers(words.number(listed.gap.demand(), 0)) : "")
                + "</tr>";
    }

    private String method() {
        String radius = words.number(scene.standard().radiusMetres(), 0);
        String order = words.say(demandHere() == null ? Word.LARGEST_FIRST : Word.MOST_DEMAND_FIRST);
        RoadShare roads = scene.roads();
        return facts(
                fact(Word.STANDARD, words.standard(scene.standard(), roads)),
                fact(Word.SERVING, words.serving(scene.filter(), scene.openAt(), written)),
                fact(Word.CALCULATION, words.say(roads == null ? Word.CIRCLES : Word.ROADS, order, radius)));
    }

    private String data() {
        LocalDate newest = scene.stations().stream()
                .map(StationRow::properties)
                .map(properties -> properties.asOf())
                .filter(Objects::nonNull)
                .map(OffsetDateTime::toLocalDate)
                .max(LocalDate::compareTo)
                .orElse(null);
        String stations = fact(
                Word.STATION_DATA,
                words.say(Word.STATIONS_AS_OF, words.count(scene.stations().size()), words.day(newest)));
        DemandQuestion.Source source = demandHere();
        String demand = fact(Word.DEMAND_DATA, source == null ? words.say(Word.NONE) : demand(source));
        return scene.roads() == null
                ? facts(stations, demand)
                : facts(stations, demand, fact(Word.ROAD_DATA, words.say(Word.OPENSTREETMAP)));
    }

    private String demand(DemandQuestion.Source source) {
        String title = words.language().name(source.titleZh(), source.titleEn(), source.dataset());
        return words.say(
                        Word.DEMAND_AS_OF,
                        written.apply(title, source.dataset()),
                        unit(source),
                        words.day(source.asOf()),
                        words.say(
                                source.positions().equals("synthetic") ? Word.SYNTHETIC_PLACES : Word.UNMARKED_PLACES))
                + (source.hour() == null ? "" : words.say(Word.AT_HOUR, source.hour() + ":00"));
    }

    /// A table of markup, its first columns text.
    private static String table(String name, List<String> head, int texts, Stream<String> lines) {
        return "<table class=\"" + name + "\"><thead><tr>"
                + IntStream.range(0, head.size())
                        .mapToObj(i -> (i < texts ? "<th class=\"text\">" : "<th>") + head.get(i) + "</th>")
                        .collect(Collectors.joining())
                + "</tr></thead><tbody>" + lines.collect(Collectors.joining()) + "</tbody></table>";
    }

    private static String text(String markup) {
        return "<td class=\"text\">" + markup + "</td>";
    }

    private static String numbers(String... values) {
        return Stream.of(values).map(value -> "<td>" + escaped(value) + "</td>").collect(Collectors.joining());
    }

    private static String facts(String... facts) {
        return "<table class=\"facts\"><tbody>" + String.join("", facts) + "</tbody></table>";
    }

    private String fact(Word about, String markup) {
        return "<tr><th>" + words.say(about) + "</th><td>" + markup + "</td></tr>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
