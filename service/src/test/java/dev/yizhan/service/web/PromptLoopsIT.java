package dev.yizhan.service.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yizhan.service.support.LiveHuangpu;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

class PromptLoopsIT extends LiveHuangpu {

    @Autowired
    private ReactorResourceFactory resources;

    @Test
    void the_threads_that_answer_have_the_shortest_slices() {
        CoreTime time = CoreTime.ofThisMachine();
        assumeTrue(time != null && time.slice().isPositive(), "a kernel before Linux 6.12 knows no slices of threads");
        for (EventExecutor loop : resources.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE)) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> loop.submit(time::slice).get().equals(CoreTime.SHORTEST));
        }
    }
}
