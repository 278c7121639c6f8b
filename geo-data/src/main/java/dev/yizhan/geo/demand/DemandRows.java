package dev.yizhan.geo.demand;

import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.read.Flaw;
import dev.yizhan.geo.read.Row;
import dev.yizhan.geo.read.RowFile;
import dev.yizhan.geo.read.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a file holds of demand, piece by piece: rows of a list, or cells of a raster.
interface DemandRows {

    /// Takes what became of a row or a cell.
    interface Sink {
        void point(DemandPoint point) throws SQLException;

        void problem(RowProblem problem) throws IOException, SQLException;
    }

    /// How far reading came.
    ///
    /// **Empty**  `unusable` null: to the end. Otherwise it says why what was read is not all of it.
    record Extent(
            int rows,
            int withoutData,
            @Nullable String unit,
            @Nullable String unusable) {}

    Extent readInto(Sink sink) throws IOException, SQLException;

    /// The rows of a list.
    ///
    /// **Errors** [IllegalArgumentException] for columns that are mapped and not there.
    static DemandRows ofList(Path file, Map<String, String> columns, Datum datum, @Nullable String unit) {
        return sink -> {
            DemandChecks checks = new DemandChecks(datum, unit);
            int rows = 0;
            try (RowFile items = RowFile.open(file, columns, Subject.DEMAND)) {
                for (var item = items.next(); item != null; item = items.next()) {
                    switch (item) {
                        case Flaw flaw -> {
                            RowProblem problem = RowProblem.of(flaw);
                            sink.problem(problem);
                            if (problem.isOfWholeFile()) {
                                return new Extent(rows, 0, checks.unit(), problem.advice());
                            }
                        }
                        case Row row -> {
                            List<RowProblem> problems = new ArrayList<>(2);
                            DemandPoint point = checks.check(row, problems::add);
                            for (RowProblem problem : problems) {
                                sink.problem(problem);
                            }
                            if (point != null) {
                                sink.point(point);
                            }
                        }
                    }
                    rows++;
                }
            }
            return new Extent(rows, 0, checks.unit(), null);
        };
    }
}
