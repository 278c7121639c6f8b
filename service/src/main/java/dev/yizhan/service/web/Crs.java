package dev.yizhan.service.web;

import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.measure.Corners;
import dev.yizhan.geo.measure.LonLat;
import java.util.Locale;
import org.locationtech.jts.geom.Geometry;

/// The datum that a client speaks: it governs the coordinates that come in and those that go out, and is
/// echoed.
///
/// **Units**  degrees, longitude first, in each.
public enum Crs {
    /// GPS, OpenStreetMap, `wx.getLocation` by default; what is stored.
    WGS84(Datum.WGS84),
    /// Amap, Tencent, and phones in China.
    GCJ02(Datum.GCJ02),
    /// Baidu.
    BD09(Datum.BD09);

    /// What a query record says of its `crs`.
    public static final String WORDS =
            "The datum of all coordinates, those given and those in the answer: wgs84 (GPS, OSM), gcj02 (Amap, Tencent)"
                    + " or bd09 (Baidu).";

    private final Datum datum;
    private final String code;

    Crs(Datum datum) {
        this.datum = datum;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    public Datum datum() {
        return datum;
    }

    /// The word in queries and answers.
    public String code() {
        return code;
    }

    /// A place that came in.
    public LonLat toWgs84(LonLat place) {
        return datum.toWgs84(place.lon(), place.lat());
    }

    /// A place on its way out.
    public LonLat fromWgs84(LonLat place) {
        Datum.Position position = datum.fromWgs84(place);
        return new LonLat(position.x(), position.y());
    }

    /// A shape on its way out, on seven decimals and valid; the one given stays as it is.
    ///
    /// **Empty**  where it is narrower than the last decimal.
    public Geometry fromWgs84(Geometry shape) {
        return Decimals.rounded(this == WGS84 ? shape : converted(shape));
    }

    private Geometry converted(Geometry shape) {
        return Corners.moved(shape, (corners, i) -> {
            Datum.Position position = datum.fromWgs84(new LonLat(corners.getX(i), corners.getY(i)));
            corners.setOrdinate(i, 0, position.x());
            corners.setOrdinate(i, 1, position.y());
        });
    }
}
