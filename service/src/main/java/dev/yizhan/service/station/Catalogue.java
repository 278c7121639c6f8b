package dev.yizhan.service.station;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words that a selection may use, as the record knows them at one dataset version.
///
/// **Shape**  `districtParents` leads from an adcode to the one above it; a province leads to null.
public record Catalogue(
        Set<String> networks, Set<String> tiers, Set<String> amenities, Map<String, @Nullable String> districtParents) {

    /// Whether `adcode` is `ancestor` or lies below it.
    boolean isWithin(String adcode, String ancestor) {
        // No hierarchy is deeper than town, county, city, province; the bound keeps a circular file from hanging us.
        String at = adcode;
        for (int step = 0; at != null && step < 8; step++) {
            if (at.equals(ancestor)) {
                return true;
            }
            at = districtParents.get(at);
        }
        return false;
    }
}
