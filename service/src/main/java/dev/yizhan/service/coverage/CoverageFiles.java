package dev.yizhan.service.coverage;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.geo.write.GeoPackage;
import dev.yizhan.service.coverage.CoverageAnswer.Row;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.web.Feature;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/// Writes answers about coverage and gaps in the forms that they are asked for, a piece at a time.
///
/// **Cost**   some shapes in memory, however many there are; a GeoPackage is a temporary file meanwhile.
/// **Source** coverage_published.sql for the moment that a GeoPackage bears, so that its bytes are the same each time.
@Component
class CoverageFiles {

    private static final String PUBLISHED = SqlFile.read(CoverageFiles.class, "coverage_published.sql");

    private static final int LINES_AT_A_TIME = 500;
    private static final int PIECE_BYTES = 1 << 16;
    private static final DefaultDataBufferFactory BUFFERS = DefaultDataBufferFactory.sharedInstance;

    private final Coverages coverages;
    private final DatabaseClient database;
    private final JsonMapper json;

    CoverageFiles(Coverages coverages, DatabaseClient database, JsonMapper json) {
        this.coverages = coverages;
        this.database = database;
        this.json = json;
    }

    Flux<DataBuffer> of(Coverages.Found found, CoverageQuery query) {
        Flux<DataBuffer> pieces = switch (query.format()) {
            case JSON ->
                Flux.defer(() -> Flux.just(BUFFERS.wrap(json.writeValueAsBytes(Coverages.answer(found, query)))));
            case CSV -> csv(found, query);
            case GEOJSON -> geoJson(found, query);
            case GPKG -> geoPackage(found, query);
        };
        // The client asks for more where requests are answered; nothing is written there.
        return pieces.subscribeOn(Schedulers.boundedElastic());
    }

    private Flux<DataBuffer> csv(Coverages.Found found, CoverageQuery query) {
        Table<Row> table = CoverageTable.of(Coverages.about(found, query));
        return Flux.fromIterable(found.lines())
                .map(line -> Coverages.row(line, found, query))
                .buffer(LINES_AT_A_TIME)
                .map(table::csv)
                .startWith((query.bom() ? "\uFEFF" : "") + table.csvHeader())
                .map(CoverageFiles::buffer);
    }

    /// The features between the beginning and the end of a collection without any. Nothing is written before the first
    /// is there, so that a record that is away is a problem and not half a file.
    private Flux<DataBuffer> geoJson(Coverages.Found found, CoverageQuery query) {
        String none = "\"features\":[";
        String frame = json.writeValueAsString(
                CoverageFeatures.of(Coverages.about(found, query), List.of(), query.simplifyMetres()));
        int middle = frame.indexOf(none) + none.length();
        return coverages
                .features(found, query)
                .map(json::writeValueAsString)
                .index((number, feature) -> (number == 0 ? frame.substring(0, middle) : ",") + feature)
                .defaultIfEmpty(frame.substring(0, middle))
                .concatWithValues(frame.substring(middle))
                .map(CoverageFiles::buffer);
    }

    /// The gaps of a district as GeoJSON, a table or a layer.
    Flux<DataBuffer> of(GapsAnswer answer, GapsQuery.Form form, boolean bom) {
        Table<Feature<Geometry, GapsAnswer.Gap>> table = GapsTable.of(answer);
        Flux<DataBuffer> pieces = switch (form) {
            case GEOJSON -> Flux.defer(() -> Flux.just(BUFFERS.wrap(json.writeValueAsBytes(answer))));
            case CSV ->
                Flux.defer(() ->
                        Flux.just(buffer((bom ? "\uFEFF" : "") + table.csvHeader() + table.csv(answer.features()))));
            case GPKG ->
                geoPackage(
                        answer.datasetVersion(),
                        changed -> table.layer("gaps", answer.datasetVersion(), answer.crs(), changed),
                        Flux.fromIterable(answer.features())
                                .map(gap -> new GeoPackage.Feature(gap.geometry(), table.values(gap))));
        };
        return pieces.subscribeOn(Schedulers.boundedElastic());
    }

    private static DataBuffer buffer(String text) {
        return BUFFERS.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A file that is being written, and its folder, which is gone afterwards.
    private record Draft(Path folder, Path file, GeoPackage layer) {

        static Draft begin(GeoPackage.Layer layer) {
            try {
                Path folder = Files.createTempDirectory("yizhan");
                Path file = folder.resolve("layer.gpkg");
                return new Draft(folder, file, GeoPackage.create(file, layer));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void add(GeoPackage.Feature feature) {
            try {
                layer.add(feature);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void finish() {
            try {
                layer.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void discard() {
            try {
                layer.close();
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Flux<DataBuffer> geoPackage(Coverages.Found found, CoverageQuery query) {
        CoverageAnswer about = Coverages.about(found, query);
        Table<Row> table = CoverageTable.of(about);
        return geoPackage(
                about.datasetVersion(),
                changed -> table.layer("coverage", about.datasetVersion(), about.crs(), changed),
                coverages
                        .features(found, query)
                        .map(feature ->
                                new GeoPackage.Feature(feature.geometry(), table.values(feature.properties()))));
    }

    private Flux<DataBuffer> geoPackage(
            @Nullable String version, Function<Instant, GeoPackage.Layer> layer, Flux<GeoPackage.Feature> features) {
        Mono<Draft> draft =
                published(version).publishOn(Schedulers.boundedElastic()).map(at -> Draft.begin(layer.apply(at)));
        return Flux.usingWhen(
                draft,
                begun -> features.publishOn(Schedulers.boundedElastic(), 1)
                        .doOnNext(begun::add)
                        .then(Mono.fromRunnable(begun::finish))
                        .thenMany(DataBufferUtils.read(begun.file, BUFFERS, PIECE_BYTES)),
                begun -> Mono.fromRunnable(begun::discard).subscribeOn(Schedulers.boundedElastic()));
    }

    private Mono<Instant> published(@Nullable String version) {
        return database.sql(PUBLISHED)
                .bind("version", Parameters.in(R2dbcType.VARCHAR, version))
                .map(row -> required(row, "published_at", OffsetDateTime.class).toInstant())
                .one();
    }
}
