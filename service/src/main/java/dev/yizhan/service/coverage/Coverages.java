package dev.yizhan.service.coverage;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.coverage.CoverageAnswer.Outside;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.station.StationFeed;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.station.StationSnapshot;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Feature;
import dev.yizhan.service.web.PointShape;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Coverage by the default standards as the record keeps it; by any other standard from the shapes
/// and the stations in memory, on worker threads.
///
/// **Source** coverage.sql, coverage_shapes.sql, coverage_shape.sql.
@Component
class Coverages {

    private static final String KEPT = SqlFile.read(Coverages.class, "coverage.sql");
    private static final String SHAPES = SqlFile.read(Coverages.class, "coverage_shapes.sql");
    private static final String SHAPE = SqlFile.read(Coverages.class, "coverage_shape.sql");

    /// Districts that one request may have united and measured: some seconds of work.
    private static final int MOST_COMPUTED = 400;

    private static final int OUTSIDE_IDS = 100;

    private final DatabaseClient database;
    private final StationFeed feed;
    private volatile @Nullable Indexed indexed;

    Coverages(DatabaseClient database, StationFeed feed) {
        this.database = database;
        this.feed = feed;
    }

    private record Indexed(StationSnapshot snapshot, Places places) {}

    private record Kept(@Nullable Row row, long total, String datasetVersion) {}

    private record Shape(String adcode, String name, String level, Geometry area) {

        static Shape of(Readable row) {
            ByteBuffer wkb = required(row, "shape", ByteBuffer.class);
            byte[] bytes = new byte[wkb.remaining()];
            wkb.get(bytes);
            try {
                return new Shape(
                        required(row, "adcode", String.class),
                        required(row, "name", String.class),
                        required(row, "level", String.class),
                        new WKBReader().read(bytes));
            } catch (ParseException e) {
                throw new IllegalStateException("PostGIS wrote WKB that JTS cannot read", e);
            }
        }
    }

    Mono<CoverageAnswer> list(CoverageQuery query) {
        ServiceStandard standard = query.standard().standard();
        StationSnapshot snapshot = feed.snapshot();
        return standard.equals(ServiceStandard.of(standard.mode()))
                ? kept(query, standard, snapshot)
                : computed(query, standard, snapshot);
    }

    private Mono<CoverageAnswer> kept(CoverageQuery query, ServiceStandard standard, StationSnapshot snapshot) {
        return database.sql(KEPT)
                .bind("mode", standard.mode().code())
                .bind("parent", Parameters.in(R2dbcType.VARCHAR, query.parent()))
                .bind("level", Parameters.in(R2dbcType.VARCHAR, query.levelCode()))
                .bind("min_stations", query.minStations())
                .bind("limit", query.limit())
                .map(row -> kept(row, query.crs()))
                .all()
                .collectList()
                .map(lines -> {
                    if (lines.isEmpty()) {
                        throw ProblemException.notReady();
                    }
                    List<Row> rows = lines.stream()
                            .flatMap(line -> java.util.stream.Stream.ofNullable(line.row))
                            .toList();
                    return new CoverageAnswer(
                            StandardAnswer.circle(standard),
                            lines.getFirst().datasetVersion,
                            query.crs(),
                            rows.isEmpty() ? 0 : lines.getFirst().total,
                            rows,
                            outside(snapshot));
                });
    }

    private static Kept kept(Readable row, Crs crs) {
        String adcode = row.get("adcode", String.class);
        String version = required(row, "dataset_version", String.class);
        if (adcode == null) {
            return new Kept(null, 0, version);
        }
        double area = required(row, "area_m2", Double.class);
        double covered = required(row, "covered_area_m2", Double.class);
        Double worstLon = row.get("worst_lon", Double.class);
        Double worstLat = row.get("worst_lat", Double.class);
        return new Kept(
                row(
                        adcode,
                        required(row, "name", String.class),
                        required(row, "level", String.class),
                        required(row, "stations", Integer.class),
                        area,
                        covered,
                        worstLon == null || worstLat == null ? null : new LonLat(worstLon, worstLat),
                        row.get("worst_distance_m", Double.class),
                        crs),
                required(row, "total", Long.class),
                version);
    }

    private Mono<CoverageAnswer> computed(CoverageQuery query, ServiceStandard standard, StationSnapshot snapshot) {
        return database.sql(SHAPES)
                .bind("parent", Parameters.in(R2dbcType.VARCHAR, query.parent()))
                .bind("level", Parameters.in(R2dbcType.VARCHAR, query.levelCode()))
                .bind("limit", MOST_COMPUTED + 1)
                .map(Shape::of)
                .all()
                .collectList()
                .publishOn(Schedulers.boundedElastic())
                .map(shapes -> {
                    if (shapes.size() > MOST_COMPUTED) {
                        throw ProblemException.invalidParameters(List.of(new ParameterError(
                                "parent",
                                "by a standard of your own, at most " + MOST_COMPUTED
                                        + " districts are computed at once; name the one that they lie in")));
                    }
                    Places places = places(snapshot);
                    List<Row> rows = shapes.stream()
                            .map(shape -> row(shape, places, standard, query.crs()))
                            .filter(row -> row.stations() >= query.minStations())
                            .sorted(Comparator.comparingDouble(Row::areaRatio)
                                    .thenComparing(
                                            Row::worstDistanceMetres, Comparator.nullsFirst(Comparator.reverseOrder()))
                                    .thenComparing(Row::adcode))
                            .toList();
                    return new CoverageAnswer(
                            StandardAnswer.circle(standard),
                            snapshot.version(),
                            query.crs(),
                            rows.size(),
                            rows.stream().limit(query.limit()).toList(),
                            outside(snapshot));
                });
    }

    private static Row row(Shape shape, Places places, ServiceStandard standard, Crs crs) {
        DistrictCoverage coverage = DistrictCoverage.of(shape.area, places, standard.radiusMetres());
        WorstPoint worst = WorstPoint.in(shape.area, places);
        return row(
                shape.adcode,
                shape.name,
                shape.level,
                coverage.stationsInside(),
                coverage.areaSquareMetres(),
                coverage.coveredSquareMetres(),
                worst == null ? null : worst.place(),
                worst == null ? null : worst.distanceMetres(),
                crs);
    }

    private static Row row(
            String adcode,
            String name,
            String level,
            int stations,
            double area,
            double covered,
            @Nullable LonLat worst,
            @Nullable Double worstDistanceMetres,
            Crs crs) {
        return new Row(
                adcode,
                name,
                level,
                stations,
                Math.rint(area),
                Math.rint(covered),
                Row.ratio(covered, area),
                null,
                null,
                null,
                worst == null ? null : PointShape.of(worst, crs),
                worstDistanceMetres == null ? null : Math.rint(worstDistanceMetres * 10) / 10);
    }

    Mono<GapsAnswer> gaps(String adcode, GapsQuery query) {
        StationSnapshot snapshot = feed.snapshot();
        ServiceStandard standard = query.standard().standard();
        return database.sql(SHAPE)
                .bind("adcode", adcode)
                .map(Shape::of)
                .one()
                .switchIfEmpty(Mono.error(() -> ProblemException.of(
                        ProblemType.DISTRICT_NOT_FOUND,
                        "No district with a shape has the adcode " + adcode + "; see /v1/districts.")))
                .publishOn(Schedulers.boundedElastic())
                .map(shape -> gaps(shape, standard, snapshot, query));
    }

    private GapsAnswer gaps(Shape shape, ServiceStandard standard, StationSnapshot snapshot, GapsQuery query) {
        DistrictCoverage coverage = DistrictCoverage.of(shape.area, places(snapshot), standard.radiusMetres());
        List<DistrictCoverage.Gap> gaps = coverage.gaps(query.minSquareMetres(), query.limit());
        List<Feature<Geometry, GapsAnswer.Gap>> features = IntStream.range(0, gaps.size())
                .mapToObj(i -> feature(shape.adcode + "-gap-" + (i + 1), gaps.get(i), query.crs()))
                .toList();
        return new GapsAnswer(
                features,
                query.crs(),
                snapshot.version(),
                StandardAnswer.circle(standard),
                shape.adcode,
                shape.name,
                Math.rint(coverage.areaSquareMetres()),
                Math.rint(coverage.coveredSquareMetres()),
                Math.rint(coverage.areaSquareMetres() - coverage.coveredSquareMetres()),
                Row.ratio(coverage.coveredSquareMetres(), coverage.areaSquareMetres()));
    }

    private static Feature<Geometry, GapsAnswer.Gap> feature(String id, DistrictCoverage.Gap gap, Crs crs) {
        WorstPoint worst = gap.worst();
        return new Feature<>(
                id,
                crs.fromWgs84(gap.shape()),
                new GapsAnswer.Gap(
                        Math.rint(gap.areaSquareMetres()),
                        null,
                        worst == null ? null : PointShape.of(worst.place(), crs),
                        worst == null
                                ? null
                                : new GapsAnswer.NearestStation(
                                        worst.nearestStation(), Math.rint(worst.distanceMetres() * 10) / 10)));
    }

    /// The stations of a snapshot, indexed at the first question about it.
    private Places places(StationSnapshot snapshot) {
        Indexed now = indexed;
        if (now == null || now.snapshot != snapshot) {
            List<StationRow> stations = snapshot.stations();
            now = new Indexed(
                    snapshot,
                    new Places(
                            stations.stream().map(StationRow::id).toList(),
                            stations.stream().map(StationRow::location).toList()));
            indexed = now;
        }
        return now.places;
    }

    private static Outside outside(StationSnapshot snapshot) {
        List<String> ids = snapshot.stations().stream()
                .filter(station -> station.properties().district() == null)
                .map(StationRow::id)
                .toList();
        return new Outside(ids.size(), ids.stream().limit(OUTSIDE_IDS).toList(), null);
    }
}
