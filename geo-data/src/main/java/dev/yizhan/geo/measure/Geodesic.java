package dev.yizhan.geo.measure;

import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicMask;

/// Shortest lines on the WGS 84 ellipsoid, after C. F. F. Karney, "Algorithms for geodesics" (2013).
///
/// **Units**  metres and degrees; bearings clockwise from north, 0 ≤ bearing < 360.
/// **Accuracy**  15 nanometres.
public final class Geodesic {

    private static final net.sf.geographiclib.Geodesic WGS84 = net.sf.geographiclib.Geodesic.WGS84;

    private Geodesic() {}

    /// A distance and the direction in which to set out for it.
    public record Line(double distanceMetres, double bearingDegrees) {}

    public static double distanceMetres(double lon1, double lat1, double lon2, double lat2) {
        return WGS84.Inverse(lat1, lon1, lat2, lon2, GeodesicMask.DISTANCE).s12;
    }

    public static double distanceMetres(LonLat from, LonLat to) {
        return distanceMetres(from.lon(), from.lat(), to.lon(), to.lat());
    }

    public static Line between(double lon1, double lat1, double lon2, double lat2) {
        GeodesicData data = WGS84.Inverse(lat1, lon1, lat2, lon2, GeodesicMask.DISTANCE | GeodesicMask.AZIMUTH);
        double bearing = data.azi1 < 0 ? data.azi1 + 360 : data.azi1;
        return new Line(data.s12, bearing == 360 ? 0 : bearing);
    }

    /// The place reached from `start` after `distanceMetres` in the direction `bearingDegrees`.
    public static LonLat destination(LonLat start, double bearingDegrees, double distanceMetres) {
        GeodesicData data = WGS84.Direct(
                start.lat(),
                start.lon(),
                bearingDegrees,
                distanceMetres,
                GeodesicMask.LATITUDE | GeodesicMask.LONGITUDE);
        return new LonLat(data.lon2, data.lat2);
    }
}
