package dev.yizhan.service.coverage;

import dev.yizhan.geo.hours.HoursText;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationProperties;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.station.StationSnapshot;
import dev.yizhan.service.web.Crs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The stations of a snapshot with some changes tried on them. Nothing of it is kept.
///
/// **Shape**  `places` are those at which something changes: where stations come, where they leave.
/// **Errors**  one problem that names every change that cannot be made, by its list and number.
final class ChangedStations {

    private static final int MOST = 200;
    private static final String ADDED = "what-if:";

    private final StationSnapshot before;
    private final Selection selection;
    private final Crs crs;
    private final Map<String, StationRow> known = new HashMap<>();
    private final Map<String, StationRow> changed = new HashMap<>();
    private final List<LonLat> places = new ArrayList<>();
    private final List<ParameterError> errors = new ArrayList<>();
    private final Map<String, String> movedAt = new HashMap<>();
    private final Map<String, String> newHoursAt = new HashMap<>();
    private final Map<String, String> closedAt = new HashMap<>();

    private ChangedStations(StationSnapshot before, Selection selection, Crs crs) {
        this.before = before;
        this.selection = selection;
        this.crs = crs;
    }

    static ChangedStations of(StationSnapshot before, Selection selection, WhatIfRequest request, Crs crs) {
        ChangedStations stations = new ChangedStations(before, selection, crs);
        int changes = request.changes();
        if (changes == 0 && request.standard() == null) {
            throw ProblemException.invalidBody(
                    List.of(new ParameterError("/", "changes nothing: give add, move, close, hours or a standard")));
        }
        if (changes > MOST) {
            throw ProblemException.invalidBody(
                    List.of(new ParameterError("/", "has " + changes + " changes; " + MOST + " is the most")));
        }
        stations.apply(request);
        if (!stations.errors.isEmpty()) {
            throw ProblemException.invalidBody(stations.errors);
        }
        return stations;
    }

    List<LonLat> places() {
        return places;
    }

    /// The snapshot with the changes in it.
    StationSnapshot after() {
        return changed.isEmpty()
                ? before
                : before.patched(
                        before.number(),
                        Objects.requireNonNullElse(before.version(), ""),
                        changed.values(),
                        before.catalogue());
    }

    private void apply(WhatIfRequest request) {
        List<WhatIfRequest.Added> add = Objects.requireNonNullElse(request.add(), List.of());
        List<WhatIfRequest.Moved> move = Objects.requireNonNullElse(request.move(), List.of());
        List<String> close = Objects.requireNonNullElse(request.close(), List.of());
        List<WhatIfRequest.NewHours> hours = Objects.requireNonNullElse(request.hours(), List.of());
        if (!move.isEmpty() || !close.isEmpty() || !hours.isEmpty()) {
            before.stations().forEach(station -> known.put(station.id(), station));
        }
        for (int i = 0; i < add.size(); i++) {
            add("/add/" + i, i + 1, add.get(i));
        }
        for (int i = 0; i < move.size(); i++) {
            WhatIfRequest.Moved moved = move.get(i);
            String at = "/move/" + i;
            LonLat to = place(at, moved.lon(), moved.lat());
            once(at + "/id", moved.id(), "is moved", movedAt);
            change(at + "/id", moved.id(), station -> {
                places.add(station.location());
                if (to == null) {
                    return station;
                }
                places.add(to);
                return new StationRow(station.id(), to, station.properties(), station.version(), false);
            });
        }
        for (int i = 0; i < hours.size(); i++) {
            WhatIfRequest.NewHours other = hours.get(i);
            StationProperties.Hours read = hours("/hours/" + i + "/hours", other.hours(), true);
            once("/hours/" + i + "/id", other.id(), "gets other hours", newHoursAt);
            change("/hours/" + i + "/id", other.id(), station -> {
                places.add(station.location());
                StationProperties was = station.properties();
                return with(
                        station,
                        properties(was.name(), was.network(), was.tier(), was.amenities(), was.status(), read));
            });
        }
        for (int i = 0; i < close.size(); i++) {
            once("/close/" + i, close.get(i), "is closed", closedAt);
            // Only one of the two can be meant.
            contradicted("/close/" + i, close.get(i), "is moved", movedAt);
            contradicted("/close/" + i, close.get(i), "gets other hours", newHoursAt);
            change("/close/" + i, close.get(i), station -> {
                places.add(station.location());
                StationProperties was = station.properties();
                return with(
                        station,
                        properties(was.name(), was.network(), was.tier(), was.amenities(), "closed", was.hours()));
            });
        }
    }

    private void add(String at, int number, WhatIfRequest.Added added) {
        LonLat place = place(at, added.lon(), added.lat());
        List<String> amenities = Objects.requireNonNullElse(added.amenities(), List.of());
        for (int i = 0; i < amenities.size(); i++) {
            if (!before.catalogue().amenities().contains(amenities.get(i))) {
                errors.add(new ParameterError(
                        at + "/amenities/" + i, "there is no amenity " + amenities.get(i) + "; see /v1/amenities"));
            }
        }
        StationProperties.Hours hours = hours(at + "/hours", added.hours(), false);
        if (place == null) {
            return;
        }
        places.add(place);
        String id = ADDED + number;
        // A new station is one of those that the question is about.
        String network = selection.networks().isEmpty()
                ? "what-if"
                : selection.networks().getFirst();
        String tier = selection.tiers().isEmpty() ? null : selection.tiers().getFirst();
        changed.put(id, new StationRow(id, place, properties(id, network, tier, amenities, "open", hours), 0, false));
    }

    /// Refuses to do the same to a station twice: which of the two would count?
    private void once(String at, @Nullable String id, String done, Map<String, String> before) {
        contradicted(at, id, done, before);
        if (id != null) {
            before.putIfAbsent(id, at);
        }
    }

    private void contradicted(String at, @Nullable String id, String done, Map<String, String> before) {
        String first = id == null ? null : before.get(id);
        if (first != null) {
            errors.add(new ParameterError(at, id + " " + done + " at " + first + " already"));
        }
    }

    private void change(String at, @Nullable String id, UnaryOperator<StationRow> change) {
        StationRow station = id == null ? null : changed.getOrDefault(id, known.get(id));
        if (id == null || station == null) {
            errors.add(new ParameterError(
                    at, id == null ? "is missing" : "there is no station " + id + " that is in service"));
            return;
        }
        changed.put(id, change.apply(station));
    }

    private @Nullable LonLat place(String at, @Nullable Double lon, @Nullable Double lat) {
        int before0 = errors.size();
        range(at + "/lon", lon, 180);
        range(at + "/lat", lat, 90);
        if (errors.size() > before0 || lon == null || lat == null) {
            return null;
        }
        return crs.toWgs84(new LonLat(lon, lat));
    }

    private void range(String at, @Nullable Double degrees, double most) {
        if (degrees == null) {
            errors.add(new ParameterError(at, "is missing"));
        } else if (!(Math.abs(degrees) <= most)) {
            errors.add(new ParameterError(at, "is outside " + (int) -most + ".." + (int) most));
        }
    }

    private StationProperties.Hours hours(String at, @Nullable String text, boolean required) {
        String osm = text == null ? null : HoursText.toOsm(text);
        if (text == null ? required : osm == null) {
            errors.add(new ParameterError(
                    at,
                    text == null ? "is missing" : "leaves open what it means; write it as Mo-Fr 08:00-18:00 or 24/7"));
        }
        return new StationProperties.Hours(text, osm, null);
    }

    private static StationRow with(StationRow station, StationProperties properties) {
        return new StationRow(station.id(), station.location(), properties, station.version(), false);
    }

    /// What decides whether a station serves; the rest does not matter here.
    private static StationProperties properties(
            String name,
            String network,
            @Nullable String tier,
            List<String> amenities,
            @Nullable String status,
            StationProperties.Hours hours) {
        return new StationProperties(
                name, network, tier, amenities, List.of(), null, null, status, null, hours, null, null, null, null,
                null, null, null, null, null, null, null, List.of());
    }
}
