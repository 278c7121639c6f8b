package dev.yizhan.geo.datum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.datum.Datum.Position;
import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatumTest {

    private static final double MILLIMETRE = 0.001;

    @ParameterizedTest
    @CsvFileSource(resources = "shifted.csv", numLinesToSkip = 2)
    void shifts_as_an_independent_converter_does(
            String place, double lon, double lat, double gcjLon, double gcjLat, double bdLon, double bdLat) {
        LonLat wgs84 = new LonLat(lon, lat);
        assertPosition(Datum.GCJ02.fromWgs84(wgs84), gcjLon, gcjLat, 1e-9);
        assertPosition(Datum.BD09.fromWgs84(wgs84), bdLon, bdLat, 1e-9);
        assertThat(Geodesic.distanceMetres(Datum.GCJ02.toWgs84(gcjLon, gcjLat), wgs84))
                .as(place)
                .isLessThan(MILLIMETRE);
        assertThat(Geodesic.distanceMetres(Datum.BD09.toWgs84(bdLon, bdLat), wgs84))
                .as(place)
                .isLessThan(MILLIMETRE);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "projected.csv", numLinesToSkip = 2)
    void projects_as_an_independent_projection_does(
            String place, int epsg, double lon, double lat, double x, double y) {
        Datum datum = Datum.of("epsg:" + epsg);
        assertPosition(datum.fromWgs84(new LonLat(lon, lat)), x, y, 0.005);
        assertThat(Geodesic.distanceMetres(datum.toWgs84(x, y), new LonLat(lon, lat)))
                .as(place)
                .isLessThan(0.005);
    }

    @Test
    void a_published_point_of_the_114_degree_zone_is_where_it_should_be() {
        LonLat place = Datum.of("EPSG:4547").toWgs84(500_000, 2_560_000);
        assertThat(place.lon()).isCloseTo(114, within(1e-9));
        assertThat(place.lat()).isCloseTo(23.139621862663494, within(1e-8));
    }

    @Test
    void every_gauss_krueger_zone_of_cgcs2000_is_known_and_comes_back() {
        for (int epsg = 4513; epsg <= 4554; epsg++) {
            int centralMeridian = 75 + 3 * ((epsg - 4513) % 21);
            LonLat place = new LonLat(centralMeridian + 0.7, 33.3);
            Datum datum = Datum.of("epsg:" + epsg);
            Position there = datum.fromWgs84(place);
            assertThat(there.y()).as("northing of %d", epsg).isBetween(3_685_000.0, 3_690_000.0);
            assertThat(Geodesic.distanceMetres(datum.toWgs84(there.x(), there.y()), place))
                    .as("epsg:%d", epsg)
                    .isLessThan(MILLIMETRE);
        }
    }

    @Test
    void cgcs2000_is_wgs84_to_centimetres() {
        LonLat place = Datum.of("cgcs2000").toWgs84(113.6654, 34.7578);
        assertThat(Geodesic.distanceMetres(place, new LonLat(113.6654, 34.7578)))
                .isLessThan(0.05);
        assertThat(Datum.of("cgcs2000").code()).isEqualTo("epsg:4490");
    }

    static Stream<Datum> shiftedDatums() {
        return Stream.of(Datum.GCJ02, Datum.BD09);
    }

    @ParameterizedTest
    @MethodSource("shiftedDatums")
    void there_and_back_is_less_than_a_millimetre_all_over_the_mask(Datum datum) {
        Random random = new Random(20_260_201);
        int inside = 0;
        while (inside < 20_000) {
            LonLat place = new LonLat(random.nextDouble(73, 136), random.nextDouble(3, 54));
            if (!China.contains(place.lon(), place.lat())) {
                continue;
            }
            inside++;
            Position there = datum.fromWgs84(place);
            assertThat(Geodesic.distanceMetres(datum.toWgs84(there.x(), there.y()), place))
                    .as("%s %s", datum.code(), place)
                    .isLessThan(MILLIMETRE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Osaka, 135.5023, 34.6937",
        "Manila, 120.9842, 14.5995",
        "Seoul, 126.9780, 37.5665",
        "Hanoi, 105.8342, 21.0278",
        "Kathmandu, 85.3240, 27.7172",
        "Ulaanbaatar, 106.9057, 47.8864",
        "Almaty, 76.8512, 43.2220",
        "Hong Kong Central, 114.1588, 22.2819",
        "Lok Ma Chau, 114.0740, 22.5090",
        "Macau, 113.5439, 22.1987",
        "Taipei, 121.5654, 25.0330",
        "Sinuiju, 124.3980, 40.1000",
        "London, -0.1276, 51.5072"
    })
    void nothing_is_shifted_outside(String place, double lon, double lat) {
        assertThat(China.contains(lon, lat)).as(place).isFalse();
        for (Datum datum : new Datum[] {Datum.GCJ02, Datum.BD09}) {
            assertPosition(datum.fromWgs84(new LonLat(lon, lat)), lon, lat, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Shenzhen Luohu, 114.1190, 22.5370",
        "Zhuhai Gongbei, 113.5490, 22.2240",
        "Xiamen, 118.0894, 24.4798",
        "Dandong, 124.3830, 40.1290",
        "Chongming, 121.3970, 31.6230",
        "Zhoushan, 122.2072, 29.9853",
        "Sanya, 109.5119, 18.2528",
        "Shengsi, 122.4510, 30.7250",
        "Kashgar, 75.9898, 39.4704",
        "Mohe, 122.5390, 52.9720"
    })
    void cities_at_the_edge_are_shifted(String place, double lon, double lat) {
        assertThat(China.contains(lon, lat)).as(place).isTrue();
        Position gcj02 = Datum.GCJ02.fromWgs84(new LonLat(lon, lat));
        assertThat(Geodesic.distanceMetres(lon, lat, gcj02.x(), gcj02.y())).isBetween(100.0, 800.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcj-02", "GCJ02", "bd09", "wgs84", "WGS-84", "epsg:4547", "4547"})
    void a_code_names_its_own_datum(String name) {
        Datum datum = Datum.of(name);
        assertThat(Datum.of(datum.code()).code()).isEqualTo(datum.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mars", "epsg:", "epsg:99999", "gcj03"})
    void an_unknown_datum_is_refused_in_words(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Datum.of(name)).withMessageMatching(".*(datum|EPSG).*");
    }

    @Test
    void what_is_no_place_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Datum.GCJ02.toWgs84(Double.NaN, 34));
        assertThatIllegalArgumentException().isThrownBy(() -> Datum.BD09.toWgs84(113, 999));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Datum.of("epsg:4547").toWgs84(Double.NaN, 0));
    }

    private static void assertPosition(Position position, double x, double y, double tolerance) {
        assertThat(position.x()).isCloseTo(x, within(tolerance));
        assertThat(position.y()).isCloseTo(y, within(tolerance));
    }
}
