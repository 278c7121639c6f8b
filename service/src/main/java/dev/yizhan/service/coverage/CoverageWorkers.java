package dev.yizhan.service.coverage;

import dev.yizhan.service.web.CoreTime;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// The threads that compute coverage: one fewer than the machine has cores, so that whoever asks for
/// the nearest station finds one free, and where none is free they make way; never the event loop. What roads decide
/// takes long and has a thread of its own beside them, so that a question by circles never waits for one over roads.
@Component
class CoverageWorkers {

    /// A thread ran into an error after which Reactor tells nobody who waits.
    static final class BrokeOff extends RuntimeException {
        private static final long serialVersionUID = 1;

        BrokeOff(Throwable cause) {
            super("what was being computed broke off", cause);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(CoverageWorkers.class);
    private static final int WAITING = 10_000;
    private static final int IDLE_SECONDS = 60;
    private static final Duration OTHER_ERRORS = Duration.ofSeconds(1);

    private final int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    private final Sinks.Many<Throwable> broken = Sinks.many().multicast().directBestEffort();
    private final Scheduler scheduler = lane("coverage", threads);
    private final Scheduler overRoads = lane("coverage-roads", 1);

    private Scheduler lane(String name, int threads) {
        return Schedulers.newBoundedElastic(
                threads,
                WAITING,
                work -> {
                    Thread thread = new Thread(CoreTime.makingWay(work), name);
                    thread.setDaemon(true);
                    thread.setUncaughtExceptionHandler((_, error) -> broke(error));
                    return thread;
                },
                IDLE_SECONDS);
    }

    private void broke(Throwable error) {
        broken.emitNext(error, Sinks.EmitFailureHandler.busyLooping(OTHER_ERRORS));
        LOG.error("what was being computed broke off", error);
    }

    int threads() {
        return threads;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /// Where what roads decide is computed, a district at a time.
    Scheduler overRoads() {
        return overRoads;
    }

    /// Work of which some is done on these threads, and which ends whatever happens there.
    ///
    /// **Errors** [BrokeOff] where a thread runs out of memory or the like, for all that is under way: who took the
    /// memory is not known, and it comes free so.
    <T> Mono<T> watched(Mono<T> work) {
        return Mono.firstWithSignal(work, broken.asFlux().next().flatMap(error -> Mono.error(new BrokeOff(error))));
    }

    @PreDestroy
    void stop() {
        scheduler.dispose();
        overRoads.dispose();
    }
}
