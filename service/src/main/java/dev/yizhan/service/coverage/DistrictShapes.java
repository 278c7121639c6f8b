package dev.yizhan.service.coverage;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import dev.yizhan.service.sql.SqlFile;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The shapes of districts, a few at a time.
///
/// **Source** coverage_adcodes.sql, coverage_shapes.sql.
@Component
class DistrictShapes {

    private static final String ADCODES = SqlFile.read(DistrictShapes.class, "coverage_adcodes.sql");
    private static final String SHAPES = SqlFile.read(DistrictShapes.class, "coverage_shapes.sql");

    private final DatabaseClient database;

    DistrictShapes(DatabaseClient database) {
        this.database = database;
    }

    /// Which districts a question is about, in order of adcode.
    Flux<String> adcodes(@Nullable String parent, @Nullable String level) {
        return database.sql(ADCODES)
                .bind("parent", Parameters.in(R2dbcType.VARCHAR, parent))
                .bind("level", Parameters.in(R2dbcType.VARCHAR, level))
                .map(row -> required(row, "adcode", String.class))
                .all();
    }

    /// The districts of these adcodes that have a shape, in order of adcode.
    Flux<DistrictShape> of(List<String> adcodes) {
        return database.sql(SHAPES)
                .bind("adcodes", adcodes.toArray(String[]::new))
                .map(DistrictShape::of)
                .all();
    }

    /// **Errors**  district-not-found.
    Mono<DistrictShape> one(String adcode) {
        return of(List.of(adcode))
                .next()
                .switchIfEmpty(Mono.error(() -> ProblemException.of(
                        ProblemType.DISTRICT_NOT_FOUND,
                        "No district with a shape has the adcode " + adcode + "; see /v1/districts.")));
    }
}
