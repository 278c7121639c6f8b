package dev.yizhan.geo.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

class BorderTest {

    private static final GeometryFactory SHAPES = new GeometryFactory();
    /// Corners and many places looked at lie on this raster, so that places come to lie on corners and on edges.
    private static final double STEP = 1 / 64.0;

    /// Some triangles and boxes with holes, on a raster.
    static Geometry land(Random random) {
        Geometry land = SHAPES.createPolygon();
        for (int i = 0; i < 12; i++) {
            Coordinate a = place(random);
            Geometry part = i % 2 == 0
                    ? SHAPES.createPolygon(new Coordinate[] {a, place(random), place(random), a.copy()})
                    : SHAPES.toGeometry(new Envelope(a, place(random)));
            if (part.isValid() && part.getDimension() == 2) {
                land = i % 3 == 2
                        ? OverlayNGRobust.overlay(land, part, OverlayNG.DIFFERENCE)
                        : OverlayNGRobust.overlay(land, part, OverlayNG.UNION);
            }
        }
        return land;
    }

    private static Coordinate place(Random random) {
        return new Coordinate(113 + random.nextInt(65) * STEP, 34 + random.nextInt(65) * STEP);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_place_is_inside_the_border_or_on_it_as_JTS_says(int seed) {
        Random random = new Random(seed);
        int inside = 0;
        int onBorder = 0;
        for (int lands = 0; lands < 20; lands++) {
            Geometry land = land(random);
            if (land.isEmpty() || land.getDimension() < 2) {
                continue;
            }
            double cell = random.nextDouble(0.01, 0.5);
            Border border = new Border(Outline.of(land), cell, cell);
            SimplePointInAreaLocator judge = new SimplePointInAreaLocator(land);
            for (int i = 0; i < 500; i++) {
                Coordinate place = i % 2 == 0
                        ? place(random)
                        : new Coordinate(random.nextDouble(112.9, 114.1), random.nextDouble(33.9, 35.1));
                int expected = judge.locate(place);
                inside += expected == Location.INTERIOR ? 1 : 0;
                onBorder += expected == Location.BOUNDARY ? 1 : 0;
                assertThat(border.isInside(place.x, place.y))
                        .as("%s in %s", place, land)
                        .isEqualTo(expected != Location.EXTERIOR);
            }
        }
        assertThat(inside).isGreaterThan(100);
        assertThat(onBorder).isGreaterThan(20);
    }
}
