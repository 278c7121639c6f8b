package dev.yizhan.geo.hours;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// One question to one station's hours at a random moment of 2026: its state, and when that changes next.
///
/// **Shape**  `ahead` asks what is laid out ahead, `dayByDay` walks the rules day by day, as a
/// reference; `first` reads a text and asks it once, so that nothing is laid out yet.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HoursBenchmark {

    private static final int MOMENTS = 1 << 14;

    @Param({
        "Mo-Fr 08:00-12:00,14:00-18:00",
        "Mo-Fr 09:00-17:00; PH off",
        "24/7; SH off",
        "Jan-Dec 08:00-20:00",
        "2025 Dec 24 10:00-12:00",
        "500 seeded"
    })
    public String hours = "";

    private List<String> texts = List.of();
    private OpeningHours[] ahead = new OpeningHours[0];
    private DayByDay[] dayByDay = new DayByDay[0];
    private final long[] moments = new long[MOMENTS];

    @Setup
    public void read() {
        Random random = new Random(1);
        texts = hours.equals("500 seeded") ? SeededHours.some(500, random) : List.of(hours);
        Holidays holidays = Holidays.ofChina();
        ahead = texts.stream().map(text -> OpeningHours.parse(text, holidays)).toArray(OpeningHours[]::new);
        dayByDay = texts.stream().map(text -> DayByDay.parse(text, holidays)).toArray(DayByDay[]::new);
        long year = LocalDate.of(2026, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.ofHours(8));
        for (int i = 0; i < MOMENTS; i++) {
            moments[i] = year + random.nextInt(365 * 86_400);
        }
    }

    /// Where a thread is in the moments and the texts.
    @State(Scope.Thread)
    public static class Turn {

        private int moment;
        private int text;

        private int moment() {
            return moment = moment + 1 & MOMENTS - 1;
        }

        private int text(int texts) {
            return text = text + 1 == texts ? 0 : text + 1;
        }
    }

    @Benchmark
    public Object ahead(Turn turn) {
        return ahead[turn.text(ahead.length)].at(moments[turn.moment()]);
    }

    @Benchmark
    @Threads(2)
    public Object aheadByTwoThreads(Turn turn) {
        return ahead[turn.text(ahead.length)].at(moments[turn.moment()]);
    }

    @Benchmark
    public Object dayByDay(Turn turn) {
        return dayByDay[turn.text(dayByDay.length)].at(moments[turn.moment()]);
    }

    @Benchmark
    public Object first(Turn turn) {
        return OpeningHours.parse(texts.get(turn.text(texts.size())), Holidays.NONE)
                .at(moments[turn.moment()]);
    }
}
