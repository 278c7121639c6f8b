package dev.yizhan.service.job;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.web.CoreTime;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
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
import reactor.util.retry.Retry;

/// Takes long work, does it one job after another, and keeps what came of it in PostGIS.
///
/// **Shape**  a job's id is made from its kind, question and dataset version: whoever asks the same is given
/// the same job, and its result as long as it is kept. One job at a time in a process, so that quick questions
/// stay quick. Every time that a job is set going is an attempt of its own, and the record knows whose it is:
/// one that was cancelled may end late, and says nothing any more of the job that was asked for again. A process
/// says every few seconds that it is at its attempts; those of one that is gone are lost, and begin anew when
/// they are asked for again.
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

    private static final Duration BEAT_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration SAY_EVERY = Duration.ofMillis(500);
    private static final Duration WAIT = Duration.ofSeconds(10);
    /// How often the beginning and the end of an attempt are told again, over some two minutes: work of minutes is not
    /// to be lost because the record was away for seconds.
    private static final int TELLINGS = 10;
    private static final Duration TELL_AGAIN_AFTER = Duration.ofMillis(500);
    private static final Duration TELL_AGAIN_WITHIN = Duration.ofSeconds(20);
    private static final ZoneId LOCAL_TIME = ZoneId.of("Asia/Shanghai");

    private final DatabaseClient database;
    private final JobSettings settings;
    private final String process = UUID.randomUUID().toString();
    private final AtomicLong attempts = new AtomicLong();
    /// Attempts of this process by their owner, from their place in the queue to their end.
    private final Map<String, Running> mine = new ConcurrentHashMap<>();
    private final AtomicInteger held = new AtomicInteger();
    private final BlockingQueue<Running> waiting = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread worker;
    private @Nullable Disposable beat;

    Jobs(DatabaseClient database, JobSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /// A job as asked for: the job, and whether this call set it going.
    public record Asked(Job job, boolean begun) {}

    /// A job, whose it is, and whether its end was asked for: then nobody is handed it any more.
    private record Found(Job job, boolean cancelAsked, String owner, OffsetDateTime seenAt) {

        boolean isUnderWay() {
            return !job.status().isOver() && !cancelAsked;
        }

        boolean answers() {
            return job.status() == Job.Status.DONE || isUnderWay();
        }

        boolean isNewsAfter(Found before) {
            return !owner.equals(before.owner) || seenAt.isAfter(before.seenAt);
        }
    }

    /// Gives the job for a question, and sets it going where it has no answer yet and is not under way: where
    /// another process has it, once that has shown that it lives, so that nobody waits for one that was killed.
    public Mono<Asked> ask(String kind, String question, String datasetVersion, JobWork work) {
        String id = idOf(kind, question, datasetVersion);
        return forget().then(found(id))
                .flatMap(found ->
                        found.isUnderWay() && !found.owner.startsWith(process) ? alive(found) : Mono.just(found))
                .filter(Found::answers)
                .map(found -> new Asked(found.job, false))
                .switchIfEmpty(Mono.defer(() -> begin(id, kind, question, datasetVersion, work)));
    }

    /// The job again, as soon as there is news of it.
    private Mono<Found> alive(Found before) {
        return found(before.job.id())
                .filter(now -> !now.isUnderWay() || now.isNewsAfter(before))
                .repeatWhenEmpty(times -> times.delayElements(LOOK_EVERY));
    }

    private Mono<Asked> begin(String id, String kind, String question, String datasetVersion, JobWork work) {
        if (held.incrementAndGet() > settings.queue() + 1) {
            held.decrementAndGet();
            return Mono.error(ProblemException.busy(
                    ProblemType.JOB_QUEUE_FULL,
                    "%d jobs are waiting already; ask again later.".formatted(settings.queue()),
                    WAIT));
        }
        Running running = new Running(id, process + "/" + attempts.incrementAndGet(), work);
        AtomicBoolean handedOver = new AtomicBoolean();
        return database.sql(ASK)
                .bind("id", id)
                .bind("kind", kind)
                .bind("question", question)
                .bind("dataset_version", datasetVersion)
                .bind("owner", running.owner)
                .bind("lost_after_s", seconds(settings.lostAfter()))
                .map(row -> required(row, "id", String.class))
                .one()
                .doOnNext(_ -> {
                    handedOver.set(true);
                    mine.put(running.owner, running);
                    waiting.add(running);
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
        return found(id).map(Found::job);
    }

    private Mono<Found> found(String id) {
        return database.sql(BY_ID)
                .bind("id", id)
                .bind("lost_after_s", seconds(settings.lostAfter()))
                .map(row -> new Found(
                        job(row),
                        required(row, "cancel_asked", Boolean.class),
                        required(row, "owner", String.class),
                        required(row, "seen_at", OffsetDateTime.class)))
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

    /// Asks for the end of a job; one that is over stays as it is, and one that waits ends at once.
    Mono<Job> cancel(String id) {
        return get(id).flatMap(_ -> database.sql(CANCEL)
                        .bind("id", id)
                        .bind("lost_after_s", seconds(settings.lostAfter()))
                        .map(row -> required(row, "owner", String.class))
                        .one()
                        .doOnNext(this::drop)
                        .then())
                .then(Mono.defer(() -> get(id)));
    }

    private Mono<Long> forget() {
        return database.sql(FORGET)
                .bind("keep_s", seconds(settings.keep()))
                .fetch()
                .rowsUpdated();
    }

    private Mono<String> begun(Running running) {
        return database.sql(START)
                .bind("id", running.id)
                .bind("owner", running.owner)
                .map(row -> required(row, "id", String.class))
                .one();
    }

    private Mono<Long> said(Running running, String stage, @Nullable Double gap) {
        return database.sql(PROGRESS)
                .bind("id", running.id)
                .bind("owner", running.owner)
                .bind("stage", stage)
                .bind("gap", Parameters.in(R2dbcType.DOUBLE, gap == null || gap.isNaN() ? null : gap))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> ended(Running running, End end) {
        return database.sql(END)
                .bind("id", running.id)
                .bind("owner", running.owner)
                .bind("status", end.status.name().toLowerCase(Locale.ROOT))
                .bind("result", Parameters.in(R2dbcType.VARCHAR, end.result))
                .bind("failure", Parameters.in(R2dbcType.VARCHAR, end.failure))
                .fetch()
                .rowsUpdated();
    }

    /// Stops an attempt of this process; one that waits leaves the queue.
    private void drop(String owner) {
        Running running = mine.get(owner);
        if (running != null) {
            running.stop();
            if (waiting.remove(running)) {
                leave(running);
            }
        }
    }

    private void leave(Running running) {
        mine.remove(running.owner);
        held.decrementAndGet();
    }

    @Override
    public void start() {
        Thread thread = Thread.ofPlatform().daemon().name("job").unstarted(CoreTime.makingWay(this::workOn));
        worker = thread;
        thread.start();
        beat = Flux.interval(BEAT_EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> mine.isEmpty() ? Mono.empty() : beatOnce().onErrorComplete())
                .subscribe();
    }

    /// One attempt after another, each from its start in the record to its end there.
    private void workOn() {
        while (isWorker()) {
            Running next;
            try {
                next = waiting.take();
            } catch (InterruptedException _) {
                return;
            }
            try {
                next.whole();
            } catch (RuntimeException e) {
                LOG.error("job {} could not be kept", next.id, e);
            } finally {
                leave(next);
            }
        }
    }

    /// Not any more once the jobs are given up, nor when another thread has them since.
    private boolean isWorker() {
        return worker == Thread.currentThread();
    }

    private Mono<Void> beatOnce() {
        Set<String> owners = Set.copyOf(mine.keySet());
        return database.sql(BEAT)
                .bind("owners", owners.toArray(String[]::new))
                .map(row -> required(row, "owner", String.class))
                .all()
                .collect(Collectors.toSet())
                // The others were cancelled, or their job was given to somebody else.
                .doOnNext(wanted ->
                        owners.stream().filter(owner -> !wanted.contains(owner)).forEach(this::drop))
                .then();
    }

    /// What is under way is given up: it is lost, and can be asked for again.
    @Override
    public void stop() {
        Thread thread = worker;
        worker = null;
        if (beat != null) {
            beat.dispose();
        }
        mine.keySet().forEach(this::drop);
        if (thread != null) {
            thread.interrupt();
        }
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

    /// How an attempt ended.
    private record End(
            Job.Status status,
            @Nullable String result,
            @Nullable String failure) {}

    /// An attempt of this process at a job.
    private final class Running implements JobWork.Watch {

        private final String id;
        private final String owner;
        private final JobWork work;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private volatile Runnable stop = () -> {};
        private volatile long nextSayNanos = Long.MIN_VALUE;

        Running(String id, String owner, JobWork work) {
            this.id = id;
            this.owner = owner;
            this.work = work;
        }

        /// **Blocking** for as long as the work takes; not at all where the record does not want it any more.
        void whole() {
            if (stopped.get() || told(begun(this)) == null) {
                return;
            }
            End end = stopped.get() ? new End(Job.Status.CANCELLED, null, null) : end();
            // Nobody cancelled what ends with its process: the record shows it as lost.
            if (isWorker() || end.status == Job.Status.DONE) {
                told(ended(this, end));
            }
        }

        /// What the record says to it, which may be away for a while.
        private <T> @Nullable T told(Mono<T> what) {
            return what.retryWhen(Retry.backoff(TELLINGS, TELL_AGAIN_AFTER)
                            .maxBackoff(TELL_AGAIN_WITHIN)
                            .filter(_ -> isRunning()))
                    .toFuture()
                    .join();
        }

        private End end() {
            End end;
            try {
                end = new End(Job.Status.DONE, work.run(this), null);
            } catch (JobWork.JobRefused refused) {
                end = new End(Job.Status.FAILED, null, refused.words());
            } catch (RuntimeException | Error e) {
                LOG.error("job {} failed", id, e);
                end = new End(Job.Status.FAILED, null, "The work could not be done. The fault has been noted.");
            }
            return stopped.get() ? new End(Job.Status.CANCELLED, null, null) : end;
        }

        @Override
        public void at(String stage, @Nullable Double gap) {
            long now = System.nanoTime();
            if (now < nextSayNanos && nextSayNanos != Long.MIN_VALUE) {
                return;
            }
            nextSayNanos = now + SAY_EVERY.toNanos();
            said(this, stage, gap)
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
    }
}
