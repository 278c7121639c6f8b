package dev.yizhan.service.station;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which stations are meant, in words of the catalogue: any of the networks, any of the tiers, all
/// of the amenities, inside the district or one below it, known to be open at a moment. An empty
/// list and null do not restrict.
public record Selection(
        List<String> networks,
        List<String> tiers,
        List<String> amenities,
        @Nullable String district,
        @Nullable Long openAtSecond) {

    /// Every station.
    public static final Selection ALL = new Selection(List.of(), List.of(), List.of(), null, null);

    public Selection {
        networks = List.copyOf(networks);
        tiers = List.copyOf(tiers);
        amenities = List.copyOf(amenities);
    }
}
