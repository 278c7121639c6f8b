package dev.yizhan.service.station;

import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.web.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words that a selection may use, as the record knows them at one dataset version.
///
/// **Shape**  `districtParents` leads from an adcode to the one above it; a province leads to null.
public record Catalogue(
        Set<String> networks, Set<String> tiers, Set<String> amenities, Map<String, @Nullable String> districtParents) {

    /// Checks the words of a selection.
    ///
    /// **Errors**  one problem that names every word that the record does not know, with the nearest that it does.
    public void requireKnown(Selection selection) {
        List<ParameterError> errors = new ArrayList<>();
        selection.networks().forEach(code -> check("network", code, networks, errors));
        selection.tiers().forEach(code -> check("tier", code, tiers, errors));
        selection.amenities().forEach(code -> check("amenity", code, amenities, errors));
        String district = selection.district();
        if (district != null) {
            // The child's parent may be an adcode without a shape of its own.
            if (!districtParents.containsKey(district) && !districtParents.containsValue(district)) {
                errors.add(new ParameterError(
                        "district",
                        districtParents.isEmpty()
                                ? "no districts are loaded yet"
                                : "no district has the adcode " + district + "; see /v1/districts"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
    }

    private static void check(String parameter, String code, Set<String> known, List<ParameterError> errors) {
        if (!known.contains(code)) {
            errors.add(new ParameterError(
                    parameter,
                    "there is no " + parameter + " " + code,
                    Suggestion.nearest(code, known).orElse(null)));
        }
    }

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
