package dev.yizhan.geo.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
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
import org.openjdk.jmh.annotations.Warmup;

/// One question to the index alone, on one thread: what finding the nearest costs before anything is written.
///
/// Before it is measured every index has to give the answers of [PointIndex], which `PointIndexOracleTest` holds
/// against brute force.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class IndexBenchmark {

    private static final int PLACES = 8192;
    private static final int COMPARED = 200;

    @Param({"PointIndex", "STRtree", "S2", "Lucene"})
    public String index = "";

    @Param({"10000", "100000", "1000000"})
    public int stations;

    /// How many are asked for, and of which share of the stations.
    @Param({"1 of all", "5 of all", "50 of all", "5 of 50%", "5 of 1%"})
    public String ask = "";

    private Rival rival = (lon, lat, k, filter) -> new int[0];
    private IntPredicate filter = _ -> true;
    private double[][] places = new double[2][0];
    private int k;
    private int next;

    @Setup
    public void build() {
        double[][] points = new Towns(1).places(stations);
        places = new Towns(2).places(PLACES);
        k = Integer.parseInt(ask.split(" ")[0]);
        filter = filter(ask.split(" ")[2]);
        rival = Rival.of(index, points[0], points[1]);
        Rival judge = Rival.of("PointIndex", points[0], points[1]);
        for (int i = 0; i < COMPARED; i++) {
            int[] answer = rival.nearest(places[0][i], places[1][i], k, filter);
            int[] right = judge.nearest(places[0][i], places[1][i], k, filter);
            if (!Arrays.equals(answer, right)) {
                throw new IllegalStateException(
                        "%s finds %s where %s are nearest".formatted(index, Arrays.toString(answer), Arrays.toString(right)));
            }
        }
    }

    private IntPredicate filter(String share) {
        if (share.equals("all")) {
            return _ -> true;
        }
        double part = Integer.parseInt(share.replace("%", "")) / 100.0;
        Random random = new Random(3);
        BitSet kept = new BitSet(stations);
        for (int i = 0; i < stations; i++) {
            kept.set(i, random.nextDouble() < part);
        }
        return kept::get;
    }

    @Benchmark
    public int[] nearest() {
        next = (next + 1) % PLACES;
        return rival.nearest(places[0][next], places[1][next], k, filter);
    }
}
