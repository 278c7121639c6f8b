package dev.yizhan.geo.district;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run over one file of districts, from its first byte to the report.
///
/// **Errors** [SQLException], [IOException]: nothing was written.
public final class DistrictRun {

    /// What to load, as what.
    public record Request(Path file, Dataset dataset, Datum datum, boolean allowRemovals) {}

    private final Request request;
    private final Consumer<RowProblem> also;
    private final FileFingerprint fingerprint;
    private final ProblemTally problems = new ProblemTally();
    private int read;
    private int good;
    private int repaired;
    private double repairChangeSquareMetres;
    private double areaSquareMetres;

    private DistrictRun(Request request, Consumer<RowProblem> also) throws IOException {
        this.request = request;
        this.also = also;
        this.fingerprint = FileFingerprint.of(request.file());
    }

    /// Reads and checks, and writes nothing.
    public static DistrictReport check(Request request, Consumer<RowProblem> also) throws IOException {
        DistrictRun run = new DistrictRun(request, also);
        String unusable = run.read(_ -> {});
        String refusal = run.refusal(unusable);
        return run.report(refusal == null ? RunEnd.CHECKED : RunEnd.REFUSED, null, null, refusal);
    }

    /// Reads, checks and publishes on a connection whose transaction this ends.
    public static DistrictReport publish(Request request, Consumer<RowProblem> also, Connection connection)
            throws IOException, SQLException {
        DistrictRun run = new DistrictRun(request, also);
        boolean committed = false;
        try {
            DistrictReport report = run.publish(connection);
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

    private DistrictReport publish(Connection connection) throws IOException, SQLException {
        Publication.Origin origin = new Publication.Origin(
                request.file().getFileName().toString(),
                fingerprint.sha256(),
                "datum=" + request.datum().code(),
                Datum.CONVERTER_VERSION);
        return switch (Publication.begin(connection, request.dataset(), origin)) {
            case Publication.Start.Repeat repeat ->
                report(
                        RunEnd.UNCHANGED,
                        repeat.version(),
                        null,
                        "this file was published with these options before, as the newest of its dataset");
            case Publication.Start.Fresh fresh -> publish(connection, fresh.publication());
        };
    }

    private DistrictReport publish(Connection connection, Publication publication) throws IOException, SQLException {
        DistrictPublisher publisher =
                new DistrictPublisher(connection, publication, request.dataset().name());
        String unusable = this.<SQLException>read(item -> {
            for (RowProblem problem : item.problems()) {
                problem.tell(publication::problem);
            }
            if (item.district() != null) {
                publisher.add(item.district());
            }
        });
        String refusal = refusal(unusable);
        if (refusal != null) {
            return report(RunEnd.REFUSED, null, null, refusal);
        }
        try {
            DistrictPublisher.Outcome outcome = publisher.publish(request.allowRemovals());
            publication.finish(new Publication.Counts(
                    read, outcome.districts(), read - good, outcome.changed(), outcome.deleted()));
            return report(RunEnd.PUBLISHED, publication.version(), outcome, null);
        } catch (DistrictPublisher.MostDeleted e) {
            return report(RunEnd.REFUSED, null, null, e.getMessage());
        }
    }

    private <E extends Exception> @Nullable String read(DistrictReader.Sink<E> sink) throws IOException, E {
        try (DistrictReader reader = new DistrictReader(request.file(), request.datum())) {
            return reader.readInto((DistrictReader.Sink<E>) item -> {
                read++;
                for (RowProblem problem : item.problems()) {
                    problem.tell(problems::add);
                    also.accept(problem);
                }
                District district = item.district();
                if (district != null) {
                    good++;
                    areaSquareMetres += district.areaSquareMetres();
                    Double change = district.repairChangeSquareMetres();
                    if (change != null) {
                        repaired++;
                        repairChangeSquareMetres += Math.abs(change);
                    }
                }
                sink.put(item);
            });
        }
    }

    private @Nullable String refusal(@Nullable String unusable) {
        if (unusable != null) {
            return "the file cannot be used: " + unusable;
        }
        return good == 0 ? "not one district of the file can be used" : null;
    }

    private DistrictReport report(
            RunEnd end, @Nullable String version, DistrictPublisher.@Nullable Outcome outcome, @Nullable String why) {
        return new DistrictReport(
                request.file().getFileName().toString(),
                request.datum().code(),
                end,
                version,
                read,
                good,
                repaired,
                repairChangeSquareMetres,
                areaSquareMetres,
                outcome,
                problems.kinds(),
                why);
    }
}
