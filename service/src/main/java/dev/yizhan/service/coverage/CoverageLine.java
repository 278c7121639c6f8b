package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.geo.measure.LonLat;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// One district or cell and how it is served, before it is ranked, cut and written.
///
/// **Units**  square metres and metres on the ellipsoid; WGS 84.
/// **Empty**  no cell where it is a district; no worst point where there is no station; no demand where
/// it is unknown.
record CoverageLine(
        String adcode,
        String name,
        String level,
        PlanningGrid.@Nullable Cell cell,
        int stations,
        double areaSquareMetres,
        double coveredSquareMetres,
        Reach.Drawn drawn,
        @Nullable LonLat worst,
        @Nullable Double worstDistanceMetres,
        @Nullable DemandFigures demand) {

    /// Measured from the shape.
    static CoverageLine of(
            DistrictShape district,
            PlanningGrid.@Nullable Cell cell,
            Geometry area,
            Places stations,
            Reach reach,
            @Nullable DemandFigures demand) {
        DistrictCoverage coverage = reach.coverage(area, stations);
        WorstPoint worst = WorstPoint.in(area, stations);
        return new CoverageLine(
                district.adcode(),
                district.name(),
                cell == null ? district.level() : "cell",
                cell,
                coverage.stationsInside(),
                coverage.areaSquareMetres(),
                coverage.coveredSquareMetres(),
                reach.drawn(area),
                worst == null ? null : worst.place(),
                worst == null ? null : worst.distanceMetres(),
                demand);
    }

    CoverageLine with(@Nullable DemandFigures figures) {
        return new CoverageLine(
                adcode,
                name,
                level,
                cell,
                stations,
                areaSquareMetres,
                coveredSquareMetres,
                drawn,
                worst,
                worstDistanceMetres,
                figures);
    }

    double ratio() {
        return areaSquareMetres <= 0 ? 0 : coveredSquareMetres / areaSquareMetres;
    }

    String key() {
        return cell == null ? adcode : adcode + cell.id();
    }
}
