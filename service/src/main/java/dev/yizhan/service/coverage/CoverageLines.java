package dev.yizhan.service.coverage;

import static dev.yizhan.service.sql.Columns.required;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.coverage.Outline;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.demand.DemandSet;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationRow;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Measures districts and cells, once for each question: whoever asks the same meanwhile waits for the
/// same figures, and whoever asks later gets them from memory.
///
/// **Source** coverage.sql for areas by a default standard, which the record keeps; shapes for all else.
/// **Cost**   100,000 lines are kept at most, some 30 MB; on the workers' threads, a few shapes in
/// memory at a time. What no standard decides, the worst point most of all, is searched once for a selection of
/// stations; a district that no circle reaches is not even read.
@Component
class CoverageLines {

    private static final String KEPT = SqlFile.read(CoverageLines.class, "coverage.sql");

    private static final int MOST_LINES = 100_000;
    /// Standings of as many selections of stations.
    private static final int MOST_SELECTIONS = 6;
    private static final int SHAPES_AT_A_TIME = 16;
    /// Some seconds of work, and as many rows as anybody can look at.
    private static final int MOST_CELLS = 20_000;

    private final DatabaseClient database;
    private final DistrictShapes shapes;
    private final ServingPlaces places;
    private final Reaches reaches;
    private final CoverageWorkers workers;
    private final Computed<CoverageQuestion, Measured> kept;
    private final Cache<Serving, ConcurrentMap<String, Standing>> standings =
            Caffeine.newBuilder().maximumSize(MOST_SELECTIONS).build();

    private record Serving(long number, Selection selection) {}

    CoverageLines(
            DatabaseClient database,
            DistrictShapes shapes,
            ServingPlaces places,
            Reaches reaches,
            CoverageWorkers workers) {
        this.database = database;
        this.shapes = shapes;
        this.places = places;
        this.reaches = reaches;
        this.workers = workers;
        this.kept = new Computed<>(workers, MOST_LINES, measured -> measured.lines.size() + 1);
    }

    /// Lines in no order, and what roads decide of them; null where circles were asked for.
    record Measured(List<CoverageLine> lines, @Nullable RoadShare roads) {}

    /// The lines of a question.
    ///
    /// **Errors** [Worlds.MovedOn] where the record is at another publication than the world.
    Mono<Measured> lines(World world, CoverageQuestion question, DemandQuestion demand) {
        return kept.get(question, () -> measure(world, question, demand))
                // Nothing is quickly looked up again, and may be there then.
                .doOnNext(measured -> {
                    if (measured.lines.isEmpty()) {
                        kept.forget(question);
                    }
                });
    }

    private Mono<Measured> measure(World world, CoverageQuestion question, DemandQuestion demand) {
        if (question.cellMetres() != null && question.parent() != null) {
            return cells(world, question, demand, question.parent(), question.cellMetres());
        }
        return question.isKept() ? keptLines(world, question, demand) : districts(world, question, demand);
    }

    private record KeptRow(@Nullable CoverageLine line, long number) {}

    private Mono<Measured> keptLines(World world, CoverageQuestion question, DemandQuestion demand) {
        return shapes.plots(question.number(), question.parent(), question.level())
                .flatMapMany(plots -> database.sql(KEPT)
                        .bind("mode", question.standard().mode().code())
                        .bind("adcodes", plots.stream().map(Plot::adcode).toArray(String[]::new))
                        .map(CoverageLines::keptRow)
                        .all())
                .collectList()
                .publishOn(workers.scheduler())
                .map(rows -> {
                    if (rows.isEmpty()) {
                        throw ProblemException.notReady();
                    }
                    if (rows.getFirst().number != world.stations().number()) {
                        throw new Worlds.MovedOn();
                    }
                    List<CoverageLine> lines = rows.stream()
                            .flatMap(row -> Stream.ofNullable(row.line))
                            .toList();
                    if (demand.set() == null) {
                        return new Measured(lines, null);
                    }
                    Places stations = places.of(world.stations(), question.selection());
                    Reach circles = new Reach.Circles(question.standard().radiusMetres());
                    return new Measured(
                            lines.stream()
                                    .map(line -> line.with(
                                            DemandFigures.of(demand, demand.inside(line.adcode()), stations, circles)))
                                    .toList(),
                            null);
                });
    }

    private static KeptRow keptRow(Readable row) {
        long number = required(row, "number", Long.class);
        String adcode = row.get("adcode", String.class);
        if (adcode == null) {
            return new KeptRow(null, number);
        }
        Double lon = row.get("worst_lon", Double.class);
        Double lat = row.get("worst_lat", Double.class);
        return new KeptRow(
                new CoverageLine(
                        adcode,
                        required(row, "name", String.class),
                        required(row, "level", String.class),
                        null,
                        required(row, "stations", Integer.class),
                        required(row, "area_m2", Double.class),
                        required(row, "covered_area_m2", Double.class),
                        Reach.Drawn.CIRCLE,
                        lon == null || lat == null ? null : new LonLat(lon, lat),
                        row.get("worst_distance_m", Double.class),
                        null),
                number);
    }

    /// Lines of some districts, and those whose shape is needed for one.
    private record Chunk(List<CoverageLine> lines, List<Plot> rest) {}

    private Mono<Measured> districts(World world, CoverageQuestion question, DemandQuestion demand) {
        Supplier<List<StationRow>> serving = serving(world, question);
        RoadShare.Tally tally = new RoadShare.Tally();
        ConcurrentMap<String, Standing> known = standings(question);
        return shapes.plots(question.number(), question.parent(), question.level())
                .flatMapIterable(plots -> plots)
                .buffer(SHAPES_AT_A_TIME)
                .flatMapSequential(
                        plots -> Mono.fromCallable(() -> places.of(world.stations(), question.selection()))
                                .subscribeOn(workers.scheduler())
                                .flatMapMany(stations -> {
                                    plots.forEach(plot -> remember(plot, question, known));
                                    Chunk chunk = unreached(plots, question, demand, stations, known, tally);
                                    Flux<DistrictShape> near = shapes.of(chunk.rest);
                                    return near.concatMap(district -> reaches.into(
                                                            district.outline(),
                                                            serving,
                                                            question.standard(),
                                                            question.roads())
                                                    .doOnNext(tally::add)
                                                    .map(reach -> line(district, stations, reach, demand, known)))
                                            .startWith(chunk.lines);
                                })
                                .collectList(),
                        workers.threads(),
                        1)
                .collectList()
                .map(chunks ->
                        new Measured(chunks.stream().flatMap(List::stream).toList(), tally.share(question.roads())));
    }

    /// How districts stand among the stations of a question, as far as that is known; filled while it is answered.
    private ConcurrentMap<String, Standing> standings(CoverageQuestion question) {
        return standings.get(new Serving(question.number(), question.selection()), _ -> new ConcurrentHashMap<>());
    }

    private static void remember(Plot plot, CoverageQuestion question, ConcurrentMap<String, Standing> known) {
        Standing byAll = plot.byAll();
        if (byAll != null && question.selection().equals(Selection.ALL)) {
            known.putIfAbsent(plot.adcode(), byAll);
        }
    }

    /// The districts that no circle reaches, which need no shape to say so.
    private Chunk unreached(
            List<Plot> plots,
            CoverageQuestion question,
            DemandQuestion demand,
            Places stations,
            ConcurrentMap<String, Standing> known,
            RoadShare.Tally tally) {
        double radiusMetres = question.standard().radiusMetres();
        Reach circles = new Reach.Circles(radiusMetres);
        List<CoverageLine> lines = new ArrayList<>();
        List<Plot> rest = new ArrayList<>();
        for (Plot plot : plots) {
            Standing standing = known.get(plot.adcode());
            if (standing == null
                    || reaches.mayMeetRoads(plot.box(), question.roads())
                    || stations.isAnyNear(plot.box(), radiusMetres)) {
                rest.add(plot);
            } else {
                tally.add(circles);
                lines.add(CoverageLine.unreached(
                        plot, standing, DemandFigures.of(demand, demand.inside(plot.adcode()), stations, circles)));
            }
        }
        return new Chunk(lines, rest);
    }

    private static CoverageLine line(
            DistrictShape district,
            Places stations,
            Reach reach,
            DemandQuestion demand,
            ConcurrentMap<String, Standing> known) {
        DistrictCoverage coverage = reach.coverage(district.outline(), stations);
        Standing standing = known.get(district.adcode());
        if (standing == null) {
            standing = Standing.of(district.outline(), coverage, stations);
            known.put(district.adcode(), standing);
        }
        return CoverageLine.of(
                district,
                coverage,
                standing,
                reach,
                DemandFigures.of(demand, demand.inside(district.adcode()), stations, reach));
    }

    /// The stations that serve, listed at most once.
    static Supplier<List<StationRow>> serving(World world, CoverageQuestion question) {
        return SingletonSupplier.of(() -> world.stations().stations(question.selection()));
    }

    private Mono<Measured> cells(
            World world, CoverageQuestion question, DemandQuestion demand, String parent, double cellMetres) {
        return shapes.one(parent).publishOn(workers.scheduler()).flatMap(district -> {
            Geometry land = district.area();
            refuseTooMany(district, land, cellMetres);
            return reaches.into(district.outline(), serving(world, question), question.standard(), question.roads())
                    .flatMap(reach -> cells(world, question, demand, district, land, cellMetres, reach));
        });
    }

    private Mono<Measured> cells(
            World world,
            CoverageQuestion question,
            DemandQuestion demand,
            DistrictShape district,
            Geometry land,
            double cellMetres,
            Reach reach) {
        PlanningGrid grid = new PlanningGrid(district.outline().box(), cellMetres);
        Map<String, int[]> demandOfCell = demandOfCell(grid, demand, district.adcode());
        return Flux.fromIterable(grid.cells(land))
                .bufferUntilChanged(PlanningGrid.Cell::row)
                .flatMapSequential(
                        row -> Mono.fromCallable(() -> {
                                    Places stations = places.of(world.stations(), question.selection());
                                    PreparedGeometry area = PreparedGeometryFactory.prepare(land);
                                    Envelope box = new Envelope();
                                    row.forEach(cell -> box.expandToInclude(cell.box()));
                                    Reach inRow = reach.within(box);
                                    return row.stream()
                                            .flatMap(cell -> Stream.ofNullable(
                                                    line(district, cell, area, stations, inRow, demand, demandOfCell)))
                                            .toList();
                                })
                                .subscribeOn(
                                        reach instanceof Reach.OverRoads ? workers.overRoads() : workers.scheduler()),
                        workers.threads())
                .collectList()
                .map(rows -> new Measured(
                        rows.stream().flatMap(List::stream).toList(), RoadShare.of(question.roads(), reach)));
    }

    private static @Nullable CoverageLine line(
            DistrictShape district,
            PlanningGrid.Cell cell,
            PreparedGeometry area,
            Places stations,
            Reach reach,
            DemandQuestion demand,
            Map<String, int[]> demandOfCell) {
        Geometry part = PlanningGrid.inside(cell, area);
        if (part == null) {
            return null;
        }
        Reach here = reach.within(cell.box());
        return CoverageLine.of(
                district,
                cell,
                Outline.of(part),
                stations,
                here,
                DemandFigures.of(demand, demandOfCell.get(cell.id()), stations, here));
    }

    private static Map<String, int[]> demandOfCell(PlanningGrid grid, DemandQuestion demand, String parent) {
        DemandSet set = demand.set();
        int @Nullable [] inside = demand.inside(parent);
        if (set == null || inside == null) {
            return Map.of();
        }
        Map<String, List<Integer>> points = new HashMap<>();
        for (int point : inside) {
            String cell = grid.idAt(set.lon(point), set.lat(point));
            if (cell != null) {
                points.computeIfAbsent(cell, _ -> new ArrayList<>()).add(point);
            }
        }
        Map<String, int[]> found = new HashMap<>();
        points.forEach((cell, of) ->
                found.put(cell, of.stream().mapToInt(Integer::intValue).toArray()));
        return found;
    }

    private static void refuseTooMany(DistrictShape district, Geometry land, double cellMetres) {
        double area = EllipsoidalArea.squareMetres(land);
        double cells = area / (cellMetres * cellMetres);
        if (cells > MOST_CELLS) {
            throw ProblemException.invalidParameter(
                    "cell_m",
                    "would make about %,.0f cells of %s, and %,d is the most: take %,.0f or more, or a smaller district"
                            .formatted(
                                    cells,
                                    district.name(),
                                    MOST_CELLS,
                                    Math.ceil(Math.sqrt(area / MOST_CELLS) / 10) * 10));
        }
    }
}
