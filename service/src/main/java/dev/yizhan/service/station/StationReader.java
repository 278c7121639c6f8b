package dev.yizhan.service.station;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.station.Offer;
import dev.yizhan.geo.station.Station.Session;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Reads the rows of one query that selects from `station_answer`, one after the other; not for two threads.
///
/// What many rows share, words, lists and moments alike, is decoded and kept once: a snapshot holds all
/// of them, and decoding is most of what its reading costs.
public final class StationReader implements Function<Readable, StationRow> {

    /// Local time is that of the country, wherever the server stands.
    private static final ZoneId LOCAL_TIME = ZoneId.of("Asia/Shanghai");

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final TypeReference<List<Offer>> OFFERS = new TypeReference<>() {};
    private static final TypeReference<List<Session>> SESSIONS = new TypeReference<>() {};

    private final Map<String, String> words = new HashMap<>();
    private final Map<String, List<String>> amenities = new HashMap<>();
    private final Map<String, List<Offer>> offers = new HashMap<>();
    private final Map<String, List<Session>> sessions = new HashMap<>();
    private final Map<OffsetDateTime, OffsetDateTime> moments = new HashMap<>();

    @Override
    public StationRow apply(Readable row) {
        return new StationRow(
                required(row, "id", String.class),
                new LonLat(required(row, "lon", Double.class), required(row, "lat", Double.class)),
                new StationProperties(
                        required(row, "name", String.class),
                        word(required(row, "network", String.class)),
                        word(row, "tier"),
                        amenities.computeIfAbsent(required(row, "amenity_codes", String.class), this::codes),
                        offers.computeIfAbsent(required(row, "offers", String.class), text -> json(text, OFFERS)),
                        row.get("address", String.class),
                        district(row),
                        word(row, "status"),
                        word(row, "entry"),
                        new StationProperties.Hours(
                                word(row, "hours_text"), word(row, "hours_osm"), localTime(row, "hours_verified_at")),
                        null,
                        null,
                        null,
                        word(row, "position_quality"),
                        localTime(row, "as_of"),
                        localTime(row, "verified_at"),
                        word(row, "source"),
                        row.get("venue", String.class),
                        row.get("capacity", Integer.class),
                        word(row, "operator"),
                        row.get("description", String.class),
                        sessions.computeIfAbsent(
                                required(row, "sessions", String.class), text -> json(text, SESSIONS))),
                required(row, "version", Long.class),
                required(row, "removed", Boolean.class));
    }

    private StationProperties.@Nullable District district(Readable row) {
        String adcode = word(row, "district");
        String name = word(row, "district_name");
        return adcode == null || name == null ? null : new StationProperties.District(adcode, name);
    }

    private @Nullable String word(Readable row, String column) {
        String word = row.get(column, String.class);
        return word == null ? null : word(word);
    }

    private String word(String word) {
        String kept = words.putIfAbsent(word, word);
        return kept == null ? word : kept;
    }

    /// **Shape**  `text` is codes with commas between them.
    private List<String> codes(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(",")).stream().map(this::word).toList();
    }

    private @Nullable OffsetDateTime localTime(Readable row, String column) {
        OffsetDateTime time = row.get(column, OffsetDateTime.class);
        return time == null
                ? null
                : moments.computeIfAbsent(
                        time, moment -> moment.atZoneSameInstant(LOCAL_TIME).toOffsetDateTime());
    }

    private static <T> List<T> json(String text, TypeReference<List<T>> type) {
        return text.equals("[]") ? List.of() : JSON.readValue(text, type);
    }
}
