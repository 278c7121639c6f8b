package dev.yizhan.service.coverage;

import dev.yizhan.service.demand.Demands;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.station.StationFeed;
import dev.yizhan.service.station.StationSnapshot;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Answers a question from stations, demand and rows of one and the same publication.
///
/// Stations come from memory, the rest is read when it is asked for: where a publish came in between,
/// the question is asked again when the stations have followed, a moment later.
@Component
class Worlds {

    /// What was read is of another publication than the stations in memory.
    static final class MovedOn extends RuntimeException {
        private static final long serialVersionUID = 1;

        MovedOn() {
            super("a publish came in between");
        }
    }

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 50;

    private final StationFeed feed;
    private final Demands demands;
    private final CoverageWorkers workers;

    Worlds(StationFeed feed, Demands demands, CoverageWorkers workers) {
        this.feed = feed;
        this.demands = demands;
        this.workers = workers;
    }

    /// **Errors**  dataset-not-ready where stations and record do not come together in time; those of
    /// [CoverageWorkers#watched].
    <T> Mono<T> ask(Function<World, Mono<T>> question) {
        return Mono.defer(() -> {
                    StationSnapshot stations = feed.snapshot();
                    return demands.at(stations.number()).flatMap(demand -> {
                        if (demand.number() != stations.number()) {
                            return Mono.<T>error(new MovedOn());
                        }
                        return workers.watched(question.apply(new World(stations, demand)));
                    });
                })
                .retryWhen(Retry.fixedDelay(ATTEMPTS, PAUSE)
                        .filter(MovedOn.class::isInstance)
                        .onRetryExhaustedThrow((_, _) -> ProblemException.notReady()));
    }
}
