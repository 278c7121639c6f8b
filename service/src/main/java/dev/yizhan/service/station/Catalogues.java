package dev.yizhan.service.station;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.sql.SqlFile;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The words that stations are described with: networks, their tiers and menus, and the amenities of all of them.
///
/// **Source** networks.sql, amenities.sql.
@Component
class Catalogues {

    private static final String NETWORKS = SqlFile.read(Catalogues.class, "networks.sql");
    private static final String AMENITIES = SqlFile.read(Catalogues.class, "amenities.sql");

    record Networks(String datasetVersion, List<NetworkEntry> networks) {}

    record NetworkEntry(
            @Schema(description = "What the parameter network takes.")
            String code,

            String nameZh,
            @Nullable String nameEn,

            @Schema(description = "The district that the network serves.") @Nullable
            String adcode,

            @Schema(description = "What that district is called; null until the shapes of districts are loaded.")
            @Nullable
            String districtName,

            String dataset,

            @Schema(
                    description = "Whether its coordinates are of real places or made up for a demonstration.",
                    allowableValues = {"real", "synthetic"})
            String positions,

            @Nullable LocalDate asOf,
            @Nullable String source,
            @Nullable String licence,
            int stations,
            List<Tier> tiers,
            List<MenuEntry> menu) {}

    record Tier(
            String code, int rank, String nameZh, @Nullable String nameEn, int stations) {}

    /// An amenity in the network's own words.
    record MenuEntry(
            String amenity,
            String nameZh,
            @Nullable String nameEn,
            String categoryZh,
            @Nullable String categoryEn,

            @Schema(description = "Tiers whose stations all have it; * is every tier.")
            List<String> mandatoryFor,

            int stations) {}

    record Amenities(String datasetVersion, List<Category> categories) {}

    record Category(String code, String nameZh, String nameEn, List<AmenityEntry> amenities) {}

    record AmenityEntry(
            @Schema(description = "What the parameter amenity takes.")
            String code,

            String nameZh,
            String nameEn,
            @Nullable String osmTag,
            int stations) {}

    private final DatabaseClient database;
    private final JsonMapper json;

    Catalogues(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Networks> networks() {
        return database.sql(NETWORKS)
                .map(row -> new Networks(
                        required(row, "dataset_version", String.class),
                        json.readValue(
                                required(row, "networks", String.class), new TypeReference<List<NetworkEntry>>() {})))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notReady));
    }

    Mono<Amenities> amenities() {
        return database.sql(AMENITIES)
                .map(row -> new Amenities(
                        required(row, "dataset_version", String.class),
                        json.readValue(
                                required(row, "categories", String.class), new TypeReference<List<Category>>() {})))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notReady));
    }
}
