package dev.yizhan.service.web;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.problem.ProblemException;
import org.locationtech.jts.geom.Geometry;

/// The datum that a client speaks: it governs the coordinates that come in and those that go out, and is echoed.
///
/// **Units**  degrees, longitude first, in each.
public enum Crs {
    /// GPS, OpenStreetMap, `wx.getLocation` by default; what is stored.
    WGS84,
    /// Amap, Tencent, and phones in China.
    GCJ02,
    /// Baidu.
    BD09;

    /// What a query record says of its `crs`.
    public static final String WORDS =
            "The datum of all coordinates, those given and those in the answer: wgs84 (GPS, OSM), gcj02 (Amap, Tencent)"
                    + " or bd09 (Baidu).";

    /// A place that came in.
    public LonLat toWgs84(LonLat place) {
        refuseForeign();
        return place;
    }

    /// A place on its way out.
    public LonLat fromWgs84(LonLat place) {
        refuseForeign();
        return place;
    }

    /// A shape on its way out; the one given stays as it is.
    public Geometry fromWgs84(Geometry shape) {
        refuseForeign();
        return shape;
    }

    private void refuseForeign() {
        if (this != WGS84) {
            throw ProblemException.invalidParameter("crs", "only wgs84 is converted by this build");
        }
    }
}
