package dev.yizhan.geo.reach;

import org.jspecify.annotations.Nullable;

/// There is no road near enough to say anything about ways.
///
/// **Units**  metres to the nearest road that the mode may use; null where there is none for about a
/// kilometre, as outside the extract.
public record NoRoad(@Nullable Double nearestRoadMetres) implements RoadArea {

    /// Why there is no isochrone, for a person to read.
    public String reason() {
        return nearestRoadMetres == null
                ? "the road network has no road here"
                : "the nearest road is " + Math.round(nearestRoadMetres) + " m away, more than the "
                        + Math.round(RoadNetwork.FARTHEST_ROAD_METRES) + " m that count as beside it";
    }
}
