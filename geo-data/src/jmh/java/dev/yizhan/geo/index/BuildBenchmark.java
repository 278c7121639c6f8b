package dev.yizhan.geo.index;

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
import org.openjdk.jmh.annotations.Warmup;

/// Building the index anew, as a patched snapshot does, until it answers its first question.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class BuildBenchmark {

    @Param({"PointIndex", "STRtree", "S2", "Lucene"})
    public String index = "";

    @Param("200000")
    public int stations;

    private double[][] points = new double[2][0];

    @Setup
    public void place() {
        points = new Towns(1).places(stations);
    }

    @Benchmark
    public Object build() {
        Rival rival = Rival.of(index, points[0], points[1]);
        return new Object[] {rival, rival.nearest(113.66, 34.76, 1, _ -> true)};
    }
}
