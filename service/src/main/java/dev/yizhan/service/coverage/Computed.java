package dev.yizhan.service.coverage;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yizhan.service.problem.ProblemException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Answers that are computed once: whoever asks the same meanwhile waits for the same answer, and whoever asks later
/// gets it from memory.
///
/// **Errors** a question that cannot be answered is refused to all who wait for it, and asked anew by the next; the
/// cache, which logs what fails, hears only of faults. A fault reaches all who wait, is not kept, and be it an error
/// that Reactor tells nobody.
final class Computed<K, V> {

    private static final Duration KEPT_FOR = Duration.ofMinutes(30);

    private record Outcome<V>(@Nullable V answer, @Nullable RuntimeException refusal) {}

    private final CoverageWorkers workers;
    private final AsyncCache<K, Outcome<V>> kept;

    /// @param most   how much all that is kept may weigh
    /// @param weight of one answer
    Computed(CoverageWorkers workers, long most, ToIntFunction<V> weight) {
        this.workers = workers;
        kept = Caffeine.newBuilder()
                .maximumWeight(most)
                .<K, Outcome<V>>weigher((_, outcome) -> outcome.answer == null ? 1 : weight.applyAsInt(outcome.answer))
                .expireAfterAccess(KEPT_FOR)
                .buildAsync();
    }

    Mono<V> get(K question, Supplier<Mono<V>> work) {
        // A client that hangs up must not take the answer from the others.
        boolean goesOnWithoutMe = true;
        return Mono.fromFuture(
                        () -> kept.get(
                                question,
                                (_, _) -> workers.watched(Mono.defer(work))
                                        .map(answer -> new Outcome<V>(answer, null))
                                        .onErrorResume(
                                                Computed::isRefusal,
                                                refusal -> Mono.just(new Outcome<>(null, (RuntimeException) refusal)))
                                        .toFuture()),
                        goesOnWithoutMe)
                .flatMap(outcome -> {
                    V answer = outcome.answer;
                    if (answer != null) {
                        return Mono.just(answer);
                    }
                    kept.synchronous().asMap().remove(question, outcome);
                    return Mono.error(java.util.Objects.requireNonNull(outcome.refusal));
                });
    }

    void forget(K question) {
        kept.synchronous().invalidate(question);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ProblemException || failure instanceof Worlds.MovedOn;
    }
}
