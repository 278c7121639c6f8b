package dev.yizhan.geo.load;

import dev.yizhan.geo.station.PositionQuality;
import dev.yizhan.geo.station.Station;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One run of the loader over one file, from its first byte to the report.
///
/// **Errors** [SQLException], [IOException]: nothing was written.
public final class LoadRun {

    /// What to load, as what, and how strictly.
    ///
    /// **Empty**  `maxProblems` null: good rows are published, however many bad ones there are.
    public record Request(
            Path file,
            Dataset dataset,
            Network network,
            String options,
            String converterVersion,
            @Nullable Integer maxProblems,
            StationPublisher.Removals removals) {}

    /// How far reading came.
    ///
    /// **Empty**  `unusable` null: to the end. Otherwise it says why what was read is not the whole list.
    public record Extent(int rows, @Nullable String unusable) {}

    /// The rows of the file after the checks, handed over one by one.
    public interface Rows {
        Extent readInto(Sink sink) throws IOException, SQLException;
    }

    /// Takes what the checks made of a row: a station, and any number of problems.
    public interface Sink {
        void station(Station station) throws SQLException;

        void problem(
                long line, String code, boolean error, @Nullable String column, @Nullable String value, String advice)
                throws IOException, SQLException;
    }

    /// A file of so many bytes may hold stations by the ten thousand.
    private static final long GREAT_BYTES = 1 << 20;

    private final Request request;
    private final FileFingerprint fingerprint;
    private final ProblemTally problems = new ProblemTally();
    private final Map<String, Integer> positionQuality = new LinkedHashMap<>();
    private int rowsRead;
    private @Nullable String unusable;
    private int rowsGood;

    private LoadRun(Request request, FileFingerprint fingerprint) {
        this.request = request;
        this.fingerprint = fingerprint;
    }

    /// Reads and checks, and writes nothing.
    public static Report check(Request request, Rows rows, Sink also) throws IOException, SQLException {
        LoadRun run = new LoadRun(request, FileFingerprint.of(request.file()));
        run.read(rows, also);
        String refusal = run.refusal();
        return run.report(refusal == null ? RunEnd.CHECKED : RunEnd.REFUSED, null, null, refusal);
    }

    /// Reads, checks and publishes on a connection whose transaction this ends.
    public static Report publish(Request request, Rows rows, Sink also, Connection connection)
            throws IOException, SQLException {
        LoadRun run = new LoadRun(request, FileFingerprint.of(request.file()));
        if (Files.size(request.file()) >= GREAT_BYTES) {
            LateIndexes.leaveOutWhileEmpty(connection);
        }
        boolean committed = false;
        try {
            Report report = run.publish(rows, also, connection);
            if (report.end() == RunEnd.PUBLISHED) {
                connection.commit();
                committed = true;
            }
            return report;
        } finally {
            if (!committed && !connection.isClosed()) {
                connection.rollback();
                LateIndexes.restore(connection);
            }
        }
    }

    private Report publish(Rows rows, Sink also, Connection connection) throws IOException, SQLException {
        Publication.Origin origin =
                new Publication.Origin(name(), fingerprint.sha256(), request.options(), request.converterVersion());
        return switch (StationPublisher.begin(connection, request.dataset(), request.network(), origin)) {
            case StationPublisher.Start.Repeat repeat ->
                report(
                        RunEnd.UNCHANGED,
                        repeat.version(),
                        null,
                        "this file was published with these options before, as the newest of its dataset");
            case StationPublisher.Start.Fresh(StationPublisher publisher) -> {
                read(rows, both(staging(publisher), also));
                String refusal = refusal();
                if (refusal != null) {
                    yield report(RunEnd.REFUSED, null, null, refusal);
                }
                if (!fingerprint.equals(FileFingerprint.of(request.file()))) {
                    yield report(RunEnd.REFUSED, null, null, "the file was changed while it was read; load it again");
                }
                yield switch (publisher.publish(rowsRead, rowsRead - rowsGood, request.removals())) {
                    case StationPublisher.Outcome.Published published ->
                        report(RunEnd.PUBLISHED, published.version(), published, null);
                    case StationPublisher.Outcome.TooManyRemoved(int missing, int live) ->
                        report(
                                RunEnd.REFUSED,
                                null,
                                null,
                                ("the list lacks %,d of the %,d stations that %s has now, so it is rather a part than the"
                                                + " full list; if so many are gone, say --allow-removals")
                                        .formatted(
                                                missing, live, request.network().code()));
                };
            }
        };
    }

    private void read(Rows rows, Sink sink) throws IOException, SQLException {
        Extent extent = rows.readInto(both(counting(), sink));
        rowsRead = extent.rows();
        unusable = extent.unusable();
    }

    private @Nullable String refusal() {
        if (unusable != null) {
            return "the file cannot be used: " + unusable;
        }
        Integer allowed = request.maxProblems();
        int refused = rowsRead - rowsGood;
        if (allowed != null && refused > allowed) {
            return "%,d rows cannot be used, and --max-problems allows %,d".formatted(refused, allowed);
        }
        return rowsGood == 0 ? "not one row of the file can be used" : null;
    }

    private Sink counting() {
        return new Sink() {
            @Override
            public void station(Station station) {
                rowsGood++;
                PositionQuality quality = station.positionQuality();
                positionQuality.merge(quality == null ? "unknown" : quality.code(), 1, Integer::sum);
            }

            @Override
            public void problem(
                    long line,
                    String code,
                    boolean error,
                    @Nullable String column,
                    @Nullable String value,
                    String advice) {
                problems.add(line, code, error, column, value, advice);
            }
        };
    }

    private static Sink staging(StationPublisher publisher) {
        return new Sink() {
            @Override
            public void station(Station station) throws SQLException {
                publisher.add(station);
            }

            @Override
            public void problem(
                    long line,
                    String code,
                    boolean error,
                    @Nullable String column,
                    @Nullable String value,
                    String advice)
                    throws SQLException {
                publisher.publication().problem(line, code, error, column, value, advice);
            }
        };
    }

    private static Sink both(Sink first, Sink second) {
        return new Sink() {
            @Override
            public void station(Station station) throws SQLException {
                first.station(station);
                second.station(station);
            }

            @Override
            public void problem(
                    long line,
                    String code,
                    boolean error,
                    @Nullable String column,
                    @Nullable String value,
                    String advice)
                    throws IOException, SQLException {
                first.problem(line, code, error, column, value, advice);
                second.problem(line, code, error, column, value, advice);
            }
        };
    }

    private Report report(
            RunEnd end,
            @Nullable String version,
            StationPublisher.Outcome.@Nullable Published changes,
            @Nullable String why) {
        return new Report(
                name(),
                fingerprint.sha256(),
                request.network().code(),
                request.dataset().datum(),
                end,
                version,
                rowsRead,
                rowsGood,
                rowsRead - rowsGood,
                changes,
                positionQuality,
                problems.kinds(),
                why);
    }

    private String name() {
        Path name = request.file().getFileName();
        return name == null ? request.file().toString() : name.toString();
    }
}
