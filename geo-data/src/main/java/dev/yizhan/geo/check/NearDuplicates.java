package dev.yizhan.geo.check;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds, among the stations before it, one less than 100 m away that goes by a similar name.
///
/// **Cost** a look at nine cells of a grid.
final class NearDuplicates {

    static final double WITHIN_METRES = 100;
    private static final double SIMILAR = 0.75;
    /// At least 100 m each, up to 63° of latitude.
    private static final double CELL_LAT_DEGREES = 0.001;
    private static final double CELL_LON_DEGREES = 0.002;

    record Seen(long line, String name, LonLat place) {}

    record Match(Seen earlier, double distanceMetres) {}

    private record Cell(long column, long row) {}

    private final Map<Cell, List<Seen>> cells = new HashMap<>();

    /// The earlier station that this one looks like; null when there is none. Remembers this one.
    @Nullable
    Match put(long line, String name, LonLat place) {
        Cell cell = new Cell(
                (long) Math.floor(place.lon() / CELL_LON_DEGREES), (long) Math.floor(place.lat() / CELL_LAT_DEGREES));
        Match match = null;
        for (long column = cell.column - 1; column <= cell.column + 1; column++) {
            for (long row = cell.row - 1; row <= cell.row + 1; row++) {
                for (Seen earlier : cells.getOrDefault(new Cell(column, row), List.of())) {
                    double distanceMetres = Geodesic.distanceMetres(earlier.place, place);
                    if (distanceMetres < (match == null ? WITHIN_METRES : match.distanceMetres)
                            && similar(earlier.name, name)) {
                        match = new Match(earlier, distanceMetres);
                    }
                }
            }
        }
        cells.computeIfAbsent(cell, _ -> new ArrayList<>(1)).add(new Seen(line, name, place));
        return match;
    }

    /// Dice's coefficient of the letter pairs; names that differ in a number are of two stations.
    static boolean similar(String one, String other) {
        String a = normal(one);
        String b = normal(other);
        if (a.equals(b)) {
            return true;
        }
        if (!a.replaceAll("\\D+", " ").strip().equals(b.replaceAll("\\D+", " ").strip())) {
            return false;
        }
        Set<String> pairsOfA = pairs(a);
        Set<String> pairsOfB = pairs(b);
        int both = 0;
        for (String pair : pairsOfA) {
            if (pairsOfB.contains(pair)) {
                both++;
            }
        }
        return !pairsOfA.isEmpty() && 2.0 * both / (pairsOfA.size() + pairsOfB.size()) >= SIMILAR;
    }

    private static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{P}\\p{S}]+", "");
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            pairs.add(text.substring(i, i + 2));
        }
        return pairs;
    }
}
