package dev.yizhan.service.station;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.station.Offer;
import dev.yizhan.geo.station.Station.Session;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// A row of the view `station_answer`.
///
/// **Shape**  `location` is WGS 84; `version` is the number of the publication that last changed
/// the row; a removed row is a tombstone.
public record StationRow(String id, LonLat location, StationProperties properties, long version, boolean removed) {

    /// Local time is that of the country, wherever the server stands.
    private static final ZoneId LOCAL_TIME = ZoneId.of("Asia/Shanghai");

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final TypeReference<List<Offer>> OFFERS = new TypeReference<>() {};
    private static final TypeReference<List<Session>> SESSIONS = new TypeReference<>() {};

    /// Whether a courier can be sent there: not removed, and open or not known to be otherwise.
    public boolean counts() {
        return !removed && (properties.status() == null || properties.status().equals("open"));
    }

    /// Reads the current row of a query that selects from `station_answer`.
    public static StationRow of(Readable row) {
        return new StationRow(
                required(row, "id", String.class),
                new LonLat(required(row, "lon", Double.class), required(row, "lat", Double.class)),
                new StationProperties(
                        required(row, "name", String.class),
                        required(row, "network", String.class).intern(),
                        word(row, "tier"),
                        amenities(row),
                        json(row, "offers", OFFERS),
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
                        json(row, "sessions", SESSIONS)),
                required(row, "version", Long.class),
                required(row, "removed", Boolean.class));
    }

    private static StationProperties.@Nullable District district(Readable row) {
        String adcode = word(row, "district");
        String name = word(row, "district_name");
        return adcode == null || name == null ? null : new StationProperties.District(adcode, name);
    }

    /// A word that many rows share is kept once: a snapshot holds all of them.
    private static @Nullable String word(Readable row, String column) {
        String word = row.get(column, String.class);
        return word == null ? null : word.intern();
    }

    private static List<String> amenities(Readable row) {
        String[] codes = row.get("amenities", String[].class);
        return codes == null ? List.of() : Stream.of(codes).map(String::intern).toList();
    }

    private static @Nullable OffsetDateTime localTime(Readable row, String column) {
        OffsetDateTime time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.atZoneSameInstant(LOCAL_TIME).toOffsetDateTime();
    }

    private static <T> List<T> json(Readable row, String column, TypeReference<List<T>> type) {
        String text = row.get(column, String.class);
        return text == null || text.equals("[]") ? List.of() : JSON.readValue(text, type);
    }
}
