package dev.yizhan.geo.measure;

/// A place on the WGS 84 ellipsoid. Longitude first, as in RFC 7946, PostGIS and JTS.
///
/// **Units**  degrees, longitude −180..180, latitude −90..90; the constructor refuses anything else, NaN included.
public record LonLat(double lon, double lat) {

    public LonLat {
        if (!(lon >= -180 && lon <= 180)) {
            throw new IllegalArgumentException("longitude " + lon + " is outside -180..180");
        }
        if (!(lat >= -90 && lat <= 90)) {
            throw new IllegalArgumentException("latitude " + lat + " is outside -90..90");
        }
    }
}
