package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

class ComputedTest {

    private static final int SOON_SECONDS = 20;

    private final CoverageWorkers workers = new CoverageWorkers();
    private final Computed<String, String> computed = new Computed<>(workers, 10, String::length);

    @AfterEach
    void stop() {
        workers.stop();
    }

    static Stream<Throwable> whatever() {
        return Stream.of(
                new OutOfMemoryError("in a test"),
                new StackOverflowError("in a test"),
                new AssertionError("in a test"),
                new IllegalStateException("in a test"));
    }

    private static String broken(Throwable why) {
        if (why instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) why;
    }

    @ParameterizedTest
    @MethodSource("whatever")
    void whatever_a_computation_runs_into_is_told_to_all_who_wait_and_asked_anew_by_the_next(Throwable why) {
        CompletableFuture<String> begun = new CompletableFuture<>();
        Mono<String> asked = computed.get(
                "question",
                () -> Mono.fromFuture(begun).publishOn(workers.overRoads()).map(_ -> broken(why)));
        List<CompletableFuture<String>> waiting = List.of(asked.toFuture(), asked.toFuture());
        begun.complete("go");
        for (CompletableFuture<String> one : waiting) {
            assertThatThrownBy(() -> one.get(SOON_SECONDS, TimeUnit.SECONDS))
                    .rootCause()
                    .hasMessage("in a test");
        }
        // The cache hears of it at the same moment as who waits.
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(computed.get("question", () -> Mono.just("answer"))
                                .toFuture()
                                .get(SOON_SECONDS, TimeUnit.SECONDS))
                        .isEqualTo("answer"));
    }
}
