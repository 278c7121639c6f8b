package dev.yizhan.geo.dataset;

import static dev.yizhan.geo.dataset.StrictYaml.required;

import dev.yizhan.geo.station.Entry;
import dev.yizhan.geo.station.Status;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// What the generator draws a demonstration's stations from.
///
/// **Units**  degrees on WGS 84; metres; shares from 0 to 1.
record DemoPlan(
        long seed,
        double spacingM,
        String district,
        String address,
        Map<Status, Double> outOfService,
        List<Place> places,
        Map<String, Price> offers,
        List<Course> sessions,
        List<Group> groups) {

    /// A part of the district around which stations stand.
    record Place(String name, double lon, double lat, double radiusM) {}

    /// What an amenity costs here, and when.
    record Price(@Nullable BigDecimal priceCny, @Nullable String condition) {}

    /// What takes place at stations that have the amenity: `count` times at each, on days of the span.
    record Course(
            String title,
            String amenity,
            int count,
            LocalDate from,
            LocalDate to,
            List<LocalTime> starts,
            int minutes) {}

    /// The stations of one tier, or of a network without tiers.
    ///
    /// **Shape**  `venues` is kind → the word in names; `extras` is amenity → share of the stations
    /// that have it, `atLeast` of which each has.
    record Group(
            @Nullable String tier,
            String id,
            String name,
            Map<String, String> venues,
            Map<String, Double> extras,
            @Nullable Integer atLeast,
            List<String> hours,
            List<Entry> entry,
            List<Integer> capacity) {
        Group {
            required(id, "id");
            required(name, "name");
            venues = new LinkedHashMap<>(required(venues, "venues"));
            extras = extras == null ? Map.of() : new LinkedHashMap<>(extras);
            hours = List.copyOf(required(hours, "hours"));
            entry = List.copyOf(required(entry, "entry"));
            atLeast = atLeast == null ? 0 : atLeast;
            capacity = capacity == null ? List.of() : List.copyOf(capacity);
        }
    }

    DemoPlan {
        required(district, "district");
        required(address, "address");
        outOfService = outOfService == null ? Map.of() : new LinkedHashMap<>(outOfService);
        places = List.copyOf(required(places, "places"));
        offers = offers == null ? Map.of() : Map.copyOf(offers);
        sessions = sessions == null ? List.of() : List.copyOf(sessions);
        groups = List.copyOf(required(groups, "groups"));
    }

    /// **Errors** [IllegalArgumentException] naming the plan, the line and the key.
    static DemoPlan read(String what, InputStream yaml) {
        return StrictYaml.read(what, yaml, new TypeReference<>() {});
    }
}
