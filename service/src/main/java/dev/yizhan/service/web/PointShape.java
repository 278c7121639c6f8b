package dev.yizhan.service.web;

import dev.yizhan.geo.measure.LonLat;

/// A GeoJSON point, written without the weight of a JTS geometry.
///
/// **Units**  degrees in the datum of the answer, rounded to 7 decimals (about a centimetre) when written.
public record PointShape(double lon, double lat) {

    public static PointShape of(LonLat place) {
        return new PointShape(place.lon(), place.lat());
    }

    /// A place on WGS 84, shown in the datum of the answer.
    public static PointShape of(LonLat wgs84, Crs crs) {
        return of(crs.fromWgs84(wgs84));
    }

    /// As it is written.
    public PointShape rounded() {
        return new PointShape(GeoJsonModule.rounded(lon), GeoJsonModule.rounded(lat));
    }
}
