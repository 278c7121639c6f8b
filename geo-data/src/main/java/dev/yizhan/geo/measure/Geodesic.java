package dev.yizhan.geo.measure;

import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicMask;
import org.jspecify.annotations.Nullable;

/// Shortest lines on the WGS 84 ellipsoid, after C. F. F. Karney, "Algorithms for geodesics"
/// (2013); those of a walk, which are nearly all, from the straight line through the earth and the
/// curvature in its direction.
///
/// **Units**  metres and degrees; bearings clockwise from north, 0 ≤ bearing < 360.
/// **Accuracy**  15 nanometres; a hundredth of a millimetre up to 10 km, at a tenth of the cost.
public final class Geodesic {

    private static final net.sf.geographiclib.Geodesic WGS84 = net.sf.geographiclib.Geodesic.WGS84;

    private Geodesic() {}

    /// A distance and the direction in which to set out for it.
    public record Line(double distanceMetres, double bearingDegrees) {}

    private static final double EQUATORIAL_RADIUS_METRES = 6378137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
    private static final double WALK_METRES = 10_000;
    private static final double POLAR_DEGREES = 89;
    /// No two places of a walk differ by more in latitude; a cheap way to see that a line is none.
    private static final double WALK_DEGREES = 0.1;

    public static double distanceMetres(double lon1, double lat1, double lon2, double lat2) {
        Line walk = walk(lon1, lat1, lon2, lat2);
        return walk != null ? walk.distanceMetres : WGS84.Inverse(lat1, lon1, lat2, lon2, GeodesicMask.DISTANCE).s12;
    }

    public static double distanceMetres(LonLat from, LonLat to) {
        return distanceMetres(from.lon(), from.lat(), to.lon(), to.lat());
    }

    public static Line between(double lon1, double lat1, double lon2, double lat2) {
        Line walk = walk(lon1, lat1, lon2, lat2);
        if (walk != null) {
            return walk;
        }
        GeodesicData data = WGS84.Inverse(lat1, lon1, lat2, lon2, GeodesicMask.DISTANCE | GeodesicMask.AZIMUTH);
        double bearing = data.azi1 < 0 ? data.azi1 + 360 : data.azi1;
        return new Line(data.s12, bearing == 360 ? 0 : bearing);
    }

    /// The line between two places that are no more than [#WALK_METRES] apart; null where they are,
    /// or may be.
    private static @Nullable Line walk(double lon1, double lat1, double lon2, double lat2) {
        if (!(Math.abs(lat1 - lat2) < WALK_DEGREES)) {
            return null;
        }
        double sin1 = Math.sin(Math.toRadians(lat1));
        double cos1 = Math.cos(Math.toRadians(lat1));
        double sin2 = Math.sin(Math.toRadians(lat2));
        double cos2 = Math.cos(Math.toRadians(lat2));
        double normal1 = normal(sin1);
        double normal2 = normal(sin2);
        // Earth-centred, with the first place on the meridian x, z.
        double dLon = Math.toRadians(lon2 - lon1);
        double half = Math.sin(dLon / 2);
        double across = normal2 * cos2 * Math.sin(dLon);
        double outward = normal2 * cos2 - normal1 * cos1 - 2 * normal2 * cos2 * half * half;
        double up = (1 - ECCENTRICITY_SQUARED) * (normal2 * sin2 - normal1 * sin1);
        double chordSquared = across * across + outward * outward + up * up;
        if (!(chordSquared < WALK_METRES * WALK_METRES)) {
            return null;
        }
        double north = cos1 * up - sin1 * outward;
        // Math.hypot would guard against an overflow that kilometres cannot cause, at ten times the cost.
        double along = Math.sqrt(across * across + north * north);
        double cosine = along == 0 ? 1 : north / along;
        // Euler: the curvature in a direction, from those along the meridian and across it, half way.
        double sinMiddle = (sin1 + sin2) / 2;
        double w = 1 - ECCENTRICITY_SQUARED * sinMiddle * sinMiddle;
        double acrossCurvature = Math.sqrt(w) / EQUATORIAL_RADIUS_METRES;
        double alongCurvature = acrossCurvature * w / (1 - ECCENTRICITY_SQUARED);
        double curvature = acrossCurvature + cosine * cosine * (alongCurvature - acrossCurvature);
        double chord = Math.sqrt(chordSquared);
        double bearing = Math.toDegrees(Math.atan2(across, north));
        return new Line(
                chord * (1 + chordSquared * curvature * curvature / 24), bearing < 0 ? (bearing + 360) % 360 : bearing);
    }

    /// Where a walk ends: along its chord, which dips below the horizon by half the angle that it spans.
    private static LonLat stroll(LonLat start, double bearing, double distanceMetres) {
        double sin = Math.sin(Math.toRadians(start.lat()));
        double cos = Math.cos(Math.toRadians(start.lat()));
        double w = 1 - ECCENTRICITY_SQUARED * sin * sin;
        double acrossCurvature = Math.sqrt(w) / EQUATORIAL_RADIUS_METRES;
        double alongCurvature = acrossCurvature * w / (1 - ECCENTRICITY_SQUARED);
        double cosine = Math.cos(bearing);
        double curvature = acrossCurvature + cosine * cosine * (alongCurvature - acrossCurvature);
        double half = distanceMetres * curvature / 2;
        double chord = distanceMetres * (1 - half * half / 6);
        double ahead = chord * Math.cos(half);
        double down = chord * Math.sin(half);
        double east = ahead * Math.sin(bearing);
        double north = ahead * cosine;
        double normal = normal(sin);
        // Earth-centred, with the start on the meridian x, z.
        double x = normal * cos - north * sin - down * cos;
        double z = (1 - ECCENTRICITY_SQUARED) * normal * sin + north * cos - down * sin;
        double fromAxis = Math.sqrt(x * x + east * east);
        // Bowring's latitude, exact on the surface.
        double reduced = Math.atan2(z, (1 - FLATTENING) * fromAxis);
        double sinReduced = Math.sin(reduced);
        double cosReduced = Math.cos(reduced);
        double polarRadius = EQUATORIAL_RADIUS_METRES * (1 - FLATTENING);
        double secondEccentricity = ECCENTRICITY_SQUARED / (1 - ECCENTRICITY_SQUARED);
        double lat = Math.atan2(
                z + secondEccentricity * polarRadius * sinReduced * sinReduced * sinReduced,
                fromAxis - ECCENTRICITY_SQUARED * EQUATORIAL_RADIUS_METRES * cosReduced * cosReduced * cosReduced);
        double lon = start.lon() + Math.toDegrees(Math.atan2(east, x));
        return new LonLat(lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon, Math.toDegrees(lat));
    }

    private static double normal(double sinLat) {
        return EQUATORIAL_RADIUS_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinLat * sinLat);
    }

    /// The place reached from `start` after `distanceMetres` in the direction `bearingDegrees`.
    public static LonLat destination(LonLat start, double bearingDegrees, double distanceMetres) {
        // At a pole every direction is a longitude, and the plane below has no east.
        if (distanceMetres >= 0 && distanceMetres < WALK_METRES && Math.abs(start.lat()) < POLAR_DEGREES) {
            return stroll(start, Math.toRadians(bearingDegrees), distanceMetres);
        }
        GeodesicData data = WGS84.Direct(
                start.lat(),
                start.lon(),
                bearingDegrees,
                distanceMetres,
                GeodesicMask.LATITUDE | GeodesicMask.LONGITUDE);
        return new LonLat(data.lon2, data.lat2);
    }
}
