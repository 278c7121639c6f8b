package dev.yizhan.service.coverage;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a thread one that gives way at once to any other that wants its core, where the system is Linux.
///
/// A priority of Java's is none there. Without this a request that wakes up on a core on which coverage is computed
/// waits
/// until a slice of time is over, some three milliseconds.
/// **Source** sched(7), `SCHED_IDLE`: who lowers himself needs no right to it.
final class Background {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private static final int SCHED_IDLE = 5;
    private static final int THE_THREAD_AT_HAND = 0;

    private Background() {}

    /// Does the work so from the first to the last.
    static Runnable of(Runnable work) {
        return () -> {
            enter();
            work.run();
        };
    }

    private static void enter() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle set = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("sched_setscheduler"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            MemorySegment priority = arena.allocate(ValueLayout.JAVA_INT);
            int refused = (int) set.invokeExact(THE_THREAD_AT_HAND, SCHED_IDLE, priority);
            if (refused != 0) {
                LOG.info("coverage is computed as urgently as requests: the system does not let a thread give way");
            }
        } catch (Throwable e) {
            LOG.info("coverage is computed as urgently as requests: {}", e.toString());
        }
    }
}
