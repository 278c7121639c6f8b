package dev.yizhan.geo.reach;

import org.locationtech.jts.geom.Geometry;

/// The area from which a place is reached over roads within a time.
///
/// **Units**  WGS 84; metres. `snappedMetres` is how far the place lies from the nearest road that its mode
/// may use; the way there counts.
public record Isochrone(Geometry area, double snappedMetres) implements RoadArea {}
