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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Mixin
    private SourceOptions source;

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

    @Mixin
    private RunOptions run;

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
        if (run.checkOnly() && (region == null || region.contains(",")) && !run.namesDatabase()) {
            return finish(check(request, from, null));
        }
        try (RecordDatabase record = run.openRecord();
                Connection connection = record.connect();
                Connection lookups = record.connect();
                DistrictsOfRecord districts = new DistrictsOfRecord(lookups)) {
            if (run.checkOnly()) {
                return finish(check(request, from, districts));
            }
            try (Progress progress = run.progress("stations");
                    Problems problems = new Problems(run.problems())) {
                CheckedRows rows = rows(from, districts, progress);
                Report report = LoadRun.publish(request, rows, problems, connection);
                return finish(new Read(report, rows.ignoredColumns()));
            }
        }
    }

    private record Read(Report report, List<String> ignoredColumns) {}

    private Read check(LoadRun.Request request, Datum from, @Nullable DistrictsOfRecord districts)
            throws IOException, SQLException {
        try (Progress progress = run.progress("stations");
                Problems problems = new Problems(run.problems())) {
            CheckedRows rows = rows(from, districts, progress);
            return new Read(LoadRun.check(request, rows, problems), rows.ignoredColumns());
        }
    }

    /// A made-up position is told as one, unless more is said of it.
    private @Nullable PositionQuality positionQuality() {
        return positionQuality == null && source.isSynthetic() ? PositionQuality.SYNTHETIC : positionQuality;
    }

    private CheckedRows rows(Datum from, @Nullable DistrictsOfRecord districts, Progress progress) throws SQLException {
        PositionRule positions = new PositionRule(positionWords, positionQuality());
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
                source.dataset(dataset == null ? network : dataset, Dataset.Kind.STATIONS, from.code()),
                new Network(network, networkName, networkNameEn, adcode, List.of()),
                options(from),
                Datum.CONVERTER_VERSION,
                maxProblems,
                allowRemovals ? StationPublisher.Removals.ALLOW_ALL : StationPublisher.Removals.REFUSE_MOST);
    }

    /// What else decides which stations come out of the same file.
    private String options(Datum from) {
        PositionQuality quality = positionQuality();
        return "datum=%s map=%s position=%s words=%s region=%s"
                .formatted(
                        from.code(),
                        new TreeMap<>(columns),
                        quality == null ? "" : quality.code(),
                        positionWords,
                        region == null ? "" : region);
    }

    private int finish(Read read) {
        String unused = read.ignoredColumns.isEmpty()
                ? ""
                : "%-10s %s (name their meaning with --map)%n"
                        .formatted("unused", String.join(", ", read.ignoredColumns));
        return run.report(read.report.end(), read.report::json, read.report::text, unused);
    }

    /// Stations are wanted by nobody else; problems go to the table.
    private record Problems(ProblemsFile table) implements LoadRun.Sink, AutoCloseable {

        @Override
        public void station(Station station) {}

        @Override
        public void problem(
                long line, String code, boolean error, @Nullable String column, @Nullable String value, String advice) {
            table.put(line, code, error, column, value, advice);
        }

        @Override
        public void close() throws IOException {
            table.close();
        }
    }
}
