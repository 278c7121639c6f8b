package dev.yizhan.service.web;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the word that somebody probably meant.
public final class Suggestion {

    /// What other services call these parameters.
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("lng", "lon"),
            Map.entry("long", "lon"),
            Map.entry("longitude", "lon"),
            Map.entry("x", "lon"),
            Map.entry("latitude", "lat"),
            Map.entry("y", "lat"),
            Map.entry("distance", "radius_m"),
            Map.entry("range", "radius_m"),
            Map.entry("dist", "radius_m"),
            Map.entry("r", "radius_m"),
            Map.entry("k", "limit"),
            Map.entry("n", "limit"),
            Map.entry("count", "limit"),
            Map.entry("size", "limit"),
            Map.entry("top", "limit"),
            Map.entry("page_size", "limit"),
            Map.entry("per_page", "limit"),
            Map.entry("page", "cursor"),
            Map.entry("offset", "cursor"),
            Map.entry("after", "cursor"),
            Map.entry("search", "q"),
            Map.entry("query", "q"),
            Map.entry("keyword", "q"),
            Map.entry("keywords", "q"),
            Map.entry("text", "q"),
            Map.entry("datum", "crs"),
            Map.entry("srs", "crs"),
            Map.entry("coordsys", "crs"),
            Map.entry("srid", "crs"),
            Map.entry("services", "amenity"),
            Map.entry("service", "amenity"),
            Map.entry("open", "open_at"),
            Map.entry("time", "open_at"),
            Map.entry("bounds", "bbox"),
            Map.entry("extent", "bbox"),
            Map.entry("adcode", "district"),
            Map.entry("sort", "rank"),
            Map.entry("order", "rank"),
            Map.entry("speed", "speed_kmh"),
            Map.entry("time_min", "minutes"),
            Map.entry("duration", "minutes"));

    private Suggestion() {}

    /// The known word closest to `word`: the same under another name, a longer or shorter form of it, or a misspelling.
    public static Optional<String> nearest(String word, Collection<String> known) {
        String asked = word.toLowerCase(Locale.ROOT).replace('-', '_');
        if (known.contains(asked)) {
            return Optional.of(asked);
        }
        String other = OTHER_NAMES.get(asked);
        if (other != null && known.contains(other)) {
            return Optional.of(other);
        }
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int edits = related(asked, candidate) ? 0 : edits(asked, candidate);
            int allowed = Math.max(1, Math.min(asked.length(), candidate.length()) / 3);
            if (edits <= allowed && edits < least && candidate.length() > 1) {
                best = candidate;
                least = edits;
            }
        }
        return Optional.ofNullable(best);
    }

    /// `radius` and `radius_m`, `amenities` and `amenity`.
    private static boolean related(String asked, String candidate) {
        return asked.startsWith(candidate + "_")
                || candidate.startsWith(asked + "_")
                || singular(asked).equals(candidate)
                || asked.replace("_", "").equals(candidate.replace("_", ""));
    }

    private static String singular(String word) {
        return word.endsWith("ies")
                ? word.substring(0, word.length() - 3) + "y"
                : word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /// Levenshtein's distance, two neighbours swapped counting once.
    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
