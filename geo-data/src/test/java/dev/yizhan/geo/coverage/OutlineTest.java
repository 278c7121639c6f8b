package dev.yizhan.geo.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class OutlineTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void an_outline_gives_back_the_shape_with_its_islands_and_holes(int seed) {
        Random random = new Random(seed);
        int holes = 0;
        for (int i = 0; i < 40; i++) {
            Geometry land = BorderTest.land(random);
            Outline outline = Outline.of(land);

            Geometry back = outline.area();

            assertThat(back.isValid()).isTrue();
            assertThat(back.getFactory()
                            .buildGeometry(PolygonExtracter.getPolygons(back))
                            .norm())
                    .isEqualTo(land.norm());
            assertThat(outline.box()).isEqualTo(land.getEnvelopeInternal());
            for (int part = 0; part < back.getNumGeometries(); part++) {
                Polygon polygon = (Polygon) back.getGeometryN(part);
                holes += polygon.getNumInteriorRing();
                assertThat(polygon.isEmpty()
                                || Orientation.isCCW(polygon.getExteriorRing().getCoordinateSequence()))
                        .isTrue();
            }
        }
        assertThat(holes).isGreaterThan(3);
    }

    @Test
    void a_corner_said_twice_is_one_and_a_shell_written_clockwise_is_turned() throws ParseException {
        Geometry clockwise = new WKTReader().read("POLYGON ((113 34, 113 35, 113 35, 114 35, 114 34, 113 34))");

        Outline outline = Outline.of(clockwise);

        assertThat(outline.cornerCount()).isEqualTo(4);
        assertThat(outline.area().toText()).isEqualTo("MULTIPOLYGON (((113 34, 114 34, 114 35, 113 35, 113 34)))");
    }

    @Test
    void nothing_is_an_outline_without_rings() {
        Outline outline = Outline.of(new GeometryFactory().createPolygon());

        assertThat(outline.cornerCount()).isZero();
        assertThat(outline.area().isEmpty()).isTrue();
    }
}
