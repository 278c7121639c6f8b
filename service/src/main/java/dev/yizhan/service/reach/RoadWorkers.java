package dev.yizhan.service.reach;

import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// The threads on which roads are searched, one for each core.
final class RoadWorkers {

    private static final int WAITING = 1000;

    private final Scheduler threads =
            Schedulers.newBoundedElastic(Runtime.getRuntime().availableProcessors(), WAITING, "roads");

    /// **Errors** whatever it throws. Reactor takes some errors, such as want of memory, for the end of the process,
    /// and would tell nobody who waits.
    <T> Mono<T> run(Callable<T> work) {
        return Mono.fromCallable(() -> {
                    try {
                        return work.call();
                    } catch (Error e) {
                        throw new IllegalStateException("a search over roads broke off", e);
                    }
                })
                .subscribeOn(threads);
    }

    void stop() {
        threads.dispose();
    }
}
