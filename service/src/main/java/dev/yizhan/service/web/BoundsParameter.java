package dev.yizhan.service.web;

import dev.yizhan.geo.measure.BoundingBox;
import dev.yizhan.geo.measure.LonLat;

/// A box as a query writes it: west, south, east, north, in the datum of the request. Where west lies east of east, it
/// crosses the antimeridian.
public record BoundsParameter(double west, double south, double east, double north) {

    /// What a query record says of its `bbox`.
    public static final String WORDS =
            "Only what lies in this box: west,south,east,north in degrees of crs, borders included."
                    + " west > east crosses the antimeridian.";

    /// More degrees than any of our datums moves a place.
    private static final double BEND = 0.05;

    /// Reads `113.5,34.6,113.8,34.9`.
    public static BoundsParameter parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("is not four numbers: west,south,east,north");
        }
        double[] at = new double[4];
        for (int i = 0; i < 4; i++) {
            try {
                at[i] = (Double) QueryValue.readerFor(double.class).apply(parts[i]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "has '" + parts[i] + "', which is not a number, among west,south,east,north", e);
            }
        }
        if (Math.abs(at[0]) > 180 || Math.abs(at[2]) > 180) {
            throw new IllegalArgumentException("has a longitude outside -180..180; the order is west,south,east,north");
        }
        if (Math.abs(at[1]) > 90 || Math.abs(at[3]) > 90) {
            throw new IllegalArgumentException("has a latitude outside -90..90; the order is west,south,east,north");
        }
        if (at[1] > at[3]) {
            throw new IllegalArgumentException("has its south north of its north; the order is west,south,east,north");
        }
        return new BoundsParameter(at[0], at[1], at[2], at[3]);
    }

    /// A box on WGS 84 that holds every place of this one. A datum bends a box, so places have to be asked again with
    /// [#contains].
    public BoundingBox toWgs84(Crs crs) {
        if (crs == Crs.WGS84) {
            return BoundingBox.ofWestSouthEastNorth(west, south, east, north);
        }
        return BoundingBox.ofWestSouthEastNorth(
                Math.max(-180, west - BEND),
                Math.max(-90, south - BEND),
                Math.min(180, east + BEND),
                Math.min(90, north + BEND));
    }

    /// Whether a place on WGS 84 lies in the box, both in its datum.
    public boolean contains(LonLat wgs84, Crs crs) {
        LonLat place = crs.fromWgs84(wgs84);
        return BoundingBox.ofWestSouthEastNorth(west, south, east, north).contains(place.lon(), place.lat());
    }
}
