package dev.yizhan.service.coverage;

import dev.yizhan.service.coverage.CoverageAnswer.Outside;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.station.StationSnapshot;
import dev.yizhan.service.web.Feature;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Ranks districts and cells by how they are served.
@Component
class Coverages {

    private static final int OUTSIDE_IDS = 100;

    private static final Comparator<CoverageLine> BY_AREA = Comparator.comparingDouble(CoverageLine::ratio)
            .thenComparing(CoverageLine::worstDistanceMetres, Comparator.nullsFirst(Comparator.reverseOrder()))
            .thenComparing(CoverageLine::key);

    private static final Comparator<CoverageLine> BY_DEMAND = Comparator.<CoverageLine>comparingDouble(
                    line -> line.demand() == null
                            ? Double.POSITIVE_INFINITY
                            : -line.demand().uncovered())
            .thenComparing(BY_AREA);

    private static final int SHAPES_AT_A_TIME = 16;

    private final Worlds worlds;
    private final CoverageLines lines;
    private final DistrictShapes shapes;
    private final Reaches reaches;

    Coverages(Worlds worlds, CoverageLines lines, DistrictShapes shapes, Reaches reaches) {
        this.reaches = reaches;
        this.worlds = worlds;
        this.lines = lines;
        this.shapes = shapes;
    }

    /// A question with its figures, of which an answer in any form can be made.
    record Found(
            World world,
            CoverageQuestion question,
            DemandQuestion demand,
            long total,
            List<CoverageLine> lines,
            @Nullable RoadShare roads) {}

    Mono<Found> find(CoverageQuery query) {
        return worlds.ask(world -> {
            Selection selection = world.selection(query.filter());
            DemandQuestion demand = query.demand().question(world.demand(), selection);
            CoverageQuestion question = new CoverageQuestion(
                    world.stations().number(),
                    query.standard().standard(),
                    reaches.roads(query.standard()),
                    selection,
                    demand.name(),
                    demand.hour(),
                    query.parent(),
                    query.levelCode(),
                    query.ofCells()
                            ? (query.cellMetres() == null ? CoverageQuery.USUAL_CELL_METRES : query.cellMetres())
                            : null);
            return lines.lines(world, question, demand)
                    .flatMap(all -> all.lines().isEmpty() && query.parent() != null
                            ? shapes.requireKnown(query.parent()).thenReturn(all)
                            : Mono.just(all))
                    .publishOn(Schedulers.boundedElastic())
                    .map(all -> {
                        List<CoverageLine> fitting = all.lines().stream()
                                .filter(line -> line.stations() >= query.minStations())
                                .sorted(query.rank() == CoverageQuery.Rank.AREA ? BY_AREA : BY_DEMAND)
                                .toList();
                        return new Found(
                                world,
                                question,
                                demand,
                                fitting.size(),
                                fitting.stream().limit(query.most()).toList(),
                                all.roads());
                    });
        });
    }

    static CoverageAnswer answer(Found found, CoverageQuery query) {
        return answer(
                found,
                query,
                found.lines.stream().map(line -> row(line, found, query)).toList());
    }

    /// The answer without its rows.
    static CoverageAnswer about(Found found, CoverageQuery query) {
        return answer(found, query, List.of());
    }

    static Row row(CoverageLine line, Found found, CoverageQuery query) {
        return Row.of(line, found.demand.countsWorkers(), query.crs());
    }

    private static CoverageAnswer answer(Found found, CoverageQuery query, List<Row> rows) {
        return new CoverageAnswer(
                StandardAnswer.of(found.question.standard(), found.question.method()),
                found.roads,
                StationFilter.echo(found.question.selection()),
                found.demand.source(),
                found.demand.choice(found.world.demand()),
                found.world.stations().version(),
                query.crs(),
                found.total,
                rows,
                outside(found));
    }

    /// What was found with its shapes, in its order, as the query wants to see them.
    ///
    /// **Shape**  a cell is its whole square, though figures are of the part inside the district.
    /// **Empty**  no shape where a publish took it away in between.
    /// **Cost**   the shapes of a few at a time.
    Flux<Feature<Geometry, Row>> features(Found found, CoverageQuery query) {
        if (query.ofCells()) {
            GeometryFactory factory = new GeometryFactory();
            return Flux.fromIterable(found.lines)
                    .map(line -> CoverageFeatures.feature(
                            row(line, found, query),
                            line.cell() == null
                                    ? null
                                    : query.crs()
                                            .fromWgs84(factory.toGeometry(
                                                    line.cell().box()))));
        }
        return Flux.fromIterable(found.lines)
                .buffer(SHAPES_AT_A_TIME)
                .concatMap(
                        some -> shapes.read(
                                        some.stream().map(CoverageLine::adcode).toList())
                                .publishOn(Schedulers.boundedElastic())
                                .collectMap(
                                        DistrictShape::adcode,
                                        district -> query.crs()
                                                .fromWgs84(Simplified.by(query.simplifyMetres(), district.area())))
                                .flatMapIterable(byAdcode -> some.stream()
                                        .map(line -> CoverageFeatures.feature(
                                                row(line, found, query), byAdcode.get(line.adcode())))
                                        .toList()),
                        1);
    }

    private static Outside outside(Found found) {
        StationSnapshot snapshot = found.world.stations();
        List<String> ids = snapshot.stations(found.question.selection()).stream()
                .filter(station -> station.properties().district() == null)
                .map(StationRow::id)
                .toList();
        return new Outside(ids.size(), ids.stream().limit(OUTSIDE_IDS).toList(), found.demand.outside());
    }
}
