package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.Isochrone;
import dev.yizhan.geo.reach.NoRoad;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.reach.ServiceArea;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// What stations at any places would serve over roads; a circle where no road is near, which it counts.
///
/// **Blocking** some 50 ms an area on foot, more by e-bike; what the record keeps is read at the first area that
/// is asked for. Used by one thread.
final class RoadAreas {

    private final RoadNetwork network;
    private final ServiceStandard standard;
    private final Supplier<Map<LonLat, ServiceArea>> record;
    private final Set<LonLat> roadless = new HashSet<>();
    private @Nullable Map<LonLat, ServiceArea> kept;

    /// @param record reads the areas of the stations that there are, where they are kept
    RoadAreas(RoadNetwork network, ServiceStandard standard, Supplier<Map<LonLat, ServiceArea>> record) {
        this.network = network;
        this.standard = standard;
        this.record = record;
    }

    Geometry area(LonLat place) {
        if (kept == null) {
            kept = record.get();
        }
        ServiceArea known = kept.get(place);
        if (known != null) {
            if (known.method() == Method.CIRCLE) {
                roadless.add(place);
            }
            return known.area();
        }
        return switch (network.isochrone(place, standard)) {
            case Isochrone isochrone -> isochrone.area();
            case NoRoad _ -> {
                roadless.add(place);
                yield ServiceCircle.around(place, standard.radiusMetres());
            }
        };
    }

    List<String> notes() {
        return roadless.isEmpty()
                ? List.of()
                : List.of("%d stations and candidates have no road near; circles stand for their areas."
                        .formatted(roadless.size()));
    }
}
