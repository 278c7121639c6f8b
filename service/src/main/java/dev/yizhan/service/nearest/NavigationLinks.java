package dev.yizhan.service.nearest;

import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.measure.LonLat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Links that open a map at a station, each with the coordinate in that map's own datum.
///
/// The way is one on foot. Amap opens its app where the phone has it (`callnative`); Baidu shows the place, for what it
/// publishes for ways has to be told where one starts.
///
/// **Units**  degrees with six decimals (0.1 m), as the maps ask for. Amap, Tencent and, within China,
/// Apple draw GCJ-02; Baidu draws BD-09.
/// **Source** the URI schemes that the four maps publish.
public record NavigationLinks(String amap, String baidu, String tencent, String apple) {

    /// A place as the maps' addresses spell it: worked out once a station, for it takes two datums
    /// and an encoding.
    ///
    /// **Shape**  pairs of degrees, joined with a comma, in the order that the name says.
    record Target(String gcj02LonLat, String gcj02LatLon, String bd09LatLon, String name, String nameWithoutComma) {

        /// @param place WGS 84
        /// @param name  what the map writes beside the marker
        static Target of(LonLat place, String name) {
            Datum.Position gcj02 = Datum.GCJ02.fromWgs84(place);
            Datum.Position bd09 = Datum.BD09.fromWgs84(place);
            String lon = degrees(gcj02.x());
            String lat = degrees(gcj02.y());
            String encoded = encoded(name);
            return new Target(
                    lon + "," + lat,
                    lat + "," + lon,
                    degrees(bd09.y()) + "," + degrees(bd09.x()),
                    encoded,
                    // Amap splits its value at commas after decoding it, so a comma in a name would cut it short.
                    name.indexOf(',') < 0 ? encoded : encoded(name.replace(',', ' ')));
        }
    }

    /// Links to a place.
    static NavigationLinks to(Target target) {
        return new NavigationLinks(
                "https://uri.amap.com/navigation?to=" + target.gcj02LonLat + "," + target.nameWithoutComma
                        + "&mode=walk&coordinate=gaode&callnative=1&src=yizhan",
                "https://api.map.baidu.com/marker?location=" + target.bd09LatLon + "&title=" + target.name + "&content="
                        + target.name + "&coord_type=bd09ll&output=html&src=webapp.yizhan.yizhan",
                "https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=" + target.name + "&tocoord="
                        + target.gcj02LatLon + "&referer=yizhan",
                "https://maps.apple.com/?daddr=" + target.gcj02LatLon + "&q=" + target.name + "&dirflg=w");
    }

    private static String degrees(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
