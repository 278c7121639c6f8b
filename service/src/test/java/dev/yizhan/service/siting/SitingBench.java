package dev.yizhan.service.siting;

import dev.yizhan.service.siting.SitingOutcome.Sites;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Not a test: how long sites take to be chosen and proven, and in how much memory. `make bench-siting` runs it
/// and keeps the table.
class SitingBench {

    private static final double RADIUS_METRES = 1000;
    private static final int LIMIT_SECONDS = 120;

    private record Size(String form, int demand, int candidates, int k, double sideKilometres) {

        Cities city() {
            double side = sideKilometres * 1000;
            return form.equals("even")
                    ? Cities.even(1, demand, candidates, side)
                    : Cities.quartered(1, demand, candidates, side);
        }
    }

    private static final List<Size> SIZES = List.of(
            new Size("even", 2_000, 500, 10, 20),
            new Size("quartered", 2_000, 500, 10, 20),
            new Size("quartered", 2_000, 500, 10, 10),
            new Size("even", 20_000, 2_000, 50, 40),
            new Size("even", 20_000, 2_000, 50, 20),
            new Size("quartered", 20_000, 2_000, 50, 40),
            new Size("quartered", 20_000, 2_000, 50, 20));

    @Test
    void sizes() throws IOException {
        long start = System.nanoTime();
        Mip.isAvailable();
        double load = seconds(start);
        warm();
        List<String> lines = new ArrayList<>();
        lines.add("# Siting, " + LocalDate.now());
        lines.add("");
        lines.add(
                "`make bench-siting` on %d cores, heap %d MB, one thread. Circles of %.0f m; `even`: demand and candidates spread evenly over a square; `quartered`: four fifths of both in twelve quarters. The solver's library loads once, in %.1f s."
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                Runtime.getRuntime().maxMemory() >> 20,
                                RADIUS_METRES,
                                load));
        lines.add("");
        lines.add(
                "| objective | city | demand × candidates, k | links | greedy s | greedy of best | answer s | proven | gap | solver | heap MB | process MB |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (Size size : SIZES) {
            lines.add(line(Objective.MCLP, size));
        }
        lines.add(line(Objective.LSCP, SIZES.get(0)));
        lines.add(line(Objective.LSCP, SIZES.get(3)));
        lines.add(line(Objective.P_MEDIAN, new Size("even", 2_000, 500, 10, 20)));
        lines.add(line(Objective.P_MEDIAN, new Size("quartered", 2_000, 500, 10, 20)));
        lines.add("");
        lines.add(
                "heap MB: the most that the heap held during the search; process MB: the process' peak so far, with the solver's own memory.");
        Path kept = Path.of(
                System.getProperty("yizhan.root", "."), "service/bench/results/siting-" + LocalDate.now() + ".md");
        Files.write(kept, lines);
        lines.forEach(System.out::println);
    }

    private static void warm() {
        for (int seed = 0; seed < 20; seed++) {
            ExactSiting.solve(
                    Cities.quartered(seed, 1000, 200, 8000).problem(Objective.MCLP, 8, RADIUS_METRES), 1, limit());
        }
    }

    private static Progress limit() {
        return new Progress(Duration.ofSeconds(LIMIT_SECONDS), _ -> {});
    }

    private static String line(Objective objective, Size size) throws IOException {
        Cities city = size.city();
        SitingProblem problem = city.problem(objective, size.k, RADIUS_METRES);
        String greedySeconds = "–";
        double greedyValue = Double.NaN;
        if (objective == Objective.MCLP) {
            long start = System.nanoTime();
            MedianModel model = MedianModel.of(problem);
            double cost = model.cost(new GreedySiting(model, limit()).greedy(size.k));
            greedySeconds = "%.3f".formatted(seconds(start));
            greedyValue = model.baseCost() - cost;
        }
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        SitingOutcome outcome = ExactSiting.solve(problem, 1, limit());
        double took = seconds(start);
        if (!(outcome instanceof Sites sites)) {
            return "| " + objective + " | " + outcome + " |";
        }
        return "| %s | %s, %.0f km | %,d × %,d, %s | %,d | %s | %s | %.2f | %s | %.2f %% | %s | %d | %d |"
                .formatted(
                        objective.name().toLowerCase(Locale.ROOT),
                        size.form,
                        size.sideKilometres,
                        size.demand,
                        size.candidates,
                        objective == Objective.LSCP ? "%.0f found".formatted(sites.value()) : String.valueOf(size.k),
                        problem.links().size(),
                        greedySeconds,
                        Double.isNaN(greedyValue) ? "–" : "%.2f %%".formatted(100 * greedyValue / sites.value()),
                        took,
                        sites.provenOptimal() ? "yes" : "no",
                        100 * sites.gap(),
                        sites.solver(),
                        heapPeak() >> 20,
                        processPeakMegabytes());
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static long processPeakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }
}
