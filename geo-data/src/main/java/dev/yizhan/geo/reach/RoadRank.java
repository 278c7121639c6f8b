package dev.yizhan.geo.reach;

import com.graphhopper.routing.ev.RoadClass;

/// How much a road matters on a map, the most first.
public enum RoadRank {
    MOTORWAY,
    TRUNK,
    PRIMARY,
    SECONDARY,
    TERTIARY,
    STREET,
    WAY;

    /// The rank of one of OpenStreetMap's classes; what is no street is a way.
    static RoadRank of(RoadClass road) {
        return switch (road) {
            case MOTORWAY -> MOTORWAY;
            case TRUNK -> TRUNK;
            case PRIMARY -> PRIMARY;
            case SECONDARY -> SECONDARY;
            case TERTIARY -> TERTIARY;
            case RESIDENTIAL, UNCLASSIFIED, LIVING_STREET, ROAD -> STREET;
            default -> WAY;
        };
    }
}
