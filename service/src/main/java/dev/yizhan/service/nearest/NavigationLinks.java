package dev.yizhan.service.nearest;

import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.measure.LonLat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Links that open a map at a station, each with the coordinate in that map's own datum.
///
/// **Units**  degrees with six decimals (0.1 m), as the maps ask for. Amap, Tencent and, within China,
/// Apple draw GCJ-02; Baidu draws BD-09.
/// **Source** the URI schemes that the four maps publish.
public record NavigationLinks(String amap, String baidu, String tencent, String apple) {

    /// Links to a place.
    ///
    /// @param place WGS 84
    /// @param name  what the map writes beside the marker
    public static NavigationLinks to(LonLat place, String name) {
        Datum.Position gcj02 = Datum.GCJ02.fromWgs84(place);
        Datum.Position bd09 = Datum.BD09.fromWgs84(place);
        // Amap splits its value at commas after decoding it, so a comma in a name would cut it short.
        String amapName = encoded(name.replace(',', ' '));
        String label = encoded(name);
        return new NavigationLinks(
                "https://uri.amap.com/navigation?to=%s,%s,%s&mode=walk&coordinate=gaode&src=yizhan"
                        .formatted(degrees(gcj02.x()), degrees(gcj02.y()), amapName),
                "https://api.map.baidu.com/marker?location=%s,%s&title=%s&content=%s&coord_type=bd09ll&output=html&src=webapp.yizhan.yizhan"
                        .formatted(degrees(bd09.y()), degrees(bd09.x()), label, label),
                "https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=%s&tocoord=%s,%s&referer=yizhan"
                        .formatted(label, degrees(gcj02.y()), degrees(gcj02.x())),
                "https://maps.apple.com/?daddr=%s,%s&q=%s&dirflg=w"
                        .formatted(degrees(gcj02.y()), degrees(gcj02.x()), label));
    }

    private static String degrees(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
