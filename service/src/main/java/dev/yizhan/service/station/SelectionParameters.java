package dev.yizhan.service.station;

import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.web.QueryParameter;
import dev.yizhan.service.web.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which stations a question is about, as queries say it; every call about stations takes the same words.
public record SelectionParameters(
        @QueryParameter(
                value = "Only stations of these networks, any of them; /v1/networks lists the codes.",
                maxLength = 64,
                example = "huangpu")
        List<String> network,

        @QueryParameter(
                value = "Only stations of these tiers, any of them; /v1/networks lists the codes.",
                maxLength = 64)
        List<String> tier,

        @QueryParameter(
                value = "Only stations that offer all of these; /v1/amenities lists the codes.",
                maxLength = 64,
                example = "water,charging")
        List<String> amenity,

        @QueryParameter(
                value = "Only stations in the district with this adcode or in one below it.",
                maxLength = 12,
                pattern = "[0-9]{1,12}",
                example = "440112")
        @Nullable
        String district) {

    /// The same, every word of it known to the record.
    ///
    /// **Errors**  one 400 that names all words that are not, each with the nearest that is.
    public Selection of(Catalogue catalogue) {
        List<ParameterError> errors = new ArrayList<>();
        check("network", network, catalogue.networks(), "/v1/networks", errors);
        check("tier", tier, catalogue.tiers(), "/v1/networks", errors);
        check("amenity", amenity, catalogue.amenities(), "/v1/amenities", errors);
        if (district != null && !catalogue.knowsDistrict(district)) {
            errors.add(new ParameterError(
                    "district", district + " is the adcode of no district here; /v1/districts lists them"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        return new Selection(network, tier, amenity, district);
    }

    private static void check(
            String parameter,
            List<String> words,
            Collection<String> known,
            String listedAt,
            List<ParameterError> errors) {
        for (String word : words) {
            if (!known.contains(word)) {
                errors.add(new ParameterError(
                        parameter,
                        word + " is not known; " + listedAt + " lists the codes",
                        Suggestion.nearest(word, known).orElse(null)));
            }
        }
    }
}
