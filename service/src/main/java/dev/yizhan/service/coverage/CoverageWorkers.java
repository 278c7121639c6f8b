package dev.yizhan.service.coverage;

import jakarta.annotation.PreDestroy;
import org.springframework.stereotype.Component;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// The threads that compute coverage: one fewer than the machine has cores, so that whoever asks for
/// the nearest station finds one free; never the event loop.
@Component
class CoverageWorkers {

    private static final int WAITING = 10_000;
    private static final int IDLE_SECONDS = 60;

    private final int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    private final Scheduler scheduler = Schedulers.newBoundedElastic(
            threads,
            WAITING,
            work -> {
                Thread thread = new Thread(work, "coverage");
                thread.setDaemon(true);
                // A wish that Linux only grants to who may; the number of threads is what counts.
                thread.setPriority(Thread.MIN_PRIORITY);
                return thread;
            },
            IDLE_SECONDS);

    int threads() {
        return threads;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    @PreDestroy
    void stop() {
        scheduler.dispose();
    }
}
