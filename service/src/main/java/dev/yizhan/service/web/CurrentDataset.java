package dev.yizhan.service.web;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// The dataset version that this replica answers from, and whether the record behind it can be reached.
///
/// The station feed writes it, after its snapshot is in place; everything else reads it.
///
/// **Blocking**  never; safe for any number of threads.
@Component
public class CurrentDataset {

    private record State(@Nullable String version, @Nullable Instant reachableUntil, boolean reachable) {}

    private static final Duration HAND_OVER = Duration.ofSeconds(1);

    private final Sinks.Many<String> versions = Sinks.many().replay().latest();
    private final AtomicReference<State> state = new AtomicReference<>(new State(null, null, false));

    /// The newest version served; null until the first snapshot is loaded.
    public @Nullable String version() {
        return state.get().version;
    }

    /// True when the database is away, so that what is served may be behind the record.
    public boolean stale() {
        return !state.get().reachable;
    }

    /// The version that is served, and every later one as soon as it is.
    ///
    /// **Shape**  never ends; whoever is slow misses all but the newest.
    public Flux<String> versions() {
        return versions.asFlux().distinctUntilChanged().onBackpressureLatest();
    }

    /// When the database was last seen, if it is away now and was there before.
    public @Nullable Instant staleSince() {
        State now = state.get();
        return now.reachable ? null : now.reachableUntil;
    }

    /// How long the answers have been stale; zero when they are not.
    public Duration age(Instant now) {
        Instant since = staleSince();
        return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
    }

    /// The record was read and `version` is what is served from now on.
    public void served(@Nullable String version) {
        state.set(new State(version, Instant.now(), true));
        if (version != null) {
            versions.emitNext(version, Sinks.EmitFailureHandler.busyLooping(HAND_OVER));
        }
    }

    /// The database went away; what is served stays.
    public void lost() {
        state.updateAndGet(was -> new State(was.version, was.reachableUntil, false));
    }
}
