package dev.yizhan.geo.cli;

import dev.yizhan.geo.check.Checks;
import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.load.LoadRun;
import dev.yizhan.geo.read.Flaw;
import dev.yizhan.geo.read.Row;
import dev.yizhan.geo.read.RowFile;
import dev.yizhan.geo.read.Subject;
import dev.yizhan.geo.station.Station;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The rows of a file, read and checked one by one.
final class CheckedRows implements LoadRun.Rows {

    private final Path file;
    private final Map<String, String> columns;
    private final Checks checks;
    private final Progress progress;
    private List<String> ignored = List.of();

    CheckedRows(Path file, Map<String, String> columns, Checks checks, Progress progress) {
        this.file = file;
        this.columns = columns;
        this.checks = checks;
        this.progress = progress;
    }

    /// Columns of the file that meant nothing, once it was read.
    List<String> ignoredColumns() {
        return ignored;
    }

    @Override
    public LoadRun.Extent readInto(LoadRun.Sink sink) throws IOException, SQLException {
        int rows = 0;
        try (RowFile items = RowFile.open(file, columns, Subject.STATIONS)) {
            for (var item = items.next(); item != null; item = items.next()) {
                switch (item) {
                    case Flaw flaw -> {
                        RowProblem problem = RowProblem.of(flaw);
                        put(problem, sink);
                        if (problem.isOfWholeFile()) {
                            ignored = items.ignoredColumns();
                            return new LoadRun.Extent(rows, problem.advice());
                        }
                    }
                    case Row row -> {
                        List<RowProblem> problems = new ArrayList<>(2);
                        Station station = checks.check(row, problems::add);
                        for (RowProblem problem : problems) {
                            put(problem, sink);
                        }
                        if (station != null) {
                            sink.station(station);
                        }
                    }
                }
                rows++;
                progress.step();
            }
            ignored = items.ignoredColumns();
        }
        return new LoadRun.Extent(rows, null);
    }

    private static void put(RowProblem problem, LoadRun.Sink sink) throws IOException, SQLException {
        sink.problem(
                problem.line(), problem.code(), problem.isError(), problem.column(), problem.value(), problem.advice());
    }
}
