package dev.yizhan.service.coverage;

import static dev.yizhan.service.sql.Columns.required;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import dev.yizhan.service.sql.SqlFile;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The shapes of districts, a few at a time, and where they lie.
///
/// **Blocking** never; shapes come on the workers' threads, where they are read.
/// **Cost**   100,000 plots are kept at most, some 30 MB; outlines of shapes in an eighth of the heap at most, those of
/// all counties of China are 70 MB, until nobody has asked for them for half an hour. The database would send them anew
/// for every standard of one's own, and that took longer than to lay circles over them.
/// **Source** coverage_plots.sql, coverage_shapes.sql, coverage_parent.sql.
@Component
class DistrictShapes {

    private static final String PLOTS = SqlFile.read(DistrictShapes.class, "coverage_plots.sql");
    private static final String SHAPES = SqlFile.read(DistrictShapes.class, "coverage_shapes.sql");
    private static final String PARENT = SqlFile.read(DistrictShapes.class, "coverage_parent.sql");

    private static final int MOST_PLOTS = 100_000;
    private static final int BYTES_OF_A_CORNER = 16;
    private static final int BYTES_OF_A_DISTRICT = 400;
    private static final Duration KEPT_FOR = Duration.ofMinutes(30);

    private record Asked(
            long number, @Nullable String parent, @Nullable String level) {}

    /// A row of the record as one publication left it, and so a shape.
    private record Edition(String adcode, long version) {}

    private record Row(@Nullable Plot plot, long number) {

        static Row of(Readable row) {
            return new Row(
                    row.get("adcode", String.class) == null ? null : Plot.of(row), required(row, "number", Long.class));
        }
    }

    private final DatabaseClient database;
    private final CoverageWorkers workers;
    private final Computed<Asked, List<Plot>> plots;
    private final Cache<Edition, DistrictShape> kept = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / 8)
            .<Edition, DistrictShape>weigher((_, shape) ->
                    BYTES_OF_A_DISTRICT + BYTES_OF_A_CORNER * shape.outline().cornerCount())
            .expireAfterAccess(KEPT_FOR)
            .build();

    DistrictShapes(DatabaseClient database, CoverageWorkers workers) {
        this.database = database;
        this.workers = workers;
        this.plots = new Computed<>(workers, MOST_PLOTS, found -> found.size() + 1);
    }

    /// Which districts a question is about, in order of adcode.
    ///
    /// **Errors** [Worlds.MovedOn] where the record is at another publication.
    Mono<List<Plot>> plots(long number, @Nullable String parent, @Nullable String level) {
        return plots.get(
                new Asked(number, parent, level),
                () -> database.sql(PLOTS)
                        .bind("parent", Parameters.in(R2dbcType.VARCHAR, parent))
                        .bind("level", Parameters.in(R2dbcType.VARCHAR, level))
                        .map(Row::of)
                        .all()
                        .collectList()
                        .map(rows -> {
                            if (rows.isEmpty()) {
                                throw ProblemException.notReady();
                            }
                            if (rows.getFirst().number != number) {
                                throw new Worlds.MovedOn();
                            }
                            return rows.stream()
                                    .flatMap(row -> Stream.ofNullable(row.plot))
                                    .toList();
                        }));
    }

    /// The districts of these plots: first those from memory, on the thread that asks, then those of the record, in
    /// order of adcode.
    Flux<DistrictShape> of(List<Plot> plots) {
        List<DistrictShape> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Plot plot : plots) {
            DistrictShape shape = kept.getIfPresent(new Edition(plot.adcode(), plot.version()));
            if (shape == null) {
                unknown.add(plot.adcode());
            } else {
                known.add(shape);
            }
        }
        return Flux.fromIterable(known).concatWith(unknown.isEmpty() ? Flux.empty() : read(unknown));
    }

    /// The districts of these adcodes that have a shape, in order of adcode, as the record has them now.
    Flux<DistrictShape> read(List<String> adcodes) {
        return database.sql(SHAPES)
                .bind("adcodes", adcodes.toArray(String[]::new))
                .map(DistrictShape.Unread::of)
                .all()
                .collectList()
                .publishOn(workers.scheduler())
                .flatMapIterable(unread -> unread)
                .map(unread -> {
                    DistrictShape shape = unread.read();
                    kept.put(new Edition(unread.adcode(), unread.version()), shape);
                    return shape;
                });
    }

    /// **Errors**  district-not-found.
    Mono<DistrictShape> one(String adcode) {
        return read(List.of(adcode))
                .next()
                .switchIfEmpty(requireKnown(adcode)
                        .then(Mono.error(() -> ProblemException.of(
                                ProblemType.DISTRICT_NOT_FOUND,
                                "The district " + adcode
                                        + " has no shape of its own, which this call needs; districts below it"
                                        + " have: /v1/districts lists them."))));
    }

    /// Completes where a district is known, with a shape of its own or as what is above others.
    ///
    /// **Errors**  district-not-found.
    Mono<Void> requireKnown(String adcode) {
        return database.sql(PARENT)
                .bind("adcode", adcode)
                .map(row -> required(row, "known", Boolean.class))
                .one()
                .flatMap(known -> known ? Mono.empty() : Mono.error(unknown(adcode)));
    }

    private static ProblemException unknown(String adcode) {
        return ProblemException.of(
                ProblemType.DISTRICT_NOT_FOUND,
                "No district with a shape has the adcode " + adcode + "; see /v1/districts.");
    }
}
