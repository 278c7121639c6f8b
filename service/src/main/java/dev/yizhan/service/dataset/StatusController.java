package dev.yizhan.service.dataset;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.web.CurrentDataset;
import dev.yizhan.service.web.NoParameters;
import dev.yizhan.service.web.QueryParameters;
import io.r2dbc.spi.Readable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The state of the data. It answers while the database is away, too, for that is when it is asked: with what was read
/// when the version that is served came up, marked as stale.
///
/// **Source** status.sql.
@RestController
@Tag(name = "status", description = "What is loaded and how fresh it is.")
class StatusController implements DisposableBean {

    private static final String STATUS = SqlFile.read(StatusController.class, "status.sql");
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);
    private static final ZoneId LOCAL_TIME = ZoneId.of("Asia/Shanghai");
    private static final DatasetStatus NOTHING_YET =
            new DatasetStatus(null, null, false, null, List.of(), DatasetStatus.NO_STATIONS, 0);

    private final DatabaseClient database;
    private final CurrentDataset current;
    private final JsonMapper json;
    private final Disposable keeping;
    private final AtomicReference<@Nullable DatasetStatus> lastRead = new AtomicReference<>();

    StatusController(DatabaseClient database, CurrentDataset current, JsonMapper json) {
        this.database = database;
        this.current = current;
        this.json = json;
        this.keeping = current.versions()
                .switchMap(_ -> read().retryWhen(
                                Retry.backoff(Long.MAX_VALUE, FIRST_RETRY).maxBackoff(LAST_RETRY)))
                .subscribe();
    }

    @Override
    public void destroy() {
        keeping.dispose();
    }

    private Mono<DatasetStatus> read() {
        return database.sql(STATUS).map(this::read).one().doOnNext(lastRead::set);
    }

    @Operation(
            operationId = "getStatus",
            summary = "What is loaded",
            description =
                    "The dataset version, each dataset with its source, licence and date, how many stations are how"
                            + " well placed, and since when the database is away, if it is.")
    @GetMapping(path = "/v1/status", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<DatasetStatus> status(@QueryParameters NoParameters none) {
        // Of a database that hangs nothing is asked.
        return current.stale() && lastRead.get() != null
                ? Mono.defer(() -> lastKnown(new IllegalStateException("the database is away")))
                : read().defaultIfEmpty(NOTHING_YET).onErrorResume(this::lastKnown);
    }

    private Mono<DatasetStatus> lastKnown(Throwable failure) {
        DatasetStatus known = lastRead.get();
        Instant since = current.staleSince();
        return known == null || !current.stale()
                ? Mono.error(failure)
                : Mono.just(known.as(true, since == null ? null : local(since)));
    }

    private DatasetStatus read(Readable row) {
        return new DatasetStatus(
                required(row, "dataset_version", String.class),
                local(required(row, "published_at", OffsetDateTime.class).toInstant()),
                false,
                null,
                json.readValue(
                        required(row, "datasets", String.class), new TypeReference<List<DatasetStatus.Loaded>>() {}),
                json.readValue(required(row, "stations", String.class), DatasetStatus.Stations.class),
                required(row, "districts", Long.class));
    }

    private static OffsetDateTime local(Instant time) {
        return time.atZone(LOCAL_TIME).toOffsetDateTime();
    }
}
