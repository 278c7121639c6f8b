package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.RoadLengths;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.reach.ServiceArea;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What stations at any places would serve over roads; a circle, which says why, where no road is near.
///
/// **Blocking** some 50 ms an area on foot, more by e-bike; what the record keeps is read at the first area that
/// is asked for. Used by one thread.
final class RoadAreas {

    private final RoadNetwork network;
    private final ServiceStandard standard;
    private final Supplier<Map<LonLat, ServiceArea>> record;
    private @Nullable Map<LonLat, ServiceArea> kept;

    /// @param record reads the areas of the stations that there are, where they are kept
    RoadAreas(RoadNetwork network, ServiceStandard standard, Supplier<Map<LonLat, ServiceArea>> record) {
        this.network = network;
        this.standard = standard;
        this.record = record;
    }

    ServiceArea area(LonLat place) {
        if (kept == null) {
            kept = record.get();
        }
        ServiceArea known = kept.get(place);
        ServiceArea area = known == null ? ServiceArea.of(network.isochrone(place, standard), place, standard) : known;
        return area.method() == Method.CIRCLE && isBeyond(place)
                ? new ServiceArea(area.area(), Method.CIRCLE, null, "the place lies beyond the roads that are loaded")
                : area;
    }

    private boolean isBeyond(LonLat place) {
        return !network.extent().covers(place.lon(), place.lat());
    }

    /// How far stations are from demand.
    RoadLengths lengths(List<LonLat> demand) {
        return network.lengths(demand, standard);
    }

    /// Whether a place lies among the roads, and none of them near enough: nobody should build there. Beyond the
    /// roads that are loaded nothing is known.
    boolean isRoadless(LonLat place) {
        if (isBeyond(place)) {
            return false;
        }
        Double metres = network.nearestRoadMetres(place, standard.mode());
        return metres == null || metres > RoadNetwork.FARTHEST_ROAD_METRES;
    }
}
