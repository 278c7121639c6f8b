package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.SelectionNames;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Language;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Prints what is known of a district's coverage.
///
/// **Source** [ReportPage] for the page, [ReportPdf] for its printed form.
@Component
class Reports {

    private static final ZoneId LOCAL_TIME = ZoneId.of("Asia/Shanghai");
    private static final int MAP_WIDTH = 1200;
    private static final double HECTARE = 10_000;
    private static final int MOST_GAPS = 20;

    private final Worlds worlds;
    private final Gaps gaps;
    private final CoverageLines lines;
    private final ServingPlaces places;
    private final CoverageWorkers workers;
    private final SelectionNames names;
    private final Lettering lettering;
    private final ReportPdf pdf;

    Reports(
            Worlds worlds,
            Gaps gaps,
            CoverageLines lines,
            ServingPlaces places,
            CoverageWorkers workers,
            SelectionNames names,
            Lettering lettering) {
        this.worlds = worlds;
        this.gaps = gaps;
        this.lines = lines;
        this.places = places;
        this.workers = workers;
        this.names = names;
        this.lettering = lettering;
        this.pdf = new ReportPdf(lettering);
    }

    /// **Errors**  district-not-found.
    Mono<Printed> print(String adcode, ReportQuery query, Language language) {
        return worlds.ask(world -> {
            Selection selection = world.selection(query.filter());
            DemandQuestion demand = query.demand().question(world.demand(), selection);
            CoverageQuestion district = gaps.question(world, query.standard(), selection, adcode);
            CoverageQuestion below = new CoverageQuestion(
                    district.number(),
                    district.standard(),
                    district.roads(),
                    selection,
                    demand.name(),
                    demand.hour(),
                    adcode,
                    null,
                    null);
            return Mono.zip(gaps.uncovered(world, district), lines.lines(world, below, demand), names.of(selection))
                    .publishOn(workers.scheduler())
                    .map(found -> print(
                            world,
                            query.format(),
                            language,
                            district,
                            demand,
                            found.getT1(),
                            found.getT2().lines(),
                            found.getT3()));
        });
    }

    private Printed print(
            World world,
            ReportQuery.Form form,
            Language asked,
            CoverageQuestion question,
            DemandQuestion demand,
            Gaps.Uncovered uncovered,
            List<CoverageLine> below,
            List<SelectionNames.Named> filter) {
        Places stations = places.of(world.stations(), question.selection());
        DistrictShape district = uncovered.district();
        CoverageMap.Scene scene = CoverageMap.Scene.of(world, question, filter, demand, uncovered, stations);
        List<CoverageLine> all = new ArrayList<>();
        all.add(CoverageLine.of(
                district,
                null,
                district.outline(),
                stations,
                uncovered.reach(),
                DemandFigures.of(demand, demand.inside(district.adcode()), stations, uncovered.reach())));
        below.stream().sorted(Comparator.comparingDouble(CoverageLine::ratio)).forEach(all::add);
        List<Row> rows = all.stream()
                .map(line -> Row.of(line, demand.countsWorkers(), Crs.WGS84))
                .toList();
        List<ReportPage.Listed> gaps = listed(world, question, demand, uncovered, stations);
        boolean asPdf = form == ReportQuery.Form.PDF;
        Language language = asPdf ? lettering.toPrint(asked) : asked;
        Wording words = new Wording(language);
        LocalDate today = LocalDate.now(LOCAL_TIME);
        String page = new ReportPage(
                        words,
                        language == asked ? "" : words.say(Word.IN_ENGLISH),
                        scene,
                        gaps,
                        uncovered.parts().size() - gaps.size(),
                        rows,
                        "data:image/png;base64,"
                                + Base64.getEncoder()
                                        .encodeToString(CoverageMap.print(scene, MAP_WIDTH, lettering, language)
                                                .bytes()),
                        today,
                        asPdf ? pdf::name : (name, _) -> ReportPage.escaped(name))
                .html();
        return new Printed(asPdf ? pdf.of(page, today) : page.getBytes(StandardCharsets.UTF_8), language);
    }

    private static List<ReportPage.Listed> listed(
            World world, CoverageQuestion question, DemandQuestion demand, Gaps.Uncovered uncovered, Places stations) {
        Map<String, String> names = world.stations().stations(question.selection()).stream()
                .collect(Collectors.toMap(
                        StationRow::id, station -> station.properties().name()));
        return Gaps.weigh(uncovered, demand, stations, true).stream()
                .filter(gap -> gap.part().areaSquareMetres() >= HECTARE)
                .limit(MOST_GAPS)
                .map(gap -> {
                    WorstPoint worst = WorstPoint.in(gap.part().shape(), stations);
                    return new ReportPage.Listed(gap, worst, worst == null ? null : names.get(worst.nearestStation()));
                })
                .toList();
    }
}
