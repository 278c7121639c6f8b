package dev.yizhan.geo.cli;

import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.demand.DemandReport;
import dev.yizhan.geo.demand.DemandRun;
import dev.yizhan.geo.demand.DemandUnit;
import dev.yizhan.geo.load.Dataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `demand`: who needs stations, read, checked and published whole, or not at all.
@Command(
        name = "demand",
        mixinStandardHelpOptions = true,
        description = {
            "Loads all demand of a dataset: places with a weight from CSV, GeoJSON (points or cells of a grid) or a",
            "GeoJSON sequence, plain or .gz, or the cells of GeoTIFF rasters. Columns: lon, lat, weight, and where they",
            "are known id, unit, and w00 to w23 for the weight in each hour of a day. Loading the same again changes",
            "nothing."
        })
final class DemandCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "1..*",
            paramLabel = "FILE",
            description = "The demand: one list, or rasters of one resolution.")
    private List<Path> files;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "The dataset's name, such as zhengzhou-riders.")
    private String name;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "What the weights count: people, workers, orders_per_day …, where no column says it.")
    private @Nullable String unit;

    @Option(
            names = "--datum",
            paramLabel = "DATUM",
            description = "What the coordinates refer to; of a raster that says it itself, it may be left out.")
    private @Nullable String datum;

    @Option(names = "--title", paramLabel = "TITLE", description = "The dataset's title.")
    private @Nullable String title;

    @Option(names = "--source", paramLabel = "TEXT", description = "Where the figures come from.")
    private @Nullable String source;

    @Option(names = "--licence", paramLabel = "TEXT", description = "On what terms they may be used.")
    private @Nullable String licence;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The day whose state they show.")
    private @Nullable LocalDate asOf;

    @Option(names = "--synthetic", description = "The places are made up, for a demonstration.")
    private boolean synthetic;

    @Option(
            names = "--map",
            paramLabel = "COLUMN=FIELD",
            description = "What a column means that is not called so. Can be repeated.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--max-problems",
            paramLabel = "N",
            description = "Refuse the whole file if more rows than this cannot be used. Without it, good rows load.")
    private @Nullable Integer maxProblems;

    @Option(names = "--check-only", description = "Read and check, and write nothing.")
    private boolean checkOnly;

    @Option(names = "--problems", paramLabel = "CSV", description = "Write every problem to this file.")
    private @Nullable Path problemsFile;

    @Option(names = "--json", description = "Report as JSON.")
    private boolean json;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The record; DATABASE_URL, or the project's private one, if not given.")
    private @Nullable String database;

    @Override
    public Integer call() throws IOException, SQLException {
        DemandRun.Request request = request();
        ProblemsFile csv = problemsFile == null ? null : ProblemsFile.at(problemsFile);
        try {
            Consumer<RowProblem> also = problem -> {
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
            return finish(checkOnly ? DemandRun.check(request, also) : publish(request, also));
        } finally {
            if (csv != null) {
                csv.close();
            }
        }
    }

    private DemandReport publish(DemandRun.Request request, Consumer<RowProblem> also)
            throws IOException, SQLException {
        try (RecordDatabase record = RecordDatabase.open(database, System.getenv());
                Connection connection = record.connect()) {
            return DemandRun.publish(request, also, connection);
        }
    }

    private DemandRun.Request request() throws NoSuchFileException {
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
        }
        String counted = unit == null ? null : DemandUnit.of(unit);
        if (unit != null && counted == null) {
            throw new IllegalArgumentException(
                    "a unit is a word such as people, workers or orders_per_day, not " + unit);
        }
        if (maxProblems != null && maxProblems < 0) {
            throw new IllegalArgumentException("--max-problems cannot be less than 0");
        }
        Datum from = datum == null ? null : Datum.of(datum);
        return new DemandRun.Request(
                files,
                new Dataset(
                        name,
                        Dataset.Kind.DEMAND,
                        synthetic ? Dataset.Positions.SYNTHETIC : Dataset.Positions.REAL,
                        from == null ? "as its raster says" : from.code(),
                        title,
                        null,
                        source,
                        licence,
                        asOf,
                        null),
                from,
                counted,
                columns,
                maxProblems);
    }

    private int finish(DemandReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json() + System.lineSeparator() : report.text());
        out.flush();
        return report.end() == DemandReport.End.REFUSED ? LoadMain.REFUSED : LoadMain.DONE;
    }
}
