package dev.yizhan.service.web;

import io.netty.util.concurrent.EventExecutor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.netty.resources.LoopResources;

/// Lets the threads that answer requests in at once where coverage, sites or the JVM's compiler compute: an answer
/// takes them a fraction of a millisecond, and waiting for a core a few.
@Component
class PromptLoops {

    private final LoopResources loops;

    PromptLoops(ReactorResourceFactory resources) {
        this.loops = resources.getLoopResources();
    }

    @EventListener(ApplicationReadyEvent.class)
    void ask() {
        // Nobody waits for it: the first answers come as soon without.
        Thread.ofPlatform().daemon().name("prompt-loops").start(() -> {
            CoreTime time = CoreTime.ofThisMachine();
            if (time != null) {
                for (EventExecutor loop : loops.onServer(LoopResources.DEFAULT_NATIVE)) {
                    loop.execute(() -> time.ask(CoreTime.SHORTEST));
                }
            }
        });
    }
}
