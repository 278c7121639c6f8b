package dev.yizhan.service.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.hours.Holidays;
import dev.yizhan.geo.measure.LonLat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import net.sf.geographiclib.Geodesic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The nearest stations of a snapshot, with every filter, against going through all of them.
class StationSnapshotOracleTest {

    private static final List<String> AMENITIES = List.of("toilet", "drinking_water", "charging", "seat");
    private static final List<String> NETWORKS = List.of("red", "green", "blue");
    private static final List<String> TIERS = List.of("hub", "shop");
    /// A county in a city in a province, a second county, and a city whose parent has no shape.
    private static final Map<String, @Nullable String> PARENTS = new HashMap<>();

    static {
        PARENTS.put("440000", null);
        PARENTS.put("440100", "440000");
        PARENTS.put("440112", "440100");
        PARENTS.put("440113", "440100");
        PARENTS.put("330100", "330000");
    }

    static Stream<Arguments> worlds() {
        return Stream.of(
                world("all over the world", (random, _) -> sphere(random)),
                world(
                        "clustered in cities",
                        (random, i) -> new LonLat(
                                113 + (i % 5) * 0.7 + random.nextGaussian() * 0.02,
                                23 + (i % 3) + random.nextGaussian() * 0.02)),
                world("on the antimeridian", (random, _) -> {
                    double lon = 180 + random.nextGaussian() * 0.5;
                    return new LonLat(lon > 180 ? lon - 360 : lon, random.nextGaussian());
                }),
                world(
                        "around the pole",
                        (random, _) ->
                                new LonLat(random.nextDouble(-180, 180), 90 - Math.abs(random.nextGaussian()) * 0.5)),
                world(
                        "many in the same place",
                        (random, _) -> new LonLat(113 + random.nextInt(4) * 0.01, 34 + random.nextInt(4) * 0.01)));
    }

    private static Arguments world(String name, BiFunction<Random, Integer, LonLat> place) {
        return Arguments.of(name, place);
    }

    private static LonLat sphere(Random random) {
        return new LonLat(random.nextDouble(-180, 180), Math.toDegrees(Math.asin(random.nextDouble(-1, 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void are_those_that_brute_force_finds(String name, BiFunction<Random, Integer, LonLat> place) {
        Random random = new Random(name.hashCode());
        List<StationRow> rows = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            rows.add(station(i, place.apply(random, i), random));
        }
        StationSnapshot snapshot = StationSnapshot.of(
                1,
                "1-aaaaaaaa",
                rows,
                new Catalogue(Set.copyOf(NETWORKS), Set.copyOf(TIERS), Set.copyOf(AMENITIES), PARENTS),
                Holidays.NONE);
        int found = 0;
        for (int question = 0; question < 150; question++) {
            LonLat from = question % 3 == 0
                    ? rows.get(random.nextInt(rows.size())).location()
                    : place.apply(random, question);
            Selection selection = selection(random);
            int limit = 1 + random.nextInt(12);
            double radiusMetres = Math.pow(10, 2 + random.nextDouble() * 5.3);
            List<String> expected = bruteForce(rows, from, limit, radiusMetres, selection);
            assertThat(snapshot.nearest(from, limit, radiusMetres, selection, MOMENT))
                    .as("%d of %s within %.0f m of %s", limit, selection, radiusMetres, from)
                    .extracting(near -> near.station().id())
                    .isEqualTo(expected);
            found += expected.size();
        }
        assertThat(found).as("the questions are not all empty").isGreaterThan(50);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void are_the_same_after_patches_as_from_scratch(String name, BiFunction<Random, Integer, LonLat> place) {
        Random random = new Random(name.hashCode() + 1);
        Catalogue catalogue = new Catalogue(Set.copyOf(NETWORKS), Set.copyOf(TIERS), Set.copyOf(AMENITIES), PARENTS);
        Map<String, StationRow> now = new HashMap<>();
        StationSnapshot patched = StationSnapshot.of(0, null, List.of(), catalogue, Holidays.NONE);
        for (int publish = 1; publish <= 12; publish++) {
            List<StationRow> changes = new ArrayList<>();
            for (int i = 0; i < 150 / publish; i++) {
                StationRow row = station(random.nextInt(900), place.apply(random, i), random);
                changes.removeIf(other -> other.id().equals(row.id()));
                changes.add(row);
            }
            changes.forEach(row -> now.put(row.id(), row));
            patched = patched.patched(publish, publish + "-aaaaaaaa", changes, catalogue);
            StationSnapshot whole =
                    StationSnapshot.of(publish, publish + "-aaaaaaaa", now.values(), catalogue, Holidays.NONE);
            LonLat from = place.apply(random, publish);
            assertThat(patched.size()).isEqualTo(whole.size());
            Selection selection = publish % 2 == 0 ? Selection.ALL : selection(random);
            assertThat(patched.stations()).isEqualTo(whole.stations());
            assertThat(patched.nearest(from, 50, 2e7, selection, MOMENT))
                    .usingRecursiveComparison()
                    .ignoringFields("hours.from")
                    .isEqualTo(whole.nearest(from, 50, 2e7, selection, MOMENT));
        }
    }

    /// A Tuesday at noon in China.
    private static final long MOMENT = 1_795_492_800;

    private static final List<@Nullable String> HOURS =
            Arrays.asList("24/7", "Mo-Su 08:00-20:00", "22:00-06:00", "Mo-Fr 08:00-18:00; PH off", null);

    private static List<String> bruteForce(
            List<StationRow> rows, LonLat from, int limit, double radiusMetres, Selection selection) {
        record Candidate(String id, double distanceMetres) {}
        return rows.stream()
                .filter(row -> !row.removed())
                .filter(row -> row.properties().status() == null
                        || row.properties().status().equals("open"))
                .filter(row -> selection.networks().isEmpty()
                        || selection.networks().contains(row.properties().network()))
                .filter(row -> selection.tiers().isEmpty()
                        || (row.properties().tier() != null
                                && selection.tiers().contains(row.properties().tier())))
                .filter(row -> row.properties().amenities().containsAll(selection.amenities()))
                .filter(row -> within(row, selection.district()))
                .filter(row -> selection.openAtSecond() == null
                        || Set.of("24/7", "Mo-Su 08:00-20:00")
                                .contains(
                                        String.valueOf(row.properties().hours().osm())))
                .map(row -> new Candidate(
                        row.id(),
                        Geodesic.WGS84.Inverse(
                                        from.lat(),
                                        from.lon(),
                                        row.location().lat(),
                                        row.location().lon())
                                .s12))
                .filter(candidate -> candidate.distanceMetres <= radiusMetres)
                .sorted(Comparator.comparingDouble(Candidate::distanceMetres).thenComparing(Candidate::id))
                .limit(limit)
                .map(Candidate::id)
                .toList();
    }

    private static boolean within(StationRow row, @Nullable String district) {
        if (district == null) {
            return true;
        }
        StationProperties.District own = row.properties().district();
        for (String at = own == null ? null : own.adcode(); at != null; at = PARENTS.get(at)) {
            if (at.equals(district)) {
                return true;
            }
        }
        return false;
    }

    private static Selection selection(Random random) {
        return new Selection(
                random.nextInt(3) == 0 ? List.of("red", "blue") : List.of(),
                random.nextInt(3) == 0 ? List.of("hub") : List.of(),
                switch (random.nextInt(3)) {
                    case 0 -> List.of();
                    case 1 -> List.of("toilet");
                    default -> List.of("charging", "seat");
                },
                random.nextInt(3) == 0
                        ? List.of("440000", "440100", "440112", "330000").get(random.nextInt(4))
                        : null,
                random.nextInt(3) == 0 ? MOMENT : null);
    }

    private static StationRow station(int i, LonLat location, Random random) {
        String network = NETWORKS.get(i % 3);
        String adcode = switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> "440113";
            case 2 -> "330100";
            default -> "440112";
        };
        String status = switch (random.nextInt(6)) {
            case 0 -> "closed";
            case 1 -> null;
            case 2 -> "locked";
            default -> "open";
        };
        StationProperties properties = new StationProperties(
                "驿站 " + i,
                network,
                random.nextInt(4) == 0 ? null : TIERS.get(random.nextInt(2)),
                AMENITIES.stream().filter(_ -> random.nextBoolean()).toList(),
                List.of(),
                null,
                adcode == null ? null : new StationProperties.District(adcode, adcode),
                status,
                null,
                new StationProperties.Hours(null, HOURS.get(random.nextInt(HOURS.size())), null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
        return new StationRow(network + ":" + i, location, properties, 1, random.nextInt(10) == 0);
    }
}
