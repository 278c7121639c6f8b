package dev.yizhan.geo.demand;

import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.load.Dataset;
import dev.yizhan.geo.load.FileFingerprint;
import dev.yizhan.geo.load.ProblemTally;
import dev.yizhan.geo.load.Publication;
import dev.yizhan.geo.load.RunEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run over the files of a dataset of demand, from the first byte to the report.
///
/// **Errors** [SQLException], [IOException]: nothing was written.
public final class DemandRun {

    /// What to load, as what, and how strictly: one list, or one raster or several that lie beside each
    /// other.
    ///
    /// **Empty**  `datum` null: a raster says itself what it refers to. `unit` null: a column says it.
    /// `maxProblems` null: good rows are published, however many bad ones there are.
    public record Request(
            List<Path> files,
            Dataset dataset,
            @Nullable Datum datum,
            @Nullable String unit,
            Map<String, String> columns,
            @Nullable Integer maxProblems) {
        public Request {
            files = List.copyOf(files);
            columns = new TreeMap<>(columns);
        }
    }

    private final Request request;
    private final Consumer<RowProblem> also;
    private final DemandRows rows;
    private final List<FileFingerprint> fingerprints;
    private final ProblemTally problems = new ProblemTally();
    private DemandRows.@Nullable Extent extent;
    private int good;
    private double weight;
    private int withHours;

    private DemandRun(Request request, Consumer<RowProblem> also) throws IOException {
        this.request = request;
        this.also = also;
        this.fingerprints = fingerprints(request);
        this.rows = rows(request);
    }

    private static DemandRows rows(Request request) throws IOException {
        Path first = request.files().getFirst();
        if (RasterFile.isOne(first)) {
            if (request.unit() == null) {
                throw new IllegalArgumentException("say with --unit what the cells of a raster count");
            }
            return new RasterRows(request.files(), request.unit(), request.datum());
        }
        if (RasterFile.isCalledOne(first)) {
            return _ -> new DemandRows.Extent(
                    0, 0, request.unit(), first.getFileName() + " is no GeoTIFF, though its name says so");
        }
        if (request.files().size() > 1) {
            throw new IllegalArgumentException("one list at a time; only rasters can be several that lie side by side");
        }
        if (request.datum() == null) {
            throw new IllegalArgumentException("say with --datum what the coordinates of " + first + " refer to");
        }
        return DemandRows.ofList(first, request.columns(), request.datum(), request.unit());
    }

    private static List<FileFingerprint> fingerprints(Request request) throws IOException {
        List<FileFingerprint> found = new java.util.ArrayList<>();
        for (Path file : request.files()) {
            found.add(FileFingerprint.of(file));
        }
        return found;
    }

    /// Reads and checks, and writes nothing.
    public static DemandReport check(Request request, Consumer<RowProblem> also) throws IOException, SQLException {
        DemandRun run = new DemandRun(request, also);
        run.read(_ -> {}, _ -> {});
        String refusal = run.refusal();
        return run.report(refusal == null ? RunEnd.CHECKED : RunEnd.REFUSED, null, null, refusal);
    }

    /// Reads, checks and publishes on a connection whose transaction this ends.
    public static DemandReport publish(Request request, Consumer<RowProblem> also, Connection connection)
            throws IOException, SQLException {
        DemandRun run = new DemandRun(request, also);
        boolean committed = false;
        try {
            DemandReport report = run.publish(connection);
            if (report.end() == RunEnd.PUBLISHED) {
                connection.commit();
                committed = true;
            }
            return report;
        } finally {
            if (!committed && !connection.isClosed()) {
                connection.rollback();
            }
        }
    }

    private DemandReport publish(Connection connection) throws IOException, SQLException {
        Publication.Origin origin = new Publication.Origin(
                names(), FileFingerprint.ofAll(fingerprints).sha256(), options(), Datum.CONVERTER_VERSION);
        return switch (Publication.begin(connection, request.dataset(), origin)) {
            case Publication.Start.Repeat repeat ->
                report(
                        RunEnd.UNCHANGED,
                        repeat.version(),
                        null,
                        "this was published with these options before, as the newest of its dataset");
            case Publication.Start.Fresh fresh -> publish(connection, fresh.publication());
        };
    }

    private DemandReport publish(Connection connection, Publication publication) throws IOException, SQLException {
        DemandPublisher publisher =
                new DemandPublisher(connection, publication, request.dataset().name());
        DemandRows.Extent read = read(publisher::add, problem -> problem.tell(publication::problem));
        String refusal = refusal();
        if (refusal == null && !fingerprints.equals(fingerprints(request))) {
            refusal = "a file was changed while it was read; load it again";
        }
        if (refusal != null) {
            return report(RunEnd.REFUSED, null, null, refusal);
        }
        DemandPublisher.Outcome outcome = publisher.publish(read.rows(), read.rows() - good);
        return report(RunEnd.PUBLISHED, publication.version(), outcome, null);
    }

    private interface Taking<T> {
        void take(T item) throws SQLException;
    }

    private DemandRows.Extent read(Taking<DemandPoint> points, Taking<RowProblem> wrong)
            throws IOException, SQLException {
        DemandRows.Extent read = rows.readInto(new DemandRows.Sink() {
            @Override
            public void point(DemandPoint point) throws SQLException {
                good++;
                weight += point.weight();
                withHours += point.hourly().isEmpty() ? 0 : 1;
                points.take(point);
            }

            @Override
            public void problem(RowProblem problem) throws SQLException {
                problem.tell(problems::add);
                also.accept(problem);
                wrong.take(problem);
            }
        });
        extent = read;
        return read;
    }

    private @Nullable String refusal() {
        if (extent == null || extent.unusable() != null) {
            return "the file cannot be used: " + (extent == null ? "it was not read" : extent.unusable());
        }
        Integer allowed = request.maxProblems();
        int refused = extent.rows() - good;
        if (allowed != null && refused > allowed) {
            return "%,d rows cannot be used, and --max-problems allows %,d".formatted(refused, allowed);
        }
        return good == 0 ? "not one row of the file can be used" : null;
    }

    private String options() {
        return "datum=%s unit=%s map=%s"
                .formatted(
                        request.datum() == null ? "" : request.datum().code(),
                        request.unit() == null ? "" : request.unit(),
                        request.columns());
    }

    private String names() {
        return String.join(
                ", ",
                request.files().stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
    }

    private DemandReport report(
            RunEnd end, @Nullable String version, DemandPublisher.@Nullable Outcome outcome, @Nullable String why) {
        DemandRows.Extent read = extent == null ? new DemandRows.Extent(0, 0, request.unit(), null) : extent;
        return new DemandReport(
                names(),
                request.dataset().name(),
                request.dataset().datum(),
                read.unit(),
                end,
                version,
                read.rows(),
                good,
                read.withoutData(),
                withHours,
                weight,
                outcome,
                problems.kinds(),
                why);
    }
}
