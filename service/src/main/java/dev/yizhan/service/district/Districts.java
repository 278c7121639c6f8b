package dev.yizhan.service.district;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.sql.LikePatterns;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Cursor;
import dev.yizhan.service.web.Feature;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Finds districts in the record, by what they are and by adcode.
///
/// **Shape**  one statement an answer, so that its rows and its dataset version are of one moment.
/// **Cost**  a county has thousands of vertices: shapes are read and converted on worker threads.
/// **Source** districts.sql, district_by_adcode.sql.
@Component
class Districts {

    private static final String LIST = SqlFile.read(Districts.class, "districts.sql");
    private static final String ONE = SqlFile.read(Districts.class, "district_by_adcode.sql");

    /// A page in order of adcode; `next` continues it, null on the last page.
    record Page(
            List<Feature<Geometry, DistrictProperties>> districts,
            @Nullable String next,
            String datasetVersion) {}

    /// A district as of a dataset version; null where no district has the adcode.
    record Found(@Nullable Feature<Geometry, DistrictProperties> district, String datasetVersion) {}

    private record Line(@Nullable DistrictProperties properties, byte @Nullable [] shape, String datasetVersion) {

        static Line of(Readable row) {
            String adcode = row.get("adcode", String.class);
            return new Line(
                    adcode == null
                            ? null
                            : new DistrictProperties(
                                    adcode,
                                    required(row, "name", String.class),
                                    required(row, "level", String.class),
                                    row.get("parent", String.class),
                                    required(row, "area_m2", Double.class),
                                    required(row, "derived", Boolean.class),
                                    required(row, "repaired", Boolean.class),
                                    row.get("repair_area_change_m2", Double.class)),
                    bytes(row.get("shape", ByteBuffer.class)),
                    required(row, "dataset_version", String.class));
        }

        private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
            if (buffer == null) {
                return null;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }

        Stream<Feature<Geometry, DistrictProperties>> feature(Crs crs) {
            return properties == null
                    ? Stream.empty()
                    : Stream.of(new Feature<>(
                            properties.adcode(), shape == null ? null : crs.fromWgs84(read(shape)), properties));
        }

        private static Geometry read(byte[] wkb) {
            try {
                return new WKBReader().read(wkb);
            } catch (ParseException e) {
                throw new IllegalStateException("PostGIS wrote WKB that JTS cannot read", e);
            }
        }
    }

    private final DatabaseClient database;

    Districts(DatabaseClient database) {
        this.database = database;
    }

    Mono<Page> list(DistrictsQuery query) {
        String level = query.level() == null ? null : query.level().name().toLowerCase(Locale.ROOT);
        return database.sql(LIST)
                .bind("parent", Parameters.in(R2dbcType.VARCHAR, query.parent()))
                .bind("level", Parameters.in(R2dbcType.VARCHAR, level))
                .bind("words", LikePatterns.of(query.q()).words().toArray(String[]::new))
                .bind("code", Parameters.in(R2dbcType.VARCHAR, query.code()))
                .bind("geometry", query.geometry())
                .bind(
                        "after",
                        query.cursor() == null ? "" : query.cursor().key().getFirst())
                .bind("limit", query.limit() + 1)
                .map(Line::of)
                .all()
                .collectList()
                .publishOn(Schedulers.boundedElastic())
                .map(lines -> page(query, lines));
    }

    private static Page page(DistrictsQuery query, List<Line> lines) {
        if (lines.isEmpty()) {
            throw ProblemException.notReady();
        }
        boolean more = lines.size() > query.limit();
        List<Line> shown = more ? lines.subList(0, query.limit()) : lines;
        DistrictProperties last = shown.getLast().properties();
        return new Page(
                shown.stream().flatMap(line -> line.feature(query.crs())).toList(),
                more && last != null
                        ? Cursor.after(query.question(), List.of(last.adcode())).text()
                        : null,
                lines.getFirst().datasetVersion());
    }

    Mono<Found> find(String adcode, boolean geometry, Crs crs) {
        return database.sql(ONE)
                .bind("adcode", adcode)
                .bind("geometry", geometry)
                .map(Line::of)
                .one()
                .publishOn(Schedulers.boundedElastic())
                .map(line -> new Found(line.feature(crs).findFirst().orElse(null), line.datasetVersion()))
                .switchIfEmpty(Mono.error(ProblemException::notReady));
    }
}
