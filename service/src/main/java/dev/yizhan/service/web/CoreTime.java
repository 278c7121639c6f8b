package dev.yizhan.service.web;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the scheduler shares the cores among the threads of this process: how long one may compute at a stretch, and how
/// far it makes way for others.
///
/// Whoever asks for shorter stretches than the thread that is computing is let in as soon as it has something to do, as
/// long as it has had no more of the core than is its due; and more is its due where the other makes way.
///
/// **Source** sched_setattr(2); Linux 6.12 and later take the runtime of an ordinary thread for its slice, and earlier
/// ones do not look at it.
public final class CoreTime {

    /// The kernel takes none that is shorter.
    static final Duration SHORTEST = Duration.ofNanos(100_000);

    private static final int FAR = 10;

    private static final int SIZE = 48;
    private static final int FLAGS = 8;
    private static final int NICENESS = 16;
    private static final int RUNTIME = 24;
    private static final long THIS_THREAD = 0;

    private final MethodHandle call;
    private final long set;
    private final long get;

    private CoreTime(MethodHandle call, long set, long get) {
        this.call = call;
        this.set = set;
        this.get = get;
    }

    /// **Empty** null on a machine whose calls are not known here.
    static @Nullable CoreTime ofThisMachine() {
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
                    case "amd64" -> new CoreTime(call, 314, 315);
                    case "aarch64" -> new CoreTime(call, 274, 275);
                    default -> null;
                })
                .orElse(null);
    }

    /// The same work by a thread that makes way for others: of a core that both want it gets a tenth, enough never to
    /// keep the collector waiting. For what nobody waits for by the millisecond.
    public static Runnable makingWay(Runnable work) {
        return () -> {
            CoreTime time = ofThisMachine();
            if (time != null) {
                time.makeWay(FAR);
            }
            work.run();
        };
    }

    /// Asks for a slice for the thread that calls; a kernel that refuses leaves all as it was.
    void ask(Duration slice) {
        set(attributes -> attributes.set(ValueLayout.JAVA_LONG, RUNTIME, slice.toNanos()));
    }

    /// Has the thread that calls, and all that it starts, make way for others. Anybody may ask for it, and nobody but
    /// the superuser may take it back.
    ///
    /// @param niceness from 0, not at all, to 19
    void makeWay(int niceness) {
        set(attributes -> attributes.set(ValueLayout.JAVA_INT, NICENESS, niceness));
    }

    private void set(Consumer<MemorySegment> change) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = read(arena);
            attributes.set(ValueLayout.JAVA_INT, 0, SIZE);
            attributes.set(ValueLayout.JAVA_LONG, FLAGS, 0);
            change.accept(attributes);
            long _ = (long) call.invokeExact(set, THIS_THREAD, attributes, 0L, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("the scheduler cannot be asked", e);
        }
    }

    /// The slice of the thread that calls; zero on a kernel that does not tell.
    Duration slice() {
        return Duration.ofNanos(told(attributes -> attributes.get(ValueLayout.JAVA_LONG, RUNTIME)));
    }

    /// How far the thread that calls makes way.
    int niceness() {
        return told(attributes -> attributes.get(ValueLayout.JAVA_INT, NICENESS));
    }

    private <T> T told(Function<MemorySegment, T> attribute) {
        try (Arena arena = Arena.ofConfined()) {
            return attribute.apply(read(arena));
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
