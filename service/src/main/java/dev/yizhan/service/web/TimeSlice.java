package dev.yizhan.service.web;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long the scheduler lets a thread compute at a stretch. Whoever asks for shorter stretches than the thread that
/// is
/// computing is let in as soon as it has something to do, and gets no more of the core in all for it.
///
/// **Source** sched_setattr(2); Linux 6.12 and later take the runtime of an ordinary thread for its slice, and earlier
/// ones do not look at it.
final class TimeSlice {

    /// The kernel takes none that is shorter.
    static final Duration SHORTEST = Duration.ofNanos(100_000);

    private static final int SIZE = 48;
    private static final int FLAGS = 8;
    private static final int RUNTIME = 24;
    private static final long THIS_THREAD = 0;

    private final MethodHandle call;
    private final long set;
    private final long get;

    private TimeSlice(MethodHandle call, long set, long get) {
        this.call = call;
        this.set = set;
        this.get = get;
    }

    /// **Empty** null on a machine whose calls are not known here.
    static @Nullable TimeSlice ofThisMachine() {
        String machine = System.getProperty("os.name").equals("Linux") ? System.getProperty("os.arch") : "";
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("syscall")
                .map(syscall -> linker.downcallHandle(
                        syscall,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG),
                        Linker.Option.firstVariadicArg(1)))
                .map(call -> switch (machine) {
                    case "amd64" -> new TimeSlice(call, 314, 315);
                    case "aarch64" -> new TimeSlice(call, 274, 275);
                    default -> null;
                })
                .orElse(null);
    }

    /// Asks it for the thread that calls; a kernel that refuses leaves all as it was.
    void ask(Duration slice) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = read(arena);
            attributes.set(ValueLayout.JAVA_INT, 0, SIZE);
            attributes.set(ValueLayout.JAVA_LONG, FLAGS, 0);
            attributes.set(ValueLayout.JAVA_LONG, RUNTIME, slice.toNanos());
            long _ = (long) call.invokeExact(set, THIS_THREAD, attributes, 0L, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("the scheduler cannot be asked", e);
        }
    }

    /// The slice of the thread that calls; zero on a kernel that does not tell.
    Duration current() {
        try (Arena arena = Arena.ofConfined()) {
            return Duration.ofNanos(read(arena).get(ValueLayout.JAVA_LONG, RUNTIME));
        } catch (Throwable e) {
            throw new IllegalStateException("the scheduler cannot be asked", e);
        }
    }

    private MemorySegment read(Arena arena) throws Throwable {
        MemorySegment attributes = arena.allocate(SIZE, Long.BYTES);
        long _ = (long) call.invokeExact(get, THIS_THREAD, attributes, (long) SIZE, 0L);
        return attributes;
    }
}
