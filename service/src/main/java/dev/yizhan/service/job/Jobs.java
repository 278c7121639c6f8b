package dev.yizhan.service.job;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import dev.yizhan.service.sql.SqlFile;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Takes long work, does it one job after another, and keeps what came of it in PostGIS.
///
/// **Shape**  a job's id is made from its kind, question and dataset version: whoever asks the same is given
/// the same job, and its result as long as it is kept. One job at a time in a process, so that quick questions
/// stay quick. A process says every few seconds that it is at its jobs; those of one that is gone are lost, and
/// begin anew when they are asked for again.
/// **Errors** [ProblemType#JOB_QUEUE_FULL], [ProblemType#JOB_NOT_FOUND].
/// **Source** job_*.sql.
@Component
@EnableConfigurationProperties(JobSettings.class)
public class Jobs implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private static final String ASK = SqlFile.read(Jobs.class, "job_ask.sql");
    private static final String BY_ID = SqlFile.read(Jobs.class, "job_by_id.sql");
    private static final String START = SqlFile.read(Jobs.class, "job_start.sql");
    private static final String PROGRESS = SqlFile.read(Jobs.class, "job_progress.sql");
    private static final String END = SqlFile.read(Jobs.class, "job_end.sql");
    private static final String BEAT = SqlFile.read(Jobs.class, "job_beat.sql");
    private static final String CANCEL = SqlFile.read(Jobs.class, "job_cancel.sql");
    private static final String FORGET = SqlFile.read(Jobs.class, "job_forget.sql");

    private static final Duration BEAT_EVERY = Duration.ofSeconds(2);
    private static final Duration SAY_EVERY = Duration.ofMillis(500);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final ZoneId LOCAL_TIME = ZoneId.of("Asia/Shanghai");

    private final DatabaseClient database;
    private final JobSettings settings;
    private final String owner = UUID.randomUUID().toString();
    private final Map<String, Running> mine = new ConcurrentHashMap<>();
    private final AtomicInteger held = new AtomicInteger();
    private volatile boolean closing;
    private volatile @Nullable Scheduler worker;
    private @Nullable Disposable beat;

    Jobs(DatabaseClient database, JobSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /// A job as asked for: the job, and whether this call set it going.
    public record Asked(Job job, boolean begun) {}

    /// Gives the job for a question, and sets it going where it has no answer yet and is not under way.
    public Mono<Asked> ask(String kind, String question, String datasetVersion, JobWork work) {
        String id = idOf(kind, question, datasetVersion);
        return forget().then(find(id))
                .filter(job -> job.status() == Job.Status.DONE || !job.status().isOver())
                .map(job -> new Asked(job, false))
                .switchIfEmpty(Mono.defer(() -> begin(id, kind, question, datasetVersion, work)));
    }

    private Mono<Asked> begin(String id, String kind, String question, String datasetVersion, JobWork work) {
        if (held.incrementAndGet() > settings.queue() + 1) {
            held.decrementAndGet();
            return Mono.error(ProblemException.busy(
                    ProblemType.JOB_QUEUE_FULL,
                    "%d jobs are waiting already; ask again later.".formatted(settings.queue()),
                    WAIT));
        }
        AtomicBoolean handedOver = new AtomicBoolean();
        return database.sql(ASK)
                .bind("id", id)
                .bind("kind", kind)
                .bind("question", question)
                .bind("dataset_version", datasetVersion)
                .bind("owner", owner)
                .bind("lost_after_s", seconds(settings.lostAfter()))
                .map(row -> required(row, "id", String.class))
                .one()
                .doOnNext(_ -> {
                    handedOver.set(true);
                    start(new Running(id, work));
                })
                .hasElement()
                .flatMap(begun -> find(id).map(job -> new Asked(job, begun)))
                .doFinally(_ -> {
                    if (!handedOver.get()) {
                        held.decrementAndGet();
                    }
                });
    }

    /// Empty where no job has this id.
    public Mono<Job> find(String id) {
        return database.sql(BY_ID)
                .bind("id", id)
                .bind("lost_after_s", seconds(settings.lostAfter()))
                .map(Jobs::job)
                .one();
    }

    Mono<Job> get(String id) {
        return find(id).switchIfEmpty(Mono.error(() -> ProblemException.of(
                ProblemType.JOB_NOT_FOUND, "No job has the id " + id + ", or its result is no longer kept.")));
    }

    /// The job now and whenever something about it changes, until it is over.
    ///
    /// **Shape**  read from the record, so that it does not matter which process is at it.
    Flux<Job> follow(String id) {
        return Flux.interval(Duration.ZERO, SAY_EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> get(id), 1)
                .distinctUntilChanged()
                .takeUntil(job -> job.status().isOver());
    }

    /// Asks for the end of a job; one that is over stays as it is.
    Mono<Job> cancel(String id) {
        return get(id).flatMap(_ -> database.sql(CANCEL)
                        .bind("id", id)
                        .bind("lost_after_s", seconds(settings.lostAfter()))
                        .fetch()
                        .rowsUpdated())
                .flatMap(_ -> {
                    Running running = mine.get(id);
                    return running == null ? get(id) : running.cancel().then(get(id));
                });
    }

    private Mono<Long> forget() {
        return database.sql(FORGET)
                .bind("keep_s", seconds(settings.keep()))
                .fetch()
                .rowsUpdated();
    }

    private Mono<String> begun(String id) {
        return database.sql(START)
                .bind("id", id)
                .bind("owner", owner)
                .map(row -> required(row, "id", String.class))
                .one();
    }

    private Mono<Long> said(String id, String stage, @Nullable Double gap) {
        return database.sql(PROGRESS)
                .bind("id", id)
                .bind("owner", owner)
                .bind("stage", stage)
                .bind("gap", Parameters.in(R2dbcType.DOUBLE, gap == null || gap.isNaN() ? null : gap))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> ended(String id, String status, @Nullable String result, @Nullable String failure) {
        return database.sql(END)
                .bind("id", id)
                .bind("owner", owner)
                .bind("status", status)
                .bind("result", Parameters.in(R2dbcType.VARCHAR, result))
                .bind("failure", Parameters.in(R2dbcType.VARCHAR, failure))
                .fetch()
                .rowsUpdated();
    }

    private void start(Running running) {
        Scheduler on = worker;
        if (on == null) {
            throw new IllegalStateException("jobs are not taken yet, or no more");
        }
        mine.put(running.id, running);
        running.whole()
                .subscribeOn(on)
                .doFinally(_ -> {
                    mine.remove(running.id, running);
                    held.decrementAndGet();
                })
                .subscribe(_ -> {}, failure -> LOG.error("job {} could not be kept", running.id, failure));
    }

    @Override
    public void start() {
        closing = false;
        worker = Schedulers.newSingle("job", true);
        beat = Flux.interval(BEAT_EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> mine.isEmpty() ? Mono.empty() : beatOnce().onErrorComplete())
                .subscribe();
    }

    private Mono<Void> beatOnce() {
        return database.sql(BEAT)
                .bind("owner", owner)
                .map(row -> required(row, "id", String.class))
                .all()
                .doOnNext(id -> {
                    Running running = mine.get(id);
                    if (running != null) {
                        running.stop();
                    }
                })
                .then();
    }

    /// What is under way is given up: it is lost, and can be asked for again.
    @Override
    public void stop() {
        closing = true;
        mine.values().forEach(Running::stop);
        if (beat != null) {
            beat.dispose();
        }
        if (worker != null) {
            worker.dispose();
        }
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    private static String idOf(String kind, String question, String datasetVersion) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((kind + "\n" + datasetVersion + "\n" + question).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static Job job(Readable row) {
        return new Job(
                required(row, "id", String.class),
                required(row, "kind", String.class),
                required(row, "question", String.class),
                required(row, "dataset_version", String.class),
                Job.Status.valueOf(required(row, "status", String.class).toUpperCase(Locale.ROOT)),
                row.get("stage", String.class),
                row.get("gap", Double.class),
                localTime(required(row, "asked_at", OffsetDateTime.class)),
                localTime(row.get("started_at", OffsetDateTime.class)),
                localTime(row.get("finished_at", OffsetDateTime.class)),
                row.get("result", String.class),
                row.get("failure", String.class));
    }

    @org.jspecify.annotations.NullUnmarked
    private static OffsetDateTime localTime(@Nullable OffsetDateTime time) {
        return time == null
                ? null
                : time.atZoneSameInstant(LOCAL_TIME).toOffsetDateTime().withNano(0);
    }

    /// A job of this process, from its place in the queue to its end.
    private final class Running implements JobWork.Watch {

        private final String id;
        private final JobWork work;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private volatile Runnable stop = () -> {};
        private volatile long nextSayNanos = Long.MIN_VALUE;

        Running(String id, JobWork work) {
            this.id = id;
            this.work = work;
        }

        Mono<Long> whole() {
            return begun(id)
                    .publishOn(worker())
                    .flatMap(_ -> result())
                    .switchIfEmpty(Mono.defer(() -> end("cancelled", null, null)));
        }

        private Scheduler worker() {
            Scheduler on = worker;
            return on == null ? Schedulers.immediate() : on;
        }

        private Mono<Long> result() {
            String result;
            try {
                result = work.run(this);
            } catch (JobWork.JobRefused refused) {
                return stopped.get() ? end("cancelled", null, null) : end("failed", null, refused.words());
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                LOG.error("job {} failed", id, e);
                return stopped.get()
                        ? end("cancelled", null, null)
                        : end("failed", null, "The work could not be done. The fault has been noted.");
            }
            return stopped.get() ? end("cancelled", null, null) : end("done", result, null);
        }

        private Mono<Long> end(String status, @Nullable String result, @Nullable String failure) {
            // Nobody cancelled what ends with its process: the record shows it as lost.
            return closing && !status.equals("done") ? Mono.just(0L) : ended(id, status, result, failure);
        }

        @Override
        public void at(String stage, @Nullable Double gap) {
            long now = System.nanoTime();
            if (now < nextSayNanos && nextSayNanos != Long.MIN_VALUE) {
                return;
            }
            nextSayNanos = now + SAY_EVERY.toNanos();
            said(id, stage, gap)
                    .subscribe(
                            _ -> {},
                            failure -> LOG.warn("where job {} is could not be kept: {}", id, failure.toString()));
        }

        @Override
        public void onCancel(Runnable what) {
            stop = what;
            if (stopped.get()) {
                what.run();
            }
        }

        void stop() {
            stopped.set(true);
            stop.run();
        }

        /// Stops it, and where it still waits ends it, so that it need not come to the front of the queue for
        /// that.
        Mono<Long> cancel() {
            return Mono.defer(() -> {
                stop();
                return find(id).filter(job -> job.status() == Job.Status.QUEUED)
                        .flatMap(_ -> end("cancelled", null, null));
            });
        }
    }
}
