package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import reactor.core.publisher.Mono;

class CoverageWorkersTest {

    private static final String SCHED_IDLE = "5";
    /// Counted from the third field on, which follows the thread's name.
    private static final int POLICY = 41 - 3;

    private final CoverageWorkers workers = new CoverageWorkers();

    @AfterEach
    void stop() {
        workers.stop();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void its_threads_give_way_to_any_other() {
        String stat = Mono.fromCallable(() -> Files.readString(Path.of("/proc/thread-self/stat")))
                .subscribeOn(workers.scheduler())
                .block(Duration.ofSeconds(10));
        assertThat(stat).contains("(coverage)");
        assertThat(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY]).isEqualTo(SCHED_IDLE);
    }
}
