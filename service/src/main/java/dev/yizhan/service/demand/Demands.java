package dev.yizhan.service.demand;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.service.sql.SqlFile;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Keeps demand in memory from the first question about it, and reads it anew when a publish changed it.
///
/// **Source** demand_sets.sql, demand_points.sql, district_parents.sql.
@Component
public class Demands {

    private static final String SETS = SqlFile.read(Demands.class, "demand_sets.sql");
    private static final String POINTS = SqlFile.read(Demands.class, "demand_points.sql");
    private static final String PARENTS = SqlFile.read(Demands.class, "district_parents.sql");

    private final DatabaseClient database;
    private final AtomicReference<@Nullable DemandSnapshot> kept = new AtomicReference<>();
    /// The reading that is under way, for everybody who waits for it.
    private final AtomicReference<@Nullable Mono<DemandSnapshot>> reading = new AtomicReference<>();

    Demands(DatabaseClient database) {
        this.database = database;
    }

    /// All demand as of a publication at least as new as `number`.
    ///
    /// **Shape**  one reading at a time, whoever asks.
    /// **Cost**   a look at the newest publication where that number was not seen before; all of the
    /// demand where it has changed.
    public Mono<DemandSnapshot> at(long number) {
        return Mono.defer(() -> {
            DemandSnapshot now = kept.get();
            return now != null && now.number() == number ? Mono.just(now) : shared();
        });
    }

    private Mono<DemandSnapshot> shared() {
        Mono<DemandSnapshot> mine = Mono.defer(this::read)
                .doOnNext(kept::set)
                .doFinally(_ -> reading.set(null))
                .cache();
        Mono<DemandSnapshot> first = reading.updateAndGet(underWay -> underWay == null ? mine : underWay);
        return first == null ? mine : first;
    }

    private record Sets(long number, long changedAt, List<DemandSet.About> about) {}

    private Mono<DemandSnapshot> read() {
        DemandSnapshot before = kept.get();
        return sets().flatMap(sets -> {
            if (before != null && before.changedAt() == sets.changedAt && before.number() <= sets.number) {
                return Mono.just(before.as(sets.number));
            }
            return points().zipWith(parents())
                    .publishOn(Schedulers.boundedElastic())
                    .map(read -> snapshot(sets, read.getT1(), read.getT2()))
                    // A publish in between would leave points of two versions beside each other.
                    .flatMap(read ->
                            sets().flatMap(after -> after.changedAt == sets.changedAt ? Mono.just(read) : read()));
        });
    }

    private Mono<Sets> sets() {
        List<DemandSet.About> about = new ArrayList<>();
        return database.sql(SETS)
                .map(row -> {
                    String name = row.get("name", String.class);
                    if (name != null) {
                        about.add(about(row, name));
                    }
                    return new Sets(
                            required(row, "number", Long.class), required(row, "changed_at", Long.class), about);
                })
                .all()
                .last(new Sets(0, 0, List.of()));
    }

    private static DemandSet.About about(Readable row, String name) {
        return new DemandSet.About(
                name,
                row.get("title_zh", String.class),
                row.get("title_en", String.class),
                required(row, "unit", String.class),
                required(row, "positions", String.class).equals("synthetic"),
                row.get("as_of", LocalDate.class),
                row.get("source", String.class));
    }

    private Mono<Map<String, List<DemandSet.Read>>> points() {
        Map<String, List<DemandSet.Read>> points = new HashMap<>();
        return database.sql(POINTS)
                .map(row -> {
                    Double[] day = row.get("hourly", Double[].class);
                    return points.computeIfAbsent(required(row, "dataset", String.class), _ -> new ArrayList<>())
                            .add(new DemandSet.Read(
                                    required(row, "source_id", String.class),
                                    required(row, "lon", Double.class),
                                    required(row, "lat", Double.class),
                                    required(row, "weight", Double.class),
                                    day == null ? null : unboxed(day),
                                    row.get("district", String.class)));
                })
                .all()
                .then(Mono.just(points));
    }

    private static double[] unboxed(Double[] day) {
        double[] hours = new double[day.length];
        for (int hour = 0; hour < hours.length; hour++) {
            hours[hour] = day[hour];
        }
        return hours;
    }

    private Mono<Map<String, @Nullable String>> parents() {
        Map<String, @Nullable String> parents = new HashMap<>();
        return database.sql(PARENTS)
                .map(row -> {
                    parents.put(required(row, "adcode", String.class), row.get("parent", String.class));
                    return true;
                })
                .all()
                .then(Mono.just(parents));
    }

    private static DemandSnapshot snapshot(
            Sets sets, Map<String, List<DemandSet.Read>> points, Map<String, @Nullable String> parents) {
        return new DemandSnapshot(
                sets.number,
                sets.changedAt,
                sets.about.stream()
                        .map(about -> new DemandSet(about, points.getOrDefault(about.name(), List.of()), parents))
                        .toList());
    }
}
