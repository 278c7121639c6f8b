package dev.yizhan.geo.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against GeographicLib, on lines of every length and at every latitude.
class GeodesicTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-3, 1, 100, 3000, 9999, 10_001, 50_000, 2e7})
    void distance_and_bearing_are_those_of_the_geodesic(double longest) {
        Random random = new Random(Double.hashCode(longest));
        for (int i = 0; i < 20_000; i++) {
            double lat = i % 50 == 0 ? 90 - random.nextDouble() * 0.1 : random.nextDouble(-90, 90);
            double lon = i % 20 == 0 ? 179.99 : random.nextDouble(-180, 180);
            double length = longest * (0.5 + random.nextDouble() / 2);
            double direction = random.nextDouble(360);
            LonLat to = Geodesic.destination(new LonLat(lon, lat), direction, length);
            GeodesicData there = net.sf.geographiclib.Geodesic.WGS84.Direct(lat, lon, direction, length);
            assertThat(net.sf.geographiclib.Geodesic.WGS84.Inverse(there.lat2, there.lon2, to.lat(), to.lon()).s12)
                    .as("end of %f m to %f from %f, %f", length, direction, lon, lat)
                    .isLessThan(5e-5);
            assertThat(to.lon()).isBetween(-180.0, 180.0);
            GeodesicData expected = net.sf.geographiclib.Geodesic.WGS84.Inverse(lat, lon, to.lat(), to.lon());
            Geodesic.Line line = Geodesic.between(lon, lat, to.lon(), to.lat());
            assertThat(Math.abs(line.distanceMetres() - expected.s12))
                    .as("%f m from %f, %f", length, lon, lat)
                    .isLessThan(1e-5);
            assertThat(Geodesic.distanceMetres(lon, lat, to.lon(), to.lat())).isEqualTo(line.distanceMetres());
            assertThat(line.bearingDegrees()).isBetween(0.0, 360.0).isNotEqualTo(360);
            // Half way round the earth the direction is anybody's guess.
            if (expected.s12 > 0.5 && expected.s12 < 1.9e7) {
                double off = Math.abs((line.bearingDegrees() - expected.azi1 + 540) % 360 - 180);
                // To a hundredth of a millimetre of the way there.
                assertThat(Math.toRadians(off) * Math.min(expected.s12, 1e5)).isLessThan(2e-5 + 1e-9 * expected.s12);
            }
        }
    }
}
