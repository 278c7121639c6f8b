package dev.yizhan.geo.cli;

import dev.yizhan.geo.check.Checks;
import dev.yizhan.geo.check.DistrictsOfRecord;
import dev.yizhan.geo.check.PositionRule;
import dev.yizhan.geo.check.Region;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.load.Dataset;
import dev.yizhan.geo.load.LoadRun;
import dev.yizhan.geo.load.Network;
import dev.yizhan.geo.load.Report;
import dev.yizhan.geo.load.StationPublisher;
import dev.yizhan.geo.station.PositionQuality;
import dev.yizhan.geo.station.Station;
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
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `load`: one file of stations, read, checked and published whole, or not at all.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Loads the full list of a network's stations from CSV (UTF-8 or GB18030), GeoJSON or a GeoJSON sequence,",
            "plain or .gz. Stations that the list no longer has are marked as removed. Loading the same file again",
            "changes nothing."
        })
final class LoadCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The list.")
    private Path file;

    @Option(
            names = "--network",
            required = true,
            paramLabel = "CODE",
            description = "The network it is the list of, such as zhengzhou-union.")
    private String network;

    @Option(
            names = "--datum",
            required = true,
            paramLabel = "DATUM",
            description =
                    "What its coordinates refer to: wgs84, gcj02 (Amap, Tencent), bd09 (Baidu), cgcs2000, epsg:4547 …")
    private String datum;

    @Option(names = "--network-name", paramLabel = "NAME", description = "The network's name, in Chinese.")
    private @Nullable String networkName;

    @Option(names = "--network-name-en", paramLabel = "NAME", description = "The network's name, in English.")
    private @Nullable String networkNameEn;

    @Option(names = "--adcode", paramLabel = "ADCODE", description = "The district that the network serves.")
    private @Nullable String adcode;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "The dataset's name; the network's code if not given.")
    private @Nullable String dataset;

    @Option(names = "--title", paramLabel = "TITLE", description = "The dataset's title.")
    private @Nullable String title;

    @Option(names = "--source", paramLabel = "TEXT", description = "Where the list comes from.")
    private @Nullable String source;

    @Option(names = "--licence", paramLabel = "TEXT", description = "On what terms it may be used.")
    private @Nullable String licence;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The day whose state it shows, such as 2026-07-29.")
    private @Nullable LocalDate asOf;

    @Option(names = "--synthetic", description = "The positions are made up, for a demonstration.")
    private boolean synthetic;

    @Option(
            names = "--map",
            paramLabel = "COLUMN=FIELD",
            description = "What a column means that is not called so. Can be repeated.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--position-quality",
            paramLabel = "QUALITY",
            description = "surveyed, geocoded, schematic or synthetic, where neither a column nor a word says it.")
    private @Nullable PositionQuality positionQuality;

    @Option(
            names = "--position-word",
            paramLabel = "WORD=QUALITY",
            description = "The quality of positions whose description holds the word. Can be repeated.")
    private Map<String, PositionQuality> positionWords = new LinkedHashMap<>();

    @Option(
            names = "--region",
            paramLabel = "ADCODE|BOX",
            description = "Where the stations must be: a district of the record, or west,south,east,north.")
    private @Nullable String region;

    @Option(
            names = "--max-problems",
            paramLabel = "N",
            description = "Refuse the whole file if more rows than this cannot be used. Without it, good rows load.")
    private @Nullable Integer maxProblems;

    @Option(names = "--allow-removals", description = "Publish even if most stations of the network are missing.")
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
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (maxProblems != null && maxProblems < 0) {
            throw new IllegalArgumentException("--max-problems cannot be less than 0");
        }
        Datum from = Datum.of(datum);
        LoadRun.Request request = request(from);
        // A check needs the record only for the shapes of districts, and does without where there is none.
        if (checkOnly && (region == null || region.contains(",")) && database == null) {
            return finish(check(request, from, null));
        }
        try (RecordDatabase record = RecordDatabase.open(database, System.getenv());
                Connection connection = record.connect();
                Connection lookups = record.connect();
                DistrictsOfRecord districts = new DistrictsOfRecord(lookups)) {
            if (checkOnly) {
                return finish(check(request, from, districts));
            }
            try (Progress progress = Progress.of("stations", quiet);
                    Problems problems = new Problems()) {
                CheckedRows rows = rows(from, districts, progress);
                Report report = LoadRun.publish(request, rows, problems, connection);
                return finish(new Read(report, rows.ignoredColumns()));
            }
        }
    }

    private record Read(Report report, List<String> ignoredColumns) {}

    private Read check(LoadRun.Request request, Datum from, @Nullable DistrictsOfRecord districts)
            throws IOException, SQLException {
        try (Progress progress = Progress.of("stations", quiet);
                Problems problems = new Problems()) {
            CheckedRows rows = rows(from, districts, progress);
            return new Read(LoadRun.check(request, rows, problems), rows.ignoredColumns());
        }
    }

    private CheckedRows rows(Datum from, @Nullable DistrictsOfRecord districts, Progress progress) throws SQLException {
        PositionRule positions = new PositionRule(positionWords, positionQuality);
        return new CheckedRows(file, columns, new Checks(from, region(districts), positions, districts), progress);
    }

    private @Nullable Region region(@Nullable DistrictsOfRecord districts) throws SQLException {
        if (region == null) {
            return null;
        }
        if (region.contains(",") || districts == null) {
            return Region.box(region);
        }
        Geometry shape = districts.shape(region);
        if (shape == null) {
            throw new IllegalArgumentException(
                    "the record has no shape of the district " + region + "; load districts first, or give a box");
        }
        return Region.of("the district " + region, shape);
    }

    private LoadRun.Request request(Datum from) {
        return new LoadRun.Request(
                file,
                new Dataset(
                        dataset == null ? network : dataset,
                        Dataset.Kind.STATIONS,
                        synthetic ? Dataset.Positions.SYNTHETIC : Dataset.Positions.REAL,
                        from.code(),
                        title,
                        null,
                        source,
                        licence,
                        asOf,
                        null),
                new Network(network, networkName, networkNameEn, adcode, List.of()),
                options(from),
                Datum.CONVERTER_VERSION,
                maxProblems,
                allowRemovals ? StationPublisher.Removals.ALLOW_ALL : StationPublisher.Removals.REFUSE_MOST);
    }

    /// What else decides which stations come out of the same file.
    private String options(Datum from) {
        return "datum=%s map=%s position=%s words=%s region=%s"
                .formatted(
                        from.code(),
                        new TreeMap<>(columns),
                        positionQuality == null ? "" : positionQuality.code(),
                        positionWords,
                        region == null ? "" : region);
    }

    private int finish(Read read) {
        PrintWriter out = spec.commandLine().getOut();
        Report report = read.report;
        if (json) {
            out.println(report.json());
        } else {
            out.print(report.text());
            if (!read.ignoredColumns.isEmpty()) {
                out.printf(
                        "%-10s %s (name their meaning with --map)%n", "unused", String.join(", ", read.ignoredColumns));
            }
            if (problemsFile != null) {
                out.printf("%-10s %s%n", "all of them", problemsFile);
            }
            out.flush();
        }
        return report.end() == Report.End.REFUSED ? LoadMain.REFUSED : LoadMain.DONE;
    }

    /// The file of problems, where one is wanted.
    private final class Problems implements LoadRun.Sink, AutoCloseable {

        private final @Nullable ProblemsFile csv;

        Problems() throws IOException {
            csv = problemsFile == null ? null : ProblemsFile.at(problemsFile);
        }

        @Override
        public void station(Station station) {}

        @Override
        public void problem(
                long line, String code, boolean error, @Nullable String column, @Nullable String value, String advice) {
            if (csv != null) {
                csv.put(line, code, error, column, value, advice);
            }
        }

        @Override
        public void close() throws IOException {
            if (csv != null) {
                csv.close();
            }
        }
    }
}
