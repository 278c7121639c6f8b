package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.Isochrone;
import dev.yizhan.geo.reach.NoRoad;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.reach.ServiceStandard;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;

/// What stations at any places would serve over roads; a circle where no road is near, which it counts.
///
/// **Blocking** some 50 ms an area on foot, more by e-bike. Used by one thread.
final class RoadAreas {

    private final RoadNetwork network;
    private final ServiceStandard standard;
    private final Set<LonLat> roadless = new HashSet<>();

    RoadAreas(RoadNetwork network, ServiceStandard standard) {
        this.network = network;
        this.standard = standard;
    }

    Geometry area(LonLat place) {
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
