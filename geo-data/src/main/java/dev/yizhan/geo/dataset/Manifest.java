package dev.yizhan.geo.dataset;

import static dev.yizhan.geo.dataset.StrictYaml.required;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// What a dataset of stations says about itself: where it comes from, how far to trust it, whose
/// stations they are.
///
/// **Shape**  one `manifest.yaml`; an unknown, missing or repeated key is refused. Facts and counts
/// say whether the source states them; `generated` lists what else was made up.
/// **Empty**  `asOf`, `notes` null = not stated; no tiers = the network does not sort its stations.
public record Manifest(
        String name,
        Title title,
        String source,
        String licence,
        @Nullable LocalDate asOf,
        String datum,
        Positions positions,
        @Nullable String notes,
        Owner network,
        Count stations,
        List<Tier> tiers,
        List<MenuItem> menu,
        List<String> facts,
        Set<Generated> generated) {

    /// A name in the two languages of the product.
    public record Title(String zh, String en) {
        public Title {
            required(zh, "zh");
            required(en, "en");
        }
    }

    /// Whether the coordinates are those of real places or were made up.
    public enum Positions {
        REAL,
        SYNTHETIC
    }

    /// What of a dataset was made up; whatever is not listed, the source states.
    public enum Generated {
        POSITIONS,
        NAMES,
        ADDRESSES,
        COUNTS,
        TIERS,
        MENU,
        AMENITIES,
        VENUES,
        HOURS,
        ENTRY,
        CAPACITY,
        SESSIONS,
        STATUS
    }

    /// The network that the stations belong to; `adcode` is the district that it serves.
    public record Owner(String code, String zh, String en, String adcode) {
        public Owner {
            required(code, "code");
            required(zh, "zh");
            required(en, "en");
            if (!required(adcode, "adcode").matches("\\d{6}")) {
                throw new IllegalArgumentException("the adcode " + adcode + " must be six digits");
            }
        }
    }

    /// How many stations there are, and whether the source states that number.
    public record Count(int count, boolean stated) {}

    /// A level of the network in its own words. The order in the file is its rank.
    public record Tier(String code, String zh, String en, int stations, boolean stated) {
        public Tier {
            required(code, "code");
            required(zh, "zh");
            required(en, "en");
        }
    }

    /// One amenity of the network's menu, in the network's words where it has its own.
    ///
    /// **Shape**  `mandatoryFor` holds codes of tiers whose stations all have it; `*` = every station.
    public record MenuItem(
            String amenity,
            @Nullable String zh,
            @Nullable String en,
            @Nullable Title category,
            Set<String> mandatoryFor) {

        public MenuItem {
            required(amenity, "amenity");
            mandatoryFor = mandatoryFor == null ? Set.of() : Set.copyOf(mandatoryFor);
        }
    }

    public Manifest {
        required(name, "name");
        required(title, "title");
        required(source, "source");
        required(licence, "licence");
        required(datum, "datum");
        required(positions, "positions");
        required(network, "network");
        required(stations, "stations");
        tiers = List.copyOf(required(tiers, "tiers"));
        menu = List.copyOf(required(menu, "menu"));
        facts = List.copyOf(required(facts, "facts"));
        generated = Set.copyOf(required(generated, "generated"));
        requireTiersThatAddUp(tiers, stations);
        requireMenuOfKnownWords(tiers, menu);
    }

    /// **Errors** [IllegalArgumentException] naming the manifest, the line and the key.
    public static Manifest read(String what, InputStream yaml) {
        return StrictYaml.read(what, yaml, new TypeReference<>() {});
    }

    /// The amenities that every station of a tier has, in the order of the menu.
    public List<String> mandatoryFor(@Nullable String tier) {
        return menu.stream()
                .filter(item -> item.mandatoryFor().contains("*")
                        || (tier != null && item.mandatoryFor().contains(tier)))
                .map(MenuItem::amenity)
                .toList();
    }

    private static void requireTiersThatAddUp(List<Tier> tiers, Count stations) {
        Set<String> codes = tiers.stream().map(Tier::code).collect(Collectors.toSet());
        if (codes.size() < tiers.size()) {
            throw new IllegalArgumentException("a tier stands twice");
        }
        int sum = tiers.stream().mapToInt(Tier::stations).sum();
        if (!tiers.isEmpty() && sum != stations.count()) {
            throw new IllegalArgumentException(
                    "the tiers have " + sum + " stations together, the network has " + stations.count());
        }
    }

    private static void requireMenuOfKnownWords(List<Tier> tiers, List<MenuItem> menu) {
        Amenities amenities = Amenities.standard();
        Set<String> tierCodes = tiers.stream().map(Tier::code).collect(Collectors.toCollection(TreeSet::new));
        Set<String> seen = new HashSet<>();
        for (MenuItem item : menu) {
            if (!amenities.contains(item.amenity())) {
                String meant = amenities.find(item.amenity());
                String near = meant == null ? amenities.suggest(item.amenity()) : meant;
                throw new IllegalArgumentException("the menu has an unknown amenity " + item.amenity()
                        + (near == null ? "" : "; did you mean " + near + "?"));
            }
            if (!seen.add(item.amenity())) {
                throw new IllegalArgumentException("the menu has " + item.amenity() + " twice");
            }
            for (String tier : item.mandatoryFor()) {
                if (!tier.equals("*") && !tierCodes.contains(tier)) {
                    throw new IllegalArgumentException(item.amenity() + " is mandatory for the unknown tier " + tier
                            + "; tiers: " + String.join(", ", tierCodes));
                }
            }
        }
    }
}
