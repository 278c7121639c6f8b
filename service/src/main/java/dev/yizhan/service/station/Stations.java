package dev.yizhan.service.station;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.geo.measure.BoundingBox;
import dev.yizhan.geo.station.PositionQuality;
import dev.yizhan.geo.station.Status;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import dev.yizhan.service.sql.LikePatterns;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.web.Cursor;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Finds stations in the record, by what they are and by id.
///
/// **Shape**  one statement an answer, so that its rows and its dataset version are of one moment.
/// **Errors** [dev.yizhan.service.problem.ProblemType#DATASET_NOT_READY] before the first publish.
/// **Source** stations.sql, station_by_id.sql.
@Component
public class Stations {

    private static final String LIST = SqlFile.read(Stations.class, "stations.sql");
    private static final String ONE = SqlFile.read(Stations.class, "station_by_id.sql");

    /// A page in the order of the list; `next` continues it, null on the last page.
    record Page(List<StationRow> stations, @Nullable String next, String datasetVersion) {}

    /// A station as of a dataset version; null where no station ever had the id.
    public record Found(@Nullable StationRow station, String datasetVersion) {

        /// The station, where its network still lists it.
        ///
        /// **Errors** [ProblemType#STATION_NOT_FOUND], [ProblemType#STATION_REMOVED].
        public StationRow present(String id) {
            if (station == null) {
                throw ProblemException.of(ProblemType.STATION_NOT_FOUND, "No station has the id " + id + ".");
            }
            if (station.removed()) {
                throw ProblemException.of(
                        ProblemType.STATION_REMOVED, "The newest list of its network no longer holds " + id + ".");
            }
            return station;
        }
    }

    private final DatabaseClient database;

    Stations(DatabaseClient database) {
        this.database = database;
    }

    private record Line(@Nullable StationRow station, int score, String datasetVersion) {

        static Line of(Readable row, StationReader reader) {
            boolean found = row.get("id", String.class) != null;
            return new Line(
                    found ? reader.apply(row) : null,
                    found ? required(row, "score", Integer.class) : 0,
                    required(row, "dataset_version", String.class));
        }
    }

    /// A page of the stations that meet the question, tombstones left out.
    Mono<Page> list(StationsQuery query, Selection selection, StationSnapshot snapshot) {
        BoundingBox box = query.bbox() == null ? null : query.bbox().toWgs84(query.crs());
        LikePatterns words = LikePatterns.of(query.q());
        Long openAt = selection.openAtSecond();
        Cursor cursor = query.cursor();
        StationReader reader = new StationReader();
        return database.sql(LIST)
                .bind("west", Parameters.in(R2dbcType.DOUBLE, box == null ? null : box.west()))
                .bind("south", Parameters.in(R2dbcType.DOUBLE, box == null ? null : box.south()))
                .bind("east", Parameters.in(R2dbcType.DOUBLE, box == null ? null : box.east()))
                .bind("north", Parameters.in(R2dbcType.DOUBLE, box == null ? null : box.north()))
                .bind("networks", selection.networks().toArray(String[]::new))
                .bind("tiers", selection.tiers().toArray(String[]::new))
                .bind("amenities", selection.amenities().toArray(String[]::new))
                .bind("statuses", query.status().stream().map(Status::code).toArray(String[]::new))
                .bind(
                        "qualities",
                        query.positionQuality().stream()
                                .map(PositionQuality::code)
                                .toArray(String[]::new))
                .bind("by_hours", openAt != null)
                .bind(
                        "open_hours",
                        openAt == null
                                ? new String[0]
                                : snapshot.hoursOpenAt(openAt).toArray(String[]::new))
                .bind("district", Parameters.in(R2dbcType.VARCHAR, selection.district()))
                .bind("longest", Parameters.in(R2dbcType.VARCHAR, words.longest()))
                .bind("words", words.words().toArray(String[]::new))
                .bind("exact", words.whole())
                .bind("beginning", words.beginning())
                .bind("within", words.within())
                .bind(
                        "after_score",
                        cursor == null ? -1 : Integer.parseInt(cursor.key().getFirst()))
                .bind("after_id", cursor == null ? "" : cursor.key().getLast())
                .bind("limit", query.limit() + 1)
                .map(row -> Line.of(row, reader))
                .all()
                .collectList()
                .map(lines -> page(query, lines));
    }

    private static Page page(StationsQuery query, List<Line> lines) {
        if (lines.isEmpty()) {
            throw ProblemException.notReady();
        }
        boolean more = lines.size() > query.limit();
        List<Line> shown = more ? lines.subList(0, query.limit()) : lines;
        List<StationRow> stations = new ArrayList<>();
        for (Line line : shown) {
            StationRow station = line.station();
            // The index keeps boxes in single precision, and a datum bends them: the last word is had here.
            if (station != null && (query.bbox() == null || query.bbox().contains(station.location(), query.crs()))) {
                stations.add(station);
            }
        }
        Line last = shown.getLast();
        String next = more && last.station() != null
                ? Cursor.after(
                                query.question(),
                                List.of(
                                        String.valueOf(last.score()),
                                        last.station().id()))
                        .text()
                : null;
        return new Page(stations, next, last.datasetVersion());
    }

    /// The station with an id, a removed one as a tombstone.
    public Mono<Found> find(String id) {
        return database.sql(ONE)
                .bind("id", id)
                .map(row -> new Found(
                        row.get("id", String.class) == null ? null : new StationReader().apply(row),
                        required(row, "dataset_version", String.class)))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notReady));
    }
}
