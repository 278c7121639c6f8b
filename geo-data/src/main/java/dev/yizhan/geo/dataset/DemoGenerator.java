package dev.yizhan.geo.dataset;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.station.Offer;
import dev.yizhan.geo.station.PositionQuality;
import dev.yizhan.geo.station.Station;
import dev.yizhan.geo.station.Status;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes up the stations of a demonstration: as many of each tier as the manifest states, where the
/// plan says.
///
/// **Shape**  the same plan gives the same stations on every machine. Every one says that it is
/// made up: its name ends in 示例, its position quality is synthetic.
final class DemoGenerator {

    static final String MARK = "（示例）";

    private static final ZoneOffset LOCAL_TIME = ZoneOffset.ofHours(8);
    private static final double METRES_A_DEGREE = 111_195;
    /// After as many attempts in vain the place is taken to be wider.
    private static final int ATTEMPTS = 40;

    private final Manifest manifest;
    private final DemoPlan plan;
    // Its sequence is part of Java's specification, unlike those of newer generators.
    private final Random random;
    private final List<LonLat> taken = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();

    private DemoGenerator(Manifest manifest, DemoPlan plan) {
        this.manifest = manifest;
        this.plan = plan;
        this.random = new Random(plan.seed());
    }

    static List<Station> stations(Manifest manifest, DemoPlan plan) {
        DemoGenerator generator = new DemoGenerator(manifest, plan);
        List<Station> stations = new ArrayList<>();
        for (DemoPlan.Group group : plan.groups()) {
            int count = generator.count(group);
            // Every place gets its share of every tier; which places get one more is drawn.
            int first = generator.random.nextInt(plan.places().size());
            for (int i = 0; i < count; i++) {
                DemoPlan.Place place =
                        plan.places().get((first + i) % plan.places().size());
                stations.add(generator.station(group, i + 1, place));
            }
        }
        return stations;
    }

    private int count(DemoPlan.Group group) {
        String tier = group.tier();
        if (tier == null) {
            return manifest.stations().count();
        }
        return manifest.tiers().stream()
                .filter(known -> known.code().equals(tier))
                .mapToInt(Manifest.Tier::stations)
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plan of " + manifest.name() + " has a group of the unknown tier " + tier));
    }

    private Station station(DemoPlan.Group group, int number, DemoPlan.Place place) {
        LonLat location = location(place);
        String venue = pick(List.copyOf(group.venues().keySet()));
        List<String> amenities = amenities(group);
        return new Station(
                "%s-%03d".formatted(group.id(), number),
                name(group, place, group.venues().getOrDefault(venue, "")),
                plan.address().replace("{place}", place.name()),
                location,
                location.lon(),
                location.lat(),
                PositionQuality.SYNTHETIC,
                group.tier(),
                amenities.stream().map(this::offer).toList(),
                status(),
                pick(group.entry()),
                hours(group),
                null,
                venue,
                capacity(group),
                null,
                plan.district(),
                null,
                asOf(),
                "yizhan demo generator",
                "演示数据，位置与名称为虚构 · Made up for a demonstration",
                sessions(amenities));
    }

    /// Within the place, and not too close to a station that stands.
    private LonLat location(DemoPlan.Place place) {
        double radiusMetres = place.radiusM();
        for (int attempt = 1; ; attempt++) {
            double angle = random.nextDouble() * 2 * Math.PI;
            double metres = radiusMetres * Math.sqrt(random.nextDouble());
            // StrictMath gives the same bits everywhere; a millionth of a degree is 0.1 m.
            double lat = place.lat() + metres * StrictMath.sin(angle) / METRES_A_DEGREE;
            double lon = place.lon()
                    + metres
                            * StrictMath.cos(angle)
                            / (METRES_A_DEGREE * StrictMath.cos(StrictMath.toRadians(place.lat())));
            LonLat location = new LonLat(Math.rint(lon * 1e6) / 1e6, Math.rint(lat * 1e6) / 1e6);
            if (taken.stream().allMatch(other -> Geodesic.distanceMetres(other, location) >= plan.spacingM())) {
                taken.add(location);
                return location;
            }
            if (attempt % ATTEMPTS == 0) {
                radiusMetres *= 1.1;
            }
        }
    }

    private String name(DemoPlan.Group group, DemoPlan.Place place, String venue) {
        String name = group.name().replace("{place}", place.name()).replace("{venue}", venue);
        int same = names.merge(name, 1, Integer::sum);
        return name + (same == 1 ? "" : same) + MARK;
    }

    private List<String> amenities(DemoPlan.Group group) {
        Set<String> amenities = new LinkedHashSet<>(manifest.mandatoryFor(group.tier()));
        int extras = 0;
        for (Map.Entry<String, Double> extra : group.extras().entrySet()) {
            if (random.nextDouble() < extra.getValue() && amenities.add(extra.getKey())) {
                extras++;
            }
        }
        List<String> left = new ArrayList<>(group.extras().keySet());
        left.removeAll(amenities);
        int atLeast = Objects.requireNonNullElse(group.atLeast(), 0);
        for (; extras < atLeast && !left.isEmpty(); extras++) {
            amenities.add(left.remove(random.nextInt(left.size())));
        }
        return List.copyOf(amenities);
    }

    private Offer offer(String amenity) {
        DemoPlan.Price price = plan.offers().get(amenity);
        return price == null ? new Offer(amenity, null, null) : new Offer(amenity, price.priceCny(), price.condition());
    }

    private Status status() {
        double drawn = random.nextDouble();
        for (Map.Entry<Status, Double> share : plan.outOfService().entrySet()) {
            drawn -= share.getValue();
            if (drawn < 0) {
                return share.getKey();
            }
        }
        return Status.OPEN;
    }

    private @Nullable String hours(DemoPlan.Group group) {
        String hours = pick(group.hours());
        return hours.isEmpty() ? null : hours;
    }

    private @Nullable Integer capacity(DemoPlan.Group group) {
        return group.capacity().isEmpty()
                ? null
                : random.nextInt(group.capacity().getFirst(), group.capacity().getLast() + 1);
    }

    private @Nullable OffsetDateTime asOf() {
        LocalDate asOf = manifest.asOf();
        return asOf == null ? null : asOf.atStartOfDay().atOffset(LOCAL_TIME);
    }

    private List<Station.Session> sessions(List<String> amenities) {
        List<Station.Session> sessions = new ArrayList<>();
        for (DemoPlan.Course course : plan.sessions()) {
            if (!amenities.contains(course.amenity())) {
                continue;
            }
            int days = (int) (course.to().toEpochDay() - course.from().toEpochDay()) + 1;
            for (int i = 0; i < course.count(); i++) {
                OffsetDateTime start = course.from()
                        .plusDays(random.nextInt(days))
                        .atTime(pick(course.starts()))
                        .atOffset(LOCAL_TIME);
                sessions.add(new Station.Session(course.title(), start, start.plusMinutes(course.minutes())));
            }
        }
        return sessions;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
