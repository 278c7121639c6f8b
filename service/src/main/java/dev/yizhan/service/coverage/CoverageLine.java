package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.coverage.Outline;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.measure.LonLat;
import org.jspecify.annotations.Nullable;

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

    /// A part of a district, or all of it, measured from its shape.
    static CoverageLine of(
            DistrictShape district,
            PlanningGrid.@Nullable Cell cell,
            Outline part,
            Places stations,
            Reach reach,
            @Nullable DemandFigures demand) {
        DistrictCoverage coverage = reach.coverage(part, stations);
        return of(
                district.adcode(),
                district.name(),
                cell == null ? district.level() : "cell",
                cell,
                Standing.of(part, coverage, stations),
                coverage.coveredSquareMetres(),
                reach.drawn(part),
                demand);
    }

    /// A district whose standing is known.
    static CoverageLine of(
            DistrictShape district,
            DistrictCoverage coverage,
            Standing standing,
            Reach reach,
            @Nullable DemandFigures demand) {
        return of(
                district.adcode(),
                district.name(),
                district.level(),
                null,
                standing,
                coverage.coveredSquareMetres(),
                reach.drawn(district.outline()),
                demand);
    }

    /// A district that no circle of any station reaches.
    static CoverageLine unreached(Plot plot, Standing standing, @Nullable DemandFigures demand) {
        return of(plot.adcode(), plot.name(), plot.level(), null, standing, 0, Reach.Drawn.CIRCLE, demand);
    }

    private static CoverageLine of(
            String adcode,
            String name,
            String level,
            PlanningGrid.@Nullable Cell cell,
            Standing standing,
            double coveredSquareMetres,
            Reach.Drawn drawn,
            @Nullable DemandFigures demand) {
        return new CoverageLine(
                adcode,
                name,
                level,
                cell,
                standing.stations(),
                standing.areaSquareMetres(),
                coveredSquareMetres,
                drawn,
                standing.worst(),
                standing.worstDistanceMetres(),
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
