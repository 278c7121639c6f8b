package dev.yizhan.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.measure.Corners;
import dev.yizhan.service.support.GridJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Shapes with much that is narrower than the last decimal, judged in whole numbers.
class DecimalsTest {

    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final int SEEDS = 400;
    private static final double LAST_DECIMAL = 1e-7;

    /// What is left of a box without areas that nearly touch each other and its sides, as gaps are.
    private static Geometry gaps(long seed) {
        Random random = new Random(seed);
        double west = -8.7 + random.nextDouble() / 10;
        double south = 41.1 + random.nextDouble() / 10;
        List<Geometry> areas = new ArrayList<>();
        double x = west;
        for (int i = 0; i < 12; i++) {
            x += random.nextDouble() * 40 * LAST_DECIMAL;
            // Narrow slits between them, some narrower than the last decimal.
            areas.add(star(random, x, south + random.nextDouble() * 30 * LAST_DECIMAL, 60 * LAST_DECIMAL));
        }
        Geometry box = SHAPES.toGeometry(new org.locationtech.jts.geom.Envelope(
                west - 20 * LAST_DECIMAL, x + 20 * LAST_DECIMAL, south - 20 * LAST_DECIMAL, south + 50 * LAST_DECIMAL));
        return OverlayNGRobust.overlay(box, OverlayNGRobust.union(areas), OverlayNG.DIFFERENCE);
    }

    private static Polygon star(Random random, double x, double y, double size) {
        int rays = 5 + random.nextInt(20);
        Coordinate[] corners = new Coordinate[rays + 1];
        for (int i = 0; i < rays; i++) {
            double angle = 2 * Math.PI * (i + random.nextDouble() * 0.9) / rays;
            double length = size * (0.02 + random.nextDouble());
            corners[i] = new Coordinate(x + length * Math.cos(angle), y + length * Math.sin(angle));
        }
        corners[rays] = corners[0].copy();
        return SHAPES.createPolygon(corners);
    }

    private static Geometry eachForItself(Geometry shape) {
        return Corners.moved(shape, (corners, i) -> {
            corners.setOrdinate(i, 0, GeoJsonModule.rounded(corners.getX(i)));
            corners.setOrdinate(i, 1, GeoJsonModule.rounded(corners.getY(i)));
        });
    }

    @Test
    void narrow_shapes_stay_valid_on_seven_decimals() {
        int broken = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Geometry shape = gaps(seed);
            Geometry shown = Decimals.rounded(shape);
            assertThat(GridJudge.fault(shown)).as("seed %d", seed).isNull();
            assertThat(shown.isValid()).as("seed %d, as binary numbers", seed).isTrue();
            double border = shape.getLength() * 2 * LAST_DECIMAL;
            assertThat(Math.abs(shown.getArea() - shape.getArea()))
                    .as("area of seed %d", seed)
                    .isLessThan(border);
            broken += GridJudge.fault(eachForItself(shape)) == null ? 0 : 1;
        }
        assertThat(broken)
                .as("corners rounded each for itself break some, or this says nothing")
                .isGreaterThan(SEEDS / 10);
    }

    @Test
    void what_is_rounded_already_stays_as_it_is() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Geometry once = Decimals.rounded(gaps(seed));
            assertThat(Decimals.rounded(once).equalsExact(once))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void a_shape_that_crosses_itself_is_mended_and_one_that_is_too_narrow_is_gone() throws Exception {
        WKTReader wkt = new WKTReader();
        assertThat(GridJudge.fault(Decimals.rounded(wkt.read("POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))"))))
                .isNull();
        assertThat(Decimals.rounded(wkt.read("POLYGON((0 0, 1e-8 1e-8, 0 1e-8, 0 0))"))
                        .isEmpty())
                .isTrue();
        assertThat(Decimals.rounded(wkt.read("MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((2 2, 2.00000001 2, 2 2.1, 2 2)))"))
                        .getGeometryType())
                .isEqualTo("MultiPolygon");
    }
}
