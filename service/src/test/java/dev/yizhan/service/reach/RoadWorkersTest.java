package dev.yizhan.service.reach;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoadWorkersTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final RoadWorkers workers = new RoadWorkers();

    @AfterEach
    void stop() {
        workers.stop();
    }

    static List<Callable<String>> whatever() {
        return List.of(
                () -> {
                    throw new OutOfMemoryError("in a test");
                },
                () -> {
                    throw new StackOverflowError("in a test");
                },
                () -> {
                    throw new AssertionError("in a test");
                },
                () -> {
                    throw new IllegalArgumentException("in a test");
                });
    }

    @ParameterizedTest
    @MethodSource("whatever")
    void whatever_a_search_runs_into_is_told_to_who_waits(Callable<String> search) {
        assertThatThrownBy(() ->
                        workers.run(search).toFuture().get(SOON.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                .rootCause()
                .hasMessage("in a test");
    }
}
