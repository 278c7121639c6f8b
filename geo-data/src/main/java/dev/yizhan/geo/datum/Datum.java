package dev.yizhan.geo.datum;

import dev.yizhan.geo.measure.LonLat;
import java.util.Locale;

/// What a pair of coordinates refers to, and the way from it to WGS 84 and back.
///
/// **Units**  degrees, longitude first; metres, easting first, where an EPSG code is of a projected system.
public sealed interface Datum permits Wgs84, Gcj02, Bd09, Epsg {

    /// GPS and OpenStreetMap; what is stored.
    Datum WGS84 = new Wgs84();
    /// Amap, Tencent, and most phones in China.
    Datum GCJ02 = new Gcj02();
    /// Baidu.
    Datum BD09 = new Bd09();

    /// Kept beside every converted position: rows are converted anew when it changes.
    String CONVERTER_VERSION = "yizhan-datum-1";

    /// A pair of coordinates in some datum, longitude or easting first.
    record Position(double x, double y) {}

    /// The datum of this name: `wgs84`, `gcj02`, `bd09`, `cgcs2000`, or `epsg:` and a number.
    ///
    /// **Errors** [IllegalArgumentException] in words for who wrote the name.
    static Datum of(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        return switch (plain.replaceAll("[-_ ]", "")) {
            case "wgs84", "epsg:4326", "4326", "gps" -> WGS84;
            case "gcj02", "gcj", "amap", "tencent" -> GCJ02;
            case "bd09", "bd09ll", "baidu" -> BD09;
            case "cgcs2000" -> Epsg.of(4490);
            default -> {
                String number = plain.replaceFirst("^epsg:", "");
                if (!number.matches("\\d{4,6}")) {
                    throw new IllegalArgumentException("there is no datum " + name
                            + ": give wgs84, gcj02, bd09, cgcs2000, or a code such as epsg:4547");
                }
                yield Epsg.of(Integer.parseInt(number));
            }
        };
    }

    /// The name that [#of] takes and files and answers show.
    String code();

    /// The place of a pair of coordinates.
    ///
    /// **Errors** [IllegalArgumentException] when the pair is no place in this datum, NaN included.
    LonLat toWgs84(double x, double y);

    /// The pair of coordinates of a place.
    ///
    /// **Errors** [IllegalArgumentException] when the place is beyond what a projection can show.
    Position fromWgs84(LonLat place);
}
