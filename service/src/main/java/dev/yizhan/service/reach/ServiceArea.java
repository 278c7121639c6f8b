package dev.yizhan.service.reach;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.Isochrone;
import dev.yizhan.geo.reach.NoRoad;
import dev.yizhan.geo.reach.RoadArea;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.reach.ServiceStandard;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// The area that a station serves, and how it came about.
///
/// **Units**  WGS 84; metres. `method` is what was done, which is a circle where roads were asked for and say
/// nothing: `reason` says why, and is null else. `snappedMetres` is how far the nearest road is; null where
/// none is known.
public record ServiceArea(
        Geometry area,
        Method method,
        @Nullable Double snappedMetres,
        @Nullable String reason) {

    static ServiceArea circle(LonLat place, ServiceStandard standard, @Nullable String reason) {
        return new ServiceArea(ServiceCircle.around(place, standard.radiusMetres()), Method.CIRCLE, null, reason);
    }

    public static ServiceArea of(RoadArea roads, LonLat place, ServiceStandard standard) {
        return switch (roads) {
            case Isochrone isochrone ->
                new ServiceArea(isochrone.area(), Method.NETWORK, isochrone.snappedMetres(), null);
            case NoRoad none ->
                new ServiceArea(
                        ServiceCircle.around(place, standard.radiusMetres()),
                        Method.CIRCLE,
                        none.nearestRoadMetres(),
                        none.reason());
        };
    }
}
