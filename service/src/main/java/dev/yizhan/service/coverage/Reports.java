package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
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
    private final ReportPdf pdf;

    Reports(
            Worlds worlds,
            Gaps gaps,
            CoverageLines lines,
            ServingPlaces places,
            CoverageWorkers workers,
            @Value("${yizhan.report.font:}") String font) {
        this.worlds = worlds;
        this.gaps = gaps;
        this.lines = lines;
        this.places = places;
        this.workers = workers;
        this.pdf = new ReportPdf(font);
    }

    /// **Errors**  district-not-found.
    Mono<byte[]> print(String adcode, ReportQuery query) {
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
            return gaps.uncovered(world, district)
                    .zipWith(lines.lines(world, below, demand))
                    .publishOn(workers.scheduler())
                    .map(found -> print(
                            world,
                            query,
                            district,
                            demand,
                            found.getT1(),
                            found.getT2().lines()));
        });
    }

    private byte[] print(
            World world,
            ReportQuery query,
            CoverageQuestion question,
            DemandQuestion demand,
            Gaps.Uncovered uncovered,
            List<CoverageLine> below) {
        Places stations = places.of(world.stations(), question.selection());
        DistrictShape district = uncovered.district();
        CoverageMap.Scene scene = CoverageMap.Scene.of(world, question, demand, uncovered, stations);
        List<CoverageLine> all = new ArrayList<>();
        all.add(CoverageLine.of(
                district,
                null,
                district.area(),
                stations,
                uncovered.reach(),
                DemandFigures.of(demand, demand.inside(district.adcode()), stations, uncovered.reach())));
        below.stream().sorted(Comparator.comparingDouble(CoverageLine::ratio)).forEach(all::add);
        boolean asPdf = query.format() == ReportQuery.Form.PDF;
        List<Row> rows = all.stream()
                .map(line -> Row.of(line, demand.countsWorkers(), Crs.WGS84))
                .toList();
        List<ReportPage.Listed> gaps = Gaps.weigh(uncovered, demand, stations, true).stream()
                .filter(gap -> gap.part().areaSquareMetres() >= HECTARE)
                .limit(MOST_GAPS)
                .map(gap -> new ReportPage.Listed(gap, WorstPoint.in(gap.part().shape(), stations)))
                .toList();
        OffsetDateTime now = OffsetDateTime.now(LOCAL_TIME);
        String page = new ReportPage(
                        scene,
                        StandardAnswer.of(question.standard(), question.method()),
                        StationFilter.echo(question.selection()),
                        gaps,
                        uncovered.parts().size() - gaps.size(),
                        rows,
                        CoverageMap.png(scene, MAP_WIDTH),
                        now,
                        name -> asPdf ? pdf.name(name, code(name, all)) : ReportPage.escaped(name))
                .html();
        return asPdf ? pdf.of(page, now.toLocalDate()) : page.getBytes(StandardCharsets.UTF_8);
    }

    /// What stands for a name that cannot be written.
    private static String code(String name, List<CoverageLine> lines) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .map(CoverageLine::adcode)
                .findFirst()
                .orElse("?");
    }
}
