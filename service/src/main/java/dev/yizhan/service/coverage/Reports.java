package dev.yizhan.service.coverage;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
/// **Shape**  a PDF writes Chinese names with the font that `yizhan.report.font` names (a .ttf);
/// without one it writes codes, for no font comes with the service.
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
    private final Reaches reaches;
    private final CoverageWorkers workers;
    private final String font;

    Reports(
            Worlds worlds,
            Gaps gaps,
            CoverageLines lines,
            ServingPlaces places,
            Reaches reaches,
            CoverageWorkers workers,
            @Value("${yizhan.report.font:}") String font) {
        this.worlds = worlds;
        this.gaps = gaps;
        this.lines = lines;
        this.places = places;
        this.reaches = reaches;
        this.workers = workers;
        this.font = font;
    }

    /// **Errors**  district-not-found.
    Mono<byte[]> print(String adcode, ReportQuery query) {
        return worlds.ask(world -> {
            Selection selection = query.filter().selection();
            world.stations().catalogue().requireKnown(selection);
            DemandQuestion demand = query.demand().question(world.demand(), selection);
            String graph = reaches.roads(query.standard());
            CoverageQuestion district = CoverageQuestion.ofDistrict(
                    world.stations().number(), query.standard().standard(), graph, selection, adcode);
            CoverageQuestion below = new CoverageQuestion(
                    world.stations().number(),
                    query.standard().standard(),
                    graph,
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
        CoverageMap.Scene scene = CoverageMap.Scene.of(
                uncovered,
                world.stations().stations(question.selection()),
                WorstPoint.in(district.area(), stations),
                demand,
                question.standard(),
                RoadShare.of(question.roads(), uncovered.reach()),
                world.stations().version());
        List<CoverageLine> all = new ArrayList<>();
        all.add(CoverageLine.of(
                district,
                null,
                district.area(),
                stations,
                uncovered.reach(),
                DemandFigures.of(demand, demand.inside(district.adcode()), stations, uncovered.reach())));
        below.stream().sorted(Comparator.comparingDouble(CoverageLine::ratio)).forEach(all::add);
        boolean pdf = query.format() == ReportQuery.Form.PDF;
        boolean chinese = !pdf || !font.isBlank();
        List<Row> rows = all.stream()
                .map(line -> Row.of(line, demand.countsWorkers(), Crs.WGS84))
                .toList();
        String page = new ReportPage(
                        scene,
                        StandardAnswer.of(question.standard(), question.method()),
                        StationFilter.echo(question.selection()),
                        Gaps.weigh(uncovered, demand, stations, true).stream()
                                .filter(gap -> gap.part().areaSquareMetres() >= HECTARE)
                                .limit(MOST_GAPS)
                                .toList(),
                        rows,
                        CoverageMap.png(scene, MAP_WIDTH),
                        OffsetDateTime.now(LOCAL_TIME),
                        name -> chinese ? name : code(name, all))
                .html();
        return pdf ? pdf(page) : page.getBytes(StandardCharsets.UTF_8);
    }

    /// What can be written without a Chinese font: the name where it is Latin, else the code.
    private static String code(String name, List<CoverageLine> lines) {
        if (name.chars().allMatch(c -> c < 0x100)) {
            return name;
        }
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .map(CoverageLine::adcode)
                .findFirst()
                .orElse("?");
    }

    private byte[] pdf(String page) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        if (!font.isBlank()) {
            builder.useFont(new File(font), "report");
        }
        builder.withHtmlContent(page, null);
        builder.toStream(bytes);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
