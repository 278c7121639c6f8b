package dev.yizhan.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TimeSliceTest {

    @Test
    void a_thread_gets_the_slice_that_it_asks_for_and_the_others_keep_theirs() throws Exception {
        TimeSlice slice = TimeSlice.ofThisMachine();
        assumeTrue(slice != null, "no such call on this machine");
        Duration usual = slice.current();
        assumeTrue(usual.isPositive(), "a kernel before Linux 6.12 knows no slices of threads");
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            assertThat(other.submit(slice::current).get()).isEqualTo(usual);
            other.submit(() -> slice.ask(TimeSlice.SHORTEST)).get();
            assertThat(other.submit(slice::current).get()).isEqualTo(TimeSlice.SHORTEST);
        }
        assertThat(slice.current()).isEqualTo(usual);
    }
}
