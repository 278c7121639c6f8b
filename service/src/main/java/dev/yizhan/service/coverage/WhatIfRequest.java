package dev.yizhan.service.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes to stations, or to the standard, to be tried and not to be kept.
///
/// **Shape**  200 changes at most, all lists together; coordinates in the datum that `crs` says.
/// **Empty**  what is left out is not changed.
@JsonInclude(JsonInclude.Include.NON_NULL)
record WhatIfRequest(
        @Schema(
                description =
                        "Stations that are not there yet; they are of the networks and tiers that the query asks for.")
        @Nullable
        List<Added> add,

        @Schema(description = "Stations at other places.") @Nullable
        List<Moved> move,

        @Schema(description = "Ids of stations that serve nobody any more.") @Nullable
        List<String> close,

        @Schema(description = "Stations with other hours.") @Nullable
        List<NewHours> hours,

        @Schema(description = "Another standard afterwards; what it leaves out is as before.") @Nullable
        Standard standard) {

    /// A station that is not there yet.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Added(
            @Nullable Double lon,
            @Nullable Double lat,

            @Schema(description = "What it offers; /v1/amenities lists the codes.") @Nullable
            List<String> amenities,

            @Schema(description = "When it is open: 24/7, Mo-Fr 08:00-18:00, 周一至周五 8:00-18:00.") @Nullable
            String hours) {}

    /// A station at another place.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Moved(
            @Nullable String id,
            @Nullable Double lon,
            @Nullable Double lat) {}

    /// A station with other hours.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewHours(@Nullable String id, @Nullable String hours) {}

    /// Another standard.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standard(
            @Nullable Mode mode,
            @Nullable Double minutes,
            @Nullable Double speedKmh,
            @Nullable Double detour) {}

    WhatIfRequest {
        add = add == null ? List.of() : List.copyOf(add);
        move = move == null ? List.of() : List.copyOf(move);
        close = close == null ? List.of() : List.copyOf(close);
        hours = hours == null ? List.of() : List.copyOf(hours);
    }

    int changes() {
        return size(add) + size(move) + size(close) + size(hours);
    }

    private static int size(@Nullable List<?> list) {
        return list == null ? 0 : list.size();
    }
}
