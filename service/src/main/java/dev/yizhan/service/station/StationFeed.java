package dev.yizhan.service.station;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.geo.hours.Holidays;
import dev.yizhan.geo.load.CopiedRows;
import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.sql.CopiedReadable;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.web.CurrentDataset;
import io.r2dbc.postgresql.api.PostgresTransactionDefinition;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/// Keeps the snapshot true: reads it at start, and again whenever a publish is announced.
///
/// All stations come by COPY, over a connection that sees what the first one sees; what changed comes as rows.
///
/// One connection of its own listens. A check every few seconds heals an announcement that got lost
/// and notices a database that went away without a word; then the last snapshot stays, marked
/// stale, until the connection is back.
@Component
public class StationFeed implements InitializingBean, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(StationFeed.class);

    private static final String NEWEST = SqlFile.read(StationFeed.class, "publication_newest.sql");
    private static final String EXTENT = SqlFile.read(StationFeed.class, "snapshot_extent.sql");
    private static final String CHANGES = SqlFile.read(StationFeed.class, "station_changes.sql");
    /// COPY takes no parameters.
    private static final String ALL = CHANGES.replace(":after", "0");

    private static final String CATALOGUE = SqlFile.read(StationFeed.class, "catalogue.sql");

    private static final Duration CHECK_EVERY = Duration.ofSeconds(3);
    /// The check itself is one index lookup: a database that does not answer it in this time is away.
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration READ_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final ConnectionFactory connections;
    private final DatabaseUrl address;
    private final CurrentDataset current;
    private final Holidays holidays;
    private volatile @Nullable StationSnapshot snapshot;
    private @Nullable Disposable following;

    public StationFeed(
            ConnectionFactory connections, R2dbcProperties settings, CurrentDataset current, Holidays holidays) {
        // Not from the pool: a listener holds its connection for good.
        this.connections = connections instanceof Wrapped<?> pool && pool.unwrap() instanceof ConnectionFactory direct
                ? direct
                : connections;
        this.address = DatabaseUrl.of(
                Objects.requireNonNull(settings.getUrl(), "spring.r2dbc.url names no database"),
                settings.getUsername(),
                settings.getPassword());
        this.current = current;
        this.holidays = holidays;
    }

    /// The snapshot to answer from; take it once a request and keep to it.
    ///
    /// **Errors** [ProblemException#notReady] until the first is loaded.
    public StationSnapshot snapshot() {
        StationSnapshot now = snapshot;
        if (now == null) {
            throw ProblemException.notReady();
        }
        return now;
    }

    private Flux<StationSnapshot> follow() {
        return Flux.usingWhen(
                        Mono.from(connections.create())
                                .cast(PostgresqlConnection.class)
                                .timeout(CHECK_TIMEOUT),
                        connection -> follow(connection).doOnError(this::lost),
                        StationFeed::close)
                .doOnError(this::lost)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY)
                        .maxBackoff(LAST_RETRY)
                        .transientErrors(true));
    }

    /// Ends a connection, be there a server at its other end or not.
    private static Mono<Void> close(PostgresqlConnection connection) {
        return connection.close().timeout(CHECK_TIMEOUT).onErrorComplete();
    }

    /// What is served after each look at the record.
    private Flux<StationSnapshot> follow(PostgresqlConnection connection) {
        Flux<?> announcements =
                connection.getNotifications().concatWith(Mono.error(() -> new IllegalStateException("hung up")));
        Flux<?> wakeUps = Flux.merge(announcements, Flux.interval(Duration.ZERO, CHECK_EVERY))
                .onBackpressureLatest();
        return connection
                .createStatement("listen yizhan_published")
                .execute()
                .flatMap(result -> result.getRowsUpdated())
                .timeout(CHECK_TIMEOUT)
                .thenMany(wakeUps.concatMap(_ -> catchUp(connection), 1));
    }

    /// Reads what was published since, all of it as of one moment.
    private Mono<StationSnapshot> catchUp(PostgresqlConnection connection) {
        DatabaseClient database =
                DatabaseClient.create(new SingleConnectionFactory(connection, connections.getMetadata(), true));
        return Mono.usingWhen(
                Mono.just(connection)
                        .delayUntil(c ->
                                c.beginTransaction(PostgresTransactionDefinition.from(IsolationLevel.REPEATABLE_READ)
                                        .readOnly()))
                        .timeout(CHECK_TIMEOUT),
                _ -> catchUp(database),
                c -> c.commitTransaction().timeout(CHECK_TIMEOUT),
                // What went wrong ends the connection, and that its transaction.
                (_, _) -> Mono.empty(),
                _ -> Mono.empty());
    }

    private record Newest(long number, String version, boolean continues) {}

    private Mono<StationSnapshot> catchUp(DatabaseClient database) {
        StationSnapshot before = snapshot;
        String version = before == null ? null : before.version();
        return database.sql(NEWEST)
                .bind("number", before == null ? 0 : before.number())
                .bind("version", version == null ? "" : version)
                .map(row -> new Newest(
                        required(row, "number", Long.class),
                        required(row, "version", String.class),
                        required(row, "continues", Boolean.class)))
                .one()
                .timeout(CHECK_TIMEOUT)
                .flatMap(newest -> before != null && newest.version.equals(before.version())
                        ? Mono.just(before)
                        : read(database, before, newest).timeout(READ_TIMEOUT))
                .defaultIfEmpty(StationSnapshot.EMPTY)
                .doOnNext(this::serve);
    }

    /// How many stations are to be read, and the snapshot in which another connection reads all of them.
    private record Extent(long stations, String snapshot) {}

    /// A patch where the record continues what we have; all of it where it does not: at first, or
    /// after a restore.
    private Mono<StationSnapshot> read(DatabaseClient database, @Nullable StationSnapshot before, Newest newest) {
        StationSnapshot base = newest.continues ? before : null;
        long after = base == null ? 0 : base.number();
        return database.sql(EXTENT)
                .bind("after", after)
                .map(row -> new Extent(required(row, "stations", Long.class), required(row, "snapshot", String.class)))
                .one()
                .doOnNext(extent -> SnapshotTooLarge.refuse(extent.stations, before == null ? 0 : before.size()))
                .flatMap(extent -> base == null ? all(extent.snapshot) : changes(database, after))
                .zipWhen(_ -> catalogue(database))
                // Building the index takes a core for a moment; the event loop has requests to answer.
                .publishOn(Schedulers.boundedElastic())
                .map(read -> base == null
                        ? StationSnapshot.of(newest.number, newest.version, read.getT1(), read.getT2(), holidays)
                        : base.patched(newest.number, newest.version, read.getT1(), read.getT2()));
    }

    private Mono<List<StationRow>> all(String exported) {
        return Mono.fromCallable(() -> CopiedRows.read(address, exported, ALL, rows -> {
                    CopiedReadable readable = new CopiedReadable(rows);
                    StationReader reader = new StationReader();
                    return () -> reader.apply(readable);
                }))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<List<StationRow>> changes(DatabaseClient database, long after) {
        return database.sql(CHANGES)
                .bind("after", after)
                .map(new StationReader())
                .all()
                .collectList();
    }

    private static Mono<Catalogue> catalogue(DatabaseClient database) {
        Set<String> networks = new HashSet<>();
        Set<String> tiers = new HashSet<>();
        Set<String> amenities = new HashSet<>();
        Map<String, @Nullable String> districtParents = new HashMap<>();
        return database.sql(CATALOGUE)
                .map(row -> {
                    String code = required(row, "code", String.class);
                    switch (required(row, "kind", String.class)) {
                        case "network" -> networks.add(code);
                        case "tier" -> tiers.add(code);
                        case "amenity" -> amenities.add(code);
                        default -> districtParents.put(code, row.get("parent", String.class));
                    }
                    return code;
                })
                .all()
                .then(Mono.fromSupplier(() -> new Catalogue(networks, tiers, amenities, districtParents)));
    }

    private void serve(StationSnapshot next) {
        StationSnapshot before = snapshot;
        boolean wasAway = current.stale();
        snapshot = next;
        current.served(next.version());
        if (before != next) {
            LOG.info("serving {} stations of dataset version {}", next.size(), next.version());
        } else if (wasAway) {
            LOG.info("the database is back; still at dataset version {}", next.version());
        }
    }

    private void lost(Throwable cause) {
        boolean news = !current.stale() || current.version() == null;
        current.lost();
        if (cause instanceof SnapshotTooLarge) {
            if (snapshot == null) {
                LOG.error("{}", cause.getMessage());
                // There is nothing to serve, nor will there be.
                Thread.ofPlatform().name("give-up").start(() -> System.exit(1));
            } else if (news) {
                LOG.error("what was served stays: {}", cause.getMessage());
            }
        } else if (news) {
            LOG.warn("the database is away, trying again: {}", cause.toString());
        }
    }

    /// At once, while the rest of the application is still being put together: reading takes as long as that does.
    @Override
    public void afterPropertiesSet() {
        following = follow().subscribe();
    }

    @Override
    public void destroy() {
        if (following != null) {
            following.dispose();
        }
    }
}
