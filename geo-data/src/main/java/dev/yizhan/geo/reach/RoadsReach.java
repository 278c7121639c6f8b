package dev.yizhan.geo.reach;

import java.util.BitSet;
import org.locationtech.jts.geom.Geometry;

/// The land from which at least one of some places is reached over roads within a time, and the numbers of those
/// places that no road is near.
///
/// **Units**  WGS 84.
public record RoadsReach(Geometry area, BitSet roadless) {}
