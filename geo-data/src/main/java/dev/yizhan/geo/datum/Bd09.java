package dev.yizhan.geo.datum;

import dev.yizhan.geo.measure.LonLat;

/// Baidu's second shift on top of GCJ-02, in degrees (bd09ll), not in Baidu's own metres.
///
/// **Source**   the formula in common use; its two halves are inverse only to about a metre, so the way
/// back is iterated instead.
/// **Accuracy** of the way back 1e-10 degrees.
record Bd09() implements Datum {

    private static final double WAVE = Math.PI * 3000 / 180;
    private static final double LON_OFFSET = 0.0065;
    private static final double LAT_OFFSET = 0.006;
    private static final double CLOSE_ENOUGH_DEGREES = 1e-11;
    private static final int ROUNDS = 20;

    @Override
    public String code() {
        return "bd09";
    }

    /// Baidu shifts only what it takes for China; elsewhere its coordinates are WGS 84.
    @Override
    public Position fromWgs84(LonLat place) {
        if (!China.contains(place.lon(), place.lat())) {
            return new Position(place.lon(), place.lat());
        }
        Position gcj02 = GCJ02.fromWgs84(place);
        return shifted(gcj02.x(), gcj02.y());
    }

    @Override
    public LonLat toWgs84(double lon, double lat) {
        LonLat same = new LonLat(lon, lat);
        if (!China.isNear(lon, lat)) {
            return same;
        }
        double gcjLon = lon - LON_OFFSET;
        double gcjLat = lat - LAT_OFFSET;
        for (int round = 0; round < ROUNDS; round++) {
            Position there = shifted(gcjLon, gcjLat);
            double missedLon = there.x() - lon;
            double missedLat = there.y() - lat;
            gcjLon -= missedLon;
            gcjLat -= missedLat;
            if (Math.abs(missedLon) < CLOSE_ENOUGH_DEGREES && Math.abs(missedLat) < CLOSE_ENOUGH_DEGREES) {
                break;
            }
        }
        LonLat place = GCJ02.toWgs84(gcjLon, gcjLat);
        return China.contains(place.lon(), place.lat()) ? place : same;
    }

    private static Position shifted(double lon, double lat) {
        double radius = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * WAVE);
        double angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * WAVE);
        return new Position(radius * Math.cos(angle) + LON_OFFSET, radius * Math.sin(angle) + LAT_OFFSET);
    }
}
