package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.coverage.Outline;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.geo.measure.LonLat;
import org.jspecify.annotations.Nullable;

/// What of a district's figures the stations decide and no standard does.
///
/// **Units**  square metres and metres on the ellipsoid; WGS 84.
/// **Empty**  no worst point where there is no station.
record Standing(
        double areaSquareMetres,
        int stations,
        @Nullable LonLat worst,
        @Nullable Double worstDistanceMetres) {

    /// **Cost**  more than the circles of a standard: the search of the worst point.
    static Standing of(Outline district, DistrictCoverage coverage, Places stations) {
        WorstPoint worst = WorstPoint.in(district.area(), stations);
        return new Standing(
                coverage.areaSquareMetres(),
                coverage.stationsInside(),
                worst == null ? null : worst.place(),
                worst == null ? null : worst.distanceMetres());
    }
}
