package dev.yizhan.geo.cli;

import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.demand.DemandReport;
import dev.yizhan.geo.demand.DemandRun;
import dev.yizhan.geo.demand.DemandUnit;
import dev.yizhan.geo.load.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Mixin
    private SourceOptions source;

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

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws IOException, SQLException {
        DemandRun.Request request = request();
        try (Progress progress = run.progress("problems");
                ProblemsFile table = run.problems()) {
            Consumer<RowProblem> also = problem -> {
                progress.step();
                problem.tell(table::put);
            };
            DemandReport report = run.checkOnly() ? DemandRun.check(request, also) : publish(request, also);
            return run.report(report.end(), report::json, report::text, "");
        }
    }

    private DemandReport publish(DemandRun.Request request, Consumer<RowProblem> also)
            throws IOException, SQLException {
        try (RecordDatabase record = run.openRecord();
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
        String said = from == null ? "its raster says" : from.code();
        return new DemandRun.Request(
                files, source.dataset(name, Dataset.Kind.DEMAND, said), from, counted, columns, maxProblems);
    }
}
