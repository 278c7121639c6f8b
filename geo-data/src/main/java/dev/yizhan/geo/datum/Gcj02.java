package dev.yizhan.geo.datum;

import static java.lang.Math.PI;
import static java.lang.Math.abs;
import static java.lang.Math.cos;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;
import static java.lang.Math.toDegrees;

import dev.yizhan.geo.measure.LonLat;

/// The shift that maps in China apply to coordinates: 100 to 700 m, inside [China], and none outside.
///
/// **Source**   the formula in common use since 2010 (Krasovsky 1940 ellipsoid); there is no official
/// publication.
/// **Accuracy** of the way back 1e-10 degrees. In a strip along the border a shifted place inside and an
/// unshifted one outside have the same coordinates; there the way back chooses the one inside.
record Gcj02() implements Datum {

    private static final double SEMI_MAJOR_AXIS_METRES = 6_378_245.0;
    private static final double ECCENTRICITY_SQUARED = 0.00669342162296594323;
    private static final double CLOSE_ENOUGH_DEGREES = 1e-11;
    /// Each round gains three digits; six reach the last bit.
    private static final int ROUNDS = 12;

    @Override
    public String code() {
        return "gcj02";
    }

    @Override
    public Position fromWgs84(LonLat place) {
        return China.contains(place.lon(), place.lat())
                ? shifted(place.lon(), place.lat())
                : new Position(place.lon(), place.lat());
    }

    @Override
    public LonLat toWgs84(double lon, double lat) {
        LonLat same = new LonLat(lon, lat);
        if (!China.isNear(lon, lat)) {
            return same;
        }
        double wgsLon = lon;
        double wgsLat = lat;
        for (int round = 0; round < ROUNDS; round++) {
            Position there = shifted(wgsLon, wgsLat);
            double missedLon = there.x() - lon;
            double missedLat = there.y() - lat;
            wgsLon -= missedLon;
            wgsLat -= missedLat;
            if (abs(missedLon) < CLOSE_ENOUGH_DEGREES && abs(missedLat) < CLOSE_ENOUGH_DEGREES) {
                break;
            }
        }
        return China.contains(wgsLon, wgsLat) ? new LonLat(wgsLon, wgsLat) : same;
    }

    private static Position shifted(double lon, double lat) {
        double x = lon - 105;
        double y = lat - 35;
        double latRadians = Math.toRadians(lat);
        double w = 1 - ECCENTRICITY_SQUARED * sin(latRadians) * sin(latRadians);
        double meridianRadius = SEMI_MAJOR_AXIS_METRES * (1 - ECCENTRICITY_SQUARED) / (w * sqrt(w));
        double parallelRadius = SEMI_MAJOR_AXIS_METRES / sqrt(w) * cos(latRadians);
        return new Position(
                lon + toDegrees(eastMetres(x, y) / parallelRadius),
                lat + toDegrees(northMetres(x, y) / meridianRadius));
    }

    private static double eastMetres(double x, double y) {
        return 300
                + x
                + 2 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * sqrt(abs(x))
                + shortWave(x)
                + (20 * sin(x * PI) + 40 * sin(x / 3 * PI)) * 2 / 3
                + (150 * sin(x / 12 * PI) + 300 * sin(x / 30 * PI)) * 2 / 3;
    }

    private static double northMetres(double x, double y) {
        return -100
                + 2 * x
                + 3 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * sqrt(abs(x))
                + shortWave(x)
                + (20 * sin(y * PI) + 40 * sin(y / 3 * PI)) * 2 / 3
                + (160 * sin(y / 12 * PI) + 320 * sin(y * PI / 30)) * 2 / 3;
    }

    private static double shortWave(double x) {
        return (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2 / 3;
    }
}
