package dev.yizhan.service.coverage;

import static dev.yizhan.service.sql.Columns.required;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.demand.DemandSet;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.sql.SqlFile;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Measures districts and cells, once for each question: whoever asks the same meanwhile waits for the
/// same figures, and whoever asks later gets them from memory.
///
/// **Source** coverage.sql for areas by a default standard, which the record keeps; shapes for all else.
/// **Cost**   100,000 lines are kept at most, some 30 MB; on the workers' threads, a few shapes in
/// memory at a time.
@Component
class CoverageLines {

    private static final String KEPT = SqlFile.read(CoverageLines.class, "coverage.sql");

    private static final int MOST_LINES = 100_000;
    private static final Duration KEPT_FOR = Duration.ofMinutes(30);
    private static final int SHAPES_AT_A_TIME = 16;
    private static final int CELLS_AT_A_TIME = 200;
    /// Some seconds of work, and as many rows as anybody can look at.
    private static final int MOST_CELLS = 20_000;

    private final DatabaseClient database;
    private final DistrictShapes shapes;
    private final ServingPlaces places;
    private final CoverageWorkers workers;
    private final AsyncCache<CoverageQuestion, List<CoverageLine>> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_LINES)
            .<CoverageQuestion, List<CoverageLine>>weigher((_, lines) -> lines.size() + 1)
            .expireAfterAccess(KEPT_FOR)
            .buildAsync();

    CoverageLines(DatabaseClient database, DistrictShapes shapes, ServingPlaces places, CoverageWorkers workers) {
        this.database = database;
        this.shapes = shapes;
        this.places = places;
        this.workers = workers;
    }

    /// The lines of a question, in no order.
    ///
    /// **Errors** [Worlds.MovedOn] where the record is at another publication than the world.
    Mono<List<CoverageLine>> lines(World world, CoverageQuestion question, DemandQuestion demand) {
        // A client that hangs up must not take the figures from the others.
        boolean goesOnWithoutMe = true;
        return Mono.fromFuture(
                        () -> kept.get(
                                question,
                                (_, _) -> measure(world, question, demand).toFuture()),
                        goesOnWithoutMe)
                // Nothing is quickly looked up again, and may be there then.
                .doOnNext(lines -> {
                    if (lines.isEmpty()) {
                        kept.synchronous().invalidate(question);
                    }
                });
    }

    private Mono<List<CoverageLine>> measure(World world, CoverageQuestion question, DemandQuestion demand) {
        if (question.cellMetres() != null && question.parent() != null) {
            return cells(world, question, demand, question.parent(), question.cellMetres());
        }
        return question.isKept() ? keptLines(world, question, demand) : districts(world, question, demand);
    }

    private record KeptRow(@Nullable CoverageLine line, long number) {}

    private Mono<List<CoverageLine>> keptLines(World world, CoverageQuestion question, DemandQuestion demand) {
        return database.sql(KEPT)
                .bind("mode", question.standard().mode().code())
                .bind("parent", Parameters.in(R2dbcType.VARCHAR, question.parent()))
                .bind("level", Parameters.in(R2dbcType.VARCHAR, question.level()))
                .map(CoverageLines::keptRow)
                .all()
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
                        return lines;
                    }
                    Places stations = places.of(world.stations(), question.selection());
                    double radius = question.standard().radiusMetres();
                    return lines.stream()
                            .map(line ->
                                    line.with(DemandFigures.of(demand, demand.inside(line.adcode()), stations, radius)))
                            .toList();
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
                        lon == null || lat == null ? null : new LonLat(lon, lat),
                        row.get("worst_distance_m", Double.class),
                        null),
                number);
    }

    private Mono<List<CoverageLine>> districts(World world, CoverageQuestion question, DemandQuestion demand) {
        double radius = question.standard().radiusMetres();
        return shapes.adcodes(question.parent(), question.level())
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .buffer(SHAPES_AT_A_TIME)
                .flatMapSequential(
                        adcodes -> shapes.of(adcodes)
                                .collectList()
                                .publishOn(workers.scheduler())
                                .map(chunk -> {
                                    Places stations = places.of(world.stations(), question.selection());
                                    return chunk.stream()
                                            .map(district -> CoverageLine.of(
                                                    district,
                                                    null,
                                                    district.area(),
                                                    stations,
                                                    radius,
                                                    DemandFigures.of(
                                                            demand,
                                                            demand.inside(district.adcode()),
                                                            stations,
                                                            radius)))
                                            .toList();
                                }),
                        workers.threads(),
                        1)
                .collectList()
                .map(chunks -> chunks.stream().flatMap(List::stream).toList());
    }

    private Mono<List<CoverageLine>> cells(
            World world, CoverageQuestion question, DemandQuestion demand, String parent, double cellMetres) {
        double radius = question.standard().radiusMetres();
        return shapes.one(parent).publishOn(workers.scheduler()).flatMap(district -> {
            refuseTooMany(district, cellMetres);
            PlanningGrid grid = new PlanningGrid(district.area().getEnvelopeInternal(), cellMetres);
            Map<String, int[]> demandOfCell = demandOfCell(grid, demand, parent);
            return Flux.fromIterable(grid.cells(district.area()))
                    .buffer(CELLS_AT_A_TIME)
                    .flatMapSequential(
                            chunk -> Mono.fromCallable(() -> {
                                        Places stations = places.of(world.stations(), question.selection());
                                        PreparedGeometry area = PreparedGeometryFactory.prepare(district.area());
                                        return chunk.stream()
                                                .flatMap(cell -> Stream.ofNullable(line(
                                                        district, cell, area, stations, radius, demand, demandOfCell)))
                                                .toList();
                                    })
                                    .subscribeOn(workers.scheduler()),
                            workers.threads())
                    .collectList()
                    .map(chunks -> chunks.stream().flatMap(List::stream).toList());
        });
    }

    private static @Nullable CoverageLine line(
            DistrictShape district,
            PlanningGrid.Cell cell,
            PreparedGeometry area,
            Places stations,
            double radius,
            DemandQuestion demand,
            Map<String, int[]> demandOfCell) {
        Geometry part = PlanningGrid.inside(cell, area);
        return part == null
                ? null
                : CoverageLine.of(
                        district,
                        cell,
                        part,
                        stations,
                        radius,
                        DemandFigures.of(demand, demandOfCell.get(cell.id()), stations, radius));
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

    private static void refuseTooMany(DistrictShape district, double cellMetres) {
        double area = EllipsoidalArea.squareMetres(district.area());
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
