package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.RoadLengths;
import dev.yizhan.service.reach.ServiceArea;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// What the question is about, at one moment.
///
/// **Shape**  `existing` are the places of all stations that serve, anywhere; `standing` those of all that there are,
/// which new ones keep their distance from, where a spacing is asked for; `demand` is null where none
/// is known; `areas` gives what a station at a place would serve over roads, and is null where circles do;
/// `roadless` tells of a place among the roads that none of them leads to. `lengths` takes places of demand and
/// measures ways over roads from them; null where straight lines do. `whyCircles` is why circles stand for
/// roads that were asked for, and null where they do not.
record Land(
        String datasetVersion,
        String name,
        Geometry district,
        List<Geometry> excluded,
        List<LonLat> existing,
        List<LonLat> standing,
        @Nullable Demand demand,
        @Nullable Function<LonLat, ServiceArea> areas,
        Predicate<LonLat> roadless,
        @Nullable Function<List<LonLat>, RoadLengths> lengths,
        @Nullable String whyCircles) {}
