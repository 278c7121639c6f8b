package dev.yizhan.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CoreTimeTest {

    @Test
    void a_thread_gets_the_slice_that_it_asks_for_and_the_others_keep_theirs() throws Exception {
        CoreTime time = CoreTime.ofThisMachine();
        assumeTrue(time != null, "no such call on this machine");
        Duration usual = time.slice();
        assumeTrue(usual.isPositive(), "a kernel before Linux 6.12 knows no slices of threads");
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            assertThat(other.submit(time::slice).get()).isEqualTo(usual);
            other.submit(() -> time.ask(CoreTime.SHORTEST)).get();
            assertThat(other.submit(time::slice).get()).isEqualTo(CoreTime.SHORTEST);
        }
        assertThat(time.slice()).isEqualTo(usual);
    }

    @Test
    void work_that_makes_way_does_so_on_its_own_thread_alone_and_keeps_its_slice() throws Exception {
        CoreTime time = CoreTime.ofThisMachine();
        assumeTrue(time != null, "no such call on this machine");
        int usual = time.niceness();
        Duration slice = time.slice();
        assumeTrue(usual < 10, "all of this process makes way already");
        CompletableFuture<Integer> niceness = new CompletableFuture<>();
        CompletableFuture<Duration> itsSlice = new CompletableFuture<>();

        Thread.ofPlatform().start(CoreTime.makingWay(() -> {
            niceness.complete(time.niceness());
            itsSlice.complete(time.slice());
        }));

        assertThat(niceness.get(10, TimeUnit.SECONDS)).isEqualTo(10);
        assertThat(itsSlice.get(10, TimeUnit.SECONDS)).isEqualTo(slice);
        assertThat(time.niceness()).isEqualTo(usual);
    }
}
