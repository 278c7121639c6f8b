package dev.yizhan.service.siting;

import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.web.Crs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// A question about sites as it was understood.
///
/// **Units**  as [SitesBody]; places and areas on WGS 84.
/// **Empty**  `candidates` null: from the cells of the demand. `demandPlaces` null: the dataset named, or what
/// is loaded. `demandName` is `cells` where cells are wanted whatever is loaded.
record SitesQuestion(
        String adcode,
        Objective objective,
        @Nullable Integer k,
        ServiceStandard standard,
        Method method,
        Selection serving,
        @Nullable List<PlaceReader.Named> candidates,
        @Nullable List<PlaceReader.Named> demandPlaces,
        @Nullable String demandName,
        @Nullable Integer hour,
        @Nullable Double cellM,
        List<String> excludedDistricts,
        List<Geometry> excludedAreas,
        double minSpacingMetres,
        double capacity,
        int timeLimitSeconds,
        int seed,
        Crs crs) {

    static final String CELLS = "cells";
}
