package dev.yizhan.geo.measure;

/// A box of longitudes and latitudes, borders included. Where `west > east` it crosses the antimeridian.
///
/// **Units**  degrees on WGS 84.
public record BoundingBox(double west, double south, double east, double north) {

    public BoundingBox {
        new LonLat(west, south);
        new LonLat(east, north);
        if (south > north) {
            throw new IllegalArgumentException("south " + south + " lies north of north " + north);
        }
    }

    public static BoundingBox ofWestSouthEastNorth(double west, double south, double east, double north) {
        return new BoundingBox(west, south, east, north);
    }

    public boolean contains(double lon, double lat) {
        boolean lonInside = west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
        return lonInside && lat >= south && lat <= north;
    }
}
