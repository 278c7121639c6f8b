package dev.yizhan.geo.dataset;

import static dev.yizhan.geo.dataset.StrictYaml.required;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// The catalogue of what stations can offer, and the words that real files use for it.
///
/// **Shape**  two levels, in reading order; an alias leads to one amenity only.
public final class Amenities {

    /// A group of amenities.
    public record Category(String code, String zh, String en) {}

    /// One thing that a station can offer; `osmTag` is the OpenStreetMap tag that says the same.
    public record Amenity(
            String code,
            String category,
            String zh,
            String en,
            @Nullable String osmTag,
            List<String> aliases) {}

    private record CategoryEntry(String code, String zh, String en, List<AmenityEntry> amenities) {
        private CategoryEntry {
            required(code, "code");
            required(zh, "zh");
            required(en, "en");
            required(amenities, "amenities");
        }
    }

    private record AmenityEntry(
            String code, String zh, String en, @Nullable String osm, List<String> aliases) {}

    private final List<Category> categories;
    private final Map<String, Amenity> amenities;
    private final Map<String, Amenity> byAlias;

    private Amenities(List<Category> categories, Map<String, Amenity> amenities, Map<String, Amenity> byAlias) {
        this.categories = List.copyOf(categories);
        this.amenities = Collections.unmodifiableMap(amenities);
        this.byAlias = byAlias;
    }

    private static final class Standard {
        static final Amenities CATALOGUE = load();

        private static Amenities load() {
            try (InputStream yaml =
                    Objects.requireNonNull(Amenities.class.getResourceAsStream("amenities.yaml"), "amenities.yaml")) {
                return read(yaml);
            } catch (IOException e) {
                throw new IllegalStateException("amenities.yaml cannot be read", e);
            }
        }
    }

    /// The catalogue that ships with the product.
    public static Amenities standard() {
        return Standard.CATALOGUE;
    }

    /// **Errors** [IllegalArgumentException] naming the unknown key, the repeated code or the alias of two amenities.
    static Amenities read(InputStream yaml) {
        List<CategoryEntry> entries = StrictYaml.read("the amenity catalogue", yaml, new TypeReference<>() {});
        List<Category> categories = new ArrayList<>();
        Map<String, Amenity> amenities = new LinkedHashMap<>();
        Map<String, Amenity> byAlias = new LinkedHashMap<>();
        for (CategoryEntry category : entries) {
            categories.add(new Category(category.code(), category.zh(), category.en()));
            for (AmenityEntry entry : category.amenities()) {
                Amenity amenity = new Amenity(
                        entry.code(),
                        category.code(),
                        entry.zh(),
                        entry.en(),
                        entry.osm(),
                        List.copyOf(entry.aliases()));
                if (amenities.put(amenity.code(), amenity) != null) {
                    throw new IllegalArgumentException("the amenity " + amenity.code() + " stands twice");
                }
                addAliases(amenity, byAlias);
            }
        }
        return new Amenities(categories, amenities, byAlias);
    }

    private static void addAliases(Amenity amenity, Map<String, Amenity> byAlias) {
        Stream.concat(Stream.of(amenity.code(), amenity.zh(), amenity.en()), amenity.aliases().stream())
                .forEach(alias -> {
                    Amenity other = byAlias.putIfAbsent(normal(alias), amenity);
                    if (other != null && other != amenity) {
                        throw new IllegalArgumentException(
                                "the alias " + alias + " leads to both " + other.code() + " and " + amenity.code());
                    }
                });
    }

    public List<Category> categories() {
        return categories;
    }

    public List<Amenity> amenities() {
        return List.copyOf(amenities.values());
    }

    /// Whether `code` is the code, not only an alias, of an amenity.
    public boolean contains(String code) {
        return amenities.containsKey(code);
    }

    /// The code of the amenity that a file calls `word`.
    ///
    /// **Empty**  null: the word is not known; see [#suggest].
    public @Nullable String find(String word) {
        Amenity amenity = byAlias.get(normal(word));
        return amenity == null ? null : amenity.code();
    }

    /// The code of the amenity that an unknown word most probably means.
    ///
    /// **Shape**  the longest alias that the word holds (冷热饮水机 holds 饮水机), else the alias that the fewest typing
    /// errors lead to, at most one in three letters.
    /// **Empty**  null: nothing is near.
    public @Nullable String suggest(String word) {
        String wanted = normal(word);
        String held = null;
        String closest = null;
        int fewest = wanted.length() / 3 + 1;
        for (String alias : byAlias.keySet()) {
            if (alias.length() > 1 && wanted.contains(alias) && (held == null || alias.length() > held.length())) {
                held = alias;
            }
            int errors = typingErrors(wanted, alias);
            if (errors < fewest) {
                fewest = errors;
                closest = alias;
            }
        }
        // A Latin word holds short ones by chance (space holds ac): there a typing error is the likelier story.
        boolean latin = wanted.chars().allMatch(c -> c < 0x80);
        String best = held == null || (latin && held.length() * 2 < wanted.length()) ? closest : held;
        return best == null ? null : Objects.requireNonNull(byAlias.get(best)).code();
    }

    /// Writes the standard catalogue into `amenity_category` and `amenity`.
    ///
    /// **Shape**  as often as you like: rows are inserted or set right, never deleted, for stations may still name
    /// them. In the caller's transaction, if there is one.
    public static void seed(Connection connection) throws SQLException {
        Amenities catalogue = standard();
        try (PreparedStatement write = connection.prepareStatement("""
                insert into amenity_category (code, rank, name_zh, name_en) values (?, ?, ?, ?)
                on conflict (code) do update set
                  rank = excluded.rank, name_zh = excluded.name_zh, name_en = excluded.name_en
                """)) {
            int rank = 0;
            for (Category category : catalogue.categories) {
                write.setString(1, category.code());
                write.setInt(2, ++rank);
                write.setString(3, category.zh());
                write.setString(4, category.en());
                write.addBatch();
            }
            write.executeBatch();
        }
        try (PreparedStatement write = connection.prepareStatement("""
                insert into amenity (code, category, rank, name_zh, name_en, osm_tag) values (?, ?, ?, ?, ?, ?)
                on conflict (code) do update set
                  category = excluded.category, rank = excluded.rank, name_zh = excluded.name_zh,
                  name_en = excluded.name_en, osm_tag = excluded.osm_tag
                """)) {
            int rank = 0;
            for (Amenity amenity : catalogue.amenities.values()) {
                write.setString(1, amenity.code());
                write.setString(2, amenity.category());
                write.setInt(3, ++rank);
                write.setString(4, amenity.zh());
                write.setString(5, amenity.en());
                write.setString(6, amenity.osmTag());
                write.addBatch();
            }
            write.executeBatch();
        }
    }

    private static String normal(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_\\-–·]+", "");
    }

    /// The Levenshtein distance: insertions, deletions and replacements of one character.
    private static int typingErrors(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
