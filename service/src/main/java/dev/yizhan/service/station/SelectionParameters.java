package dev.yizhan.service.station;

import dev.yizhan.service.web.QueryParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which stations a question is about, as queries say it; every call about stations takes the same words.
record SelectionParameters(
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
        String district,

        @QueryParameter(value = OpenAt.WORDS, maxLength = 40, example = "now") @Nullable
        OpenAt openAt) {

    Selection selection() {
        return new Selection(network, tier, amenity, district, openAt == null ? null : openAt.epochSecond());
    }
}
