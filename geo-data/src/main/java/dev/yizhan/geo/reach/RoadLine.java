package dev.yizhan.geo.reach;

import org.locationtech.jts.geom.LineString;

/// A stretch of road between two junctions, as a map draws it.
///
/// **Units**  degrees on WGS 84, longitude first.
public record RoadLine(RoadRank rank, LineString line) {}
