package dev.yizhan.geo.reach;

import dev.yizhan.geo.measure.LonLat;

/// A place and the point of the road network that is nearest to it.
///
/// **Units**  metres and seconds at the profile's walking pace, from the place to the road.
/// **Shape**  on the road from the junction `base` to `end`, at a share 0..1 of its length.
record RoadSide(
        LonLat place,
        LonLat onRoad,
        double offRoadMetres,
        double offRoadSeconds,
        int edge,
        int base,
        int end,
        double share) {}
