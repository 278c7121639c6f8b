package dev.yizhan.service.bench;

import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.station.StationProperties;
import dev.yizhan.service.station.StationReader;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Feature;
import dev.yizhan.service.web.FeatureCollection;
import dev.yizhan.service.web.PointShape;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The floor and the ceiling: an answer that was written before, and the same question put to PostGIS.
@RestController
@Hidden
@Profile("bench")
class BenchController {

    private static final String KNN = SqlFile.read(BenchController.class, "nearest_by_sql.sql");

    private final DatabaseClient database;
    private final byte[] answer;

    BenchController(DatabaseClient database, @Value("${yizhan.bench.answer}") Path answer) throws IOException {
        this.database = database;
        this.answer = Files.readAllBytes(answer);
    }

    @GetMapping(path = "/bench/static", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] written() {
        return answer;
    }

    @GetMapping(path = "/bench/knn", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<FeatureCollection<PointShape, StationProperties>> sql(@RequestParam double lon, @RequestParam double lat) {
        return database.sql(KNN)
                .bind("lon", lon)
                .bind("lat", lat)
                .map(new StationReader())
                .all()
                .map(station -> new Feature<>(station.id(), PointShape.of(station.location()), station.properties()))
                .collectList()
                .map(features -> new FeatureCollection<>(features, null, Crs.WGS84, null));
    }
}
