package dev.yizhan.service.station;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.web.Language;
import io.r2dbc.spi.Readable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What the words of a selection are called, for people who do not know codes.
///
/// **Source** selection_names.sql.
@Component
public class SelectionNames {

    private static final String NAMES = SqlFile.read(SelectionNames.class, "selection_names.sql");

    /// One word of a selection.
    ///
    /// @param kind network, tier or amenity
    public record Named(
            String kind, String code, String zh, @Nullable String en) {

        static Named of(Readable row) {
            return new Named(
                    required(row, "kind", String.class),
                    required(row, "code", String.class),
                    required(row, "name_zh", String.class),
                    row.get("name_en", String.class));
        }

        public String in(Language language) {
            return language.name(zh, en, code);
        }
    }

    private final DatabaseClient database;

    SelectionNames(DatabaseClient database) {
        this.database = database;
    }

    /// **Cost**  nothing where the selection does not restrict.
    public Mono<List<Named>> of(Selection selection) {
        if (selection.networks().isEmpty()
                && selection.tiers().isEmpty()
                && selection.amenities().isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql(NAMES)
                .bind("networks", selection.networks().toArray(String[]::new))
                .bind("tiers", selection.tiers().toArray(String[]::new))
                .bind("amenities", selection.amenities().toArray(String[]::new))
                .map(Named::of)
                .all()
                .collectList();
    }
}
