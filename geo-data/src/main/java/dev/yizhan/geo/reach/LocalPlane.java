package dev.yizhan.geo.reach;

import dev.yizhan.geo.measure.LonLat;

/// A flat map around a place: metres east and north of it.
///
/// **Accuracy** lengths within 15 km are true to 0.2 %, and those of a few hundred metres around the
/// place to a millimetre.
final class LocalPlane {

    private static final double EQUATORIAL_RADIUS_METRES = 6_378_137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

    private final LonLat origin;
    private final double eastMetresADegree;
    private final double northMetresADegree;

    LocalPlane(LonLat origin) {
        this.origin = origin;
        double sin = Math.sin(Math.toRadians(origin.lat()));
        double w = 1 - ECCENTRICITY_SQUARED * sin * sin;
        double across = EQUATORIAL_RADIUS_METRES / Math.sqrt(w);
        northMetresADegree = Math.toRadians(across * (1 - ECCENTRICITY_SQUARED) / w);
        eastMetresADegree = Math.toRadians(across * Math.cos(Math.toRadians(origin.lat())));
    }

    double x(double lon) {
        double east = lon - origin.lon();
        return (east > 180 ? east - 360 : east < -180 ? east + 360 : east) * eastMetresADegree;
    }

    double y(double lat) {
        return (lat - origin.lat()) * northMetresADegree;
    }

    /// The longitude of a point; beyond ±180 where the map crosses the antimeridian.
    double lon(double x) {
        return origin.lon() + x / eastMetresADegree;
    }

    double lat(double y) {
        return origin.lat() + y / northMetresADegree;
    }
}
