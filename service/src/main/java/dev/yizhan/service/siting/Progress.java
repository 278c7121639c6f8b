package dev.yizhan.service.siting;

import java.time.Duration;
import java.util.function.Consumer;

/// How a search tells where it is, and learns when to stop.
///
/// **Blocking**  never; one search writes, anybody may cancel.
final class Progress {

    /// One sign of life.
    ///
    /// **Shape**  `gap` is the distance of bound and value, relative to the value; NaN while one
    /// of them is unknown.
    record Step(String stage, double gap) {}

    private final long endNanos;
    private final Consumer<Step> listener;
    private volatile boolean cancelled;
    private volatile Step last = new Step("waiting", Double.NaN);

    Progress(Duration limit, Consumer<Step> listener) {
        this.endNanos = System.nanoTime() + limit.toNanos();
        this.listener = listener;
    }

    void at(String stage, double gap) {
        last = new Step(stage, gap);
        listener.accept(last);
    }

    /// Tells how far a stage is whose length is known.
    void at(String stage, int done, int all, String what) {
        at("%s, %,d of %,d %s".formatted(stage, done, all, what), Double.NaN);
    }

    /// Says again where the search is, while a solver that tells nothing has it.
    void repeat() {
        listener.accept(last);
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    boolean mustStop() {
        return cancelled || System.nanoTime() >= endNanos;
    }
}
