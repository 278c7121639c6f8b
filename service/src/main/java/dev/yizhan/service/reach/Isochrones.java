package dev.yizhan.service.reach;

import static dev.yizhan.service.sql.Columns.required;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.Isochrone;
import dev.yizhan.geo.reach.NoRoad;
import dev.yizhan.geo.reach.RoadArea;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.web.CurrentDataset;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;
import reactor.util.function.Tuples;
import reactor.util.retry.Retry;

/// Isochrones that are kept: in the record for every station by the default standards, in memory those asked
/// for last.
///
/// After each publish the record is completed, a chunk a transaction: a service that is killed goes on where
/// the last chunk ended, of several replicas one works, and only what is new, moved, or made from other roads
/// is computed.
/// **Source** isochrone_lock.sql, isochrones_missing.sql, isochrone_keep.sql, isochrones_kept.sql.
@Component
class Isochrones {

    private static final Logger LOG = LoggerFactory.getLogger(Isochrones.class);

    private static final String LOCK = SqlFile.read(Isochrones.class, "isochrone_lock.sql");
    private static final String MISSING = SqlFile.read(Isochrones.class, "isochrones_missing.sql");
    private static final String KEEP = SqlFile.read(Isochrones.class, "isochrone_keep.sql");
    private static final String KEPT = SqlFile.read(Isochrones.class, "isochrones_kept.sql");

    private static final int CHUNK = 64;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);
    /// Corners of all areas kept in memory: some 80 MB.
    private static final int MOST_CORNERS = 2_000_000;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final CurrentDataset current;
    private final AsyncCache<Question, RoadArea> asked = Caffeine.newBuilder()
            .maximumWeight(MOST_CORNERS)
            .<Question, RoadArea>weigher((_, area) -> corners(area))
            .buildAsync();
    private volatile @Nullable Disposable following;

    Isochrones(DatabaseClient database, ReactiveTransactionManager transactions, CurrentDataset current) {
        this.database = database;
        this.transaction = TransactionalOperator.create(transactions);
        this.current = current;
    }

    private record Question(String roads, LonLat place, Mode mode, double minutes, double speedKmh) {}

    /// One area; whoever asks for the same while it is computed waits for the same computation.
    Mono<RoadArea> computed(RoadNetwork roads, LonLat place, ServiceStandard standard, RoadWorkers workers) {
        Question question = new Question(roads.id(), place, standard.mode(), standard.minutes(), standard.speedKmh());
        return Mono.fromFuture(
                () -> asked.get(
                        question,
                        (_, _) -> workers.run(() -> roads.isochrone(place, standard))
                                .toFuture()),
                true);
    }

    private static int corners(RoadArea area) {
        return area instanceof Isochrone isochrone ? isochrone.area().getNumPoints() : 1;
    }

    private record Kept(String station, LonLat place, RoadArea area) {}

    /// The areas of the record, by station; none for a standard that is not kept, nor for a station that
    /// the record has at another place.
    Mono<Map<String, ServiceArea>> kept(RoadNetwork roads, List<StationRow> stations, ServiceStandard standard) {
        ServiceStandard usual = ServiceStandard.of(standard.mode());
        if (usual.minutes() != standard.minutes() || usual.speedKmh() != standard.speedKmh()) {
            return Mono.just(Map.of());
        }
        Map<String, LonLat> places = new LinkedHashMap<>();
        stations.forEach(station -> places.put(station.id(), station.location()));
        return database.sql(KEPT)
                .bind("stations", places.keySet().toArray(String[]::new))
                .bind("mode", standard.mode().code())
                .bind("graph", roads.id())
                .map(row -> new Kept(
                        required(row, "station", String.class),
                        new LonLat(required(row, "lon", Double.class), required(row, "lat", Double.class)),
                        roadArea(row)))
                .all()
                .filter(kept -> kept.place.equals(places.get(kept.station)))
                .collectMap(Kept::station, kept -> ServiceArea.of(kept.area, kept.place, standard));
    }

    private static RoadArea roadArea(Readable row) {
        Double snapped = row.get("snapped_m", Double.class);
        ByteBuffer wkb = row.get("area", ByteBuffer.class);
        if (wkb == null || snapped == null) {
            return new NoRoad(snapped);
        }
        byte[] bytes = new byte[wkb.remaining()];
        wkb.get(bytes);
        try {
            Geometry area = new WKBReader().read(bytes);
            // The column knows collections alone; what was drawn as one polygon is one again.
            return new Isochrone(area.getNumGeometries() == 1 ? area.getGeometryN(0) : area, snapped);
        } catch (ParseException e) {
            throw new IllegalStateException("PostGIS wrote WKB that JTS cannot read", e);
        }
    }

    private record Missing(String station, Mode mode, LonLat place) {}

    /// How far a round has come; `after` is null at its end.
    private record Progress(@Nullable String after, int areas, boolean mine) {}

    /// Completes the record now and after each publish.
    void follow(RoadNetwork roads, RoadWorkers workers) {
        following = Flux.interval(Duration.ZERO, LOOK_EVERY)
                .onBackpressureDrop()
                .mapNotNull(_ -> current.version())
                .distinctUntilChanged()
                .concatMap(_ -> complete(roads, workers), 1)
                .subscribe();
    }

    void stop() {
        Disposable was = following;
        if (was != null) {
            was.dispose();
        }
    }

    private Mono<Void> complete(RoadNetwork roads, RoadWorkers workers) {
        long began = System.nanoTime();
        int[] areas = {0};
        long[] said = {began};
        return chunk(roads, "", workers)
                .expand(progress -> progress.after == null ? Mono.empty() : chunk(roads, progress.after, workers))
                .doOnNext(progress -> {
                    areas[0] += progress.areas;
                    if (System.nanoTime() - said[0] > SAY_EVERY.toNanos() && progress.after != null) {
                        said[0] = System.nanoTime();
                        LOG.info("areas over roads: {} so far, up to {}", areas[0], progress.after);
                    }
                })
                .then()
                .doOnSuccess(_ -> {
                    if (areas[0] > 0) {
                        LOG.info(
                                "areas over roads: {} made in {} s",
                                areas[0],
                                String.format(Locale.ROOT, "%.1f", (System.nanoTime() - began) / 1e9));
                    }
                })
                .doOnError(e -> LOG.warn("areas over roads cannot be kept, trying again: {}", e.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, LOOK_EVERY).maxBackoff(SAY_EVERY));
    }

    private Mono<Progress> chunk(RoadNetwork roads, String after, RoadWorkers workers) {
        Mono<Progress> work = database.sql(LOCK)
                .map(row -> required(row, "mine", Boolean.class))
                .one()
                .flatMap(mine -> mine ? fill(roads, after, workers) : Mono.just(new Progress(after, 0, false)));
        return transaction
                .transactional(work)
                // Another replica is at it: look again whether something is left.
                .flatMap(progress -> progress.mine
                        ? Mono.just(progress)
                        : Mono.just(progress).delayElement(LOOK_EVERY));
    }

    private Mono<Progress> fill(RoadNetwork roads, String after, RoadWorkers workers) {
        return database.sql(MISSING)
                .bind("graph", roads.id())
                .bind("after", after)
                // Both modes of a station, so that the next chunk can begin after it.
                .bind("limit", CHUNK * Mode.values().length)
                .map(row -> new Missing(
                        required(row, "id", String.class),
                        Mode.valueOf(required(row, "mode", String.class).toUpperCase(Locale.ROOT)),
                        new LonLat(required(row, "lon", Double.class), required(row, "lat", Double.class))))
                .all()
                .collectList()
                .flatMap(missing -> Flux.fromIterable(missing)
                        .flatMapSequential(
                                one -> workers.run(() -> roads.isochrone(one.place, ServiceStandard.of(one.mode)))
                                        .map(area -> Tuples.of(one, area)),
                                Runtime.getRuntime().availableProcessors())
                        .concatMap(made -> keep(roads, made))
                        .then(Mono.just(new Progress(
                                missing.size() < CHUNK * Mode.values().length ? null : missing.getLast().station,
                                missing.size(),
                                true))));
    }

    private Mono<Long> keep(RoadNetwork roads, Tuple2<Missing, RoadArea> made) {
        Missing station = made.getT1();
        DatabaseClient.GenericExecuteSpec insert = database.sql(KEEP)
                .bind("station", station.station)
                .bind("mode", station.mode.code())
                .bind("graph", roads.id())
                .bind("lon", station.place.lon())
                .bind("lat", station.place.lat());
        insert = switch (made.getT2()) {
            case Isochrone isochrone ->
                insert.bind("snapped_m", isochrone.snappedMetres())
                        .bind("wkb", ByteBuffer.wrap(new WKBWriter().write(isochrone.area())));
            case NoRoad none -> {
                Double metres = none.nearestRoadMetres();
                yield (metres == null ? insert.bindNull("snapped_m", Double.class) : insert.bind("snapped_m", metres))
                        .bindNull("wkb", ByteBuffer.class);
            }
        };
        return insert.fetch().rowsUpdated();
    }
}
