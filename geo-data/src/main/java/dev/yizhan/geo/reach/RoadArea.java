package dev.yizhan.geo.reach;

/// What the roads say about a place's surroundings: an area, or that there is no road.
public sealed interface RoadArea permits Isochrone, NoRoad {}
