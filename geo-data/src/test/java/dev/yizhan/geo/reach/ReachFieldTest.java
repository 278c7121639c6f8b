package dev.yizhan.geo.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.measure.LonLat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;

class ReachFieldTest {

    private static final LocalPlane PLANE = new LocalPlane(new LonLat(113.45, 23.1));
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final double FAR = 1e6;

    private static ReachField field(double beside) {
        return new ReachField(10, beside, -600, -600, 600, 600);
    }

    private static boolean holds(Geometry area, double x, double y) {
        return area.contains(SHAPES.createPoint(new Coordinate(PLANE.lon(x), PLANE.lat(y))));
    }

    @Test
    void a_road_with_time_to_spare_is_a_strip_with_round_ends() {
        ReachField field = field(50);
        field.add(-300, 7, 300, 7, FAR, 0);
        Geometry area = field.area(PLANE);
        assertThat(area).isInstanceOf(Polygon.class);
        assertThat(area.isValid()).isTrue();
        assertThat(EllipsoidalArea.squareMetres(area))
                .isCloseTo(600 * 100 + Math.PI * 2500, Percentage.withPercentage(0.3));
        assertThat(holds(area, 0, 56.9)).isTrue();
        assertThat(holds(area, 0, 57.1)).isFalse();
    }

    @Test
    void where_time_runs_out_the_strip_narrows_to_the_point_that_is_reached_last() {
        ReachField field = field(50);
        field.add(-300, 0, 300, 0, 250, 0.5);
        Geometry area = field.area(PLANE);
        // After 400 m there is 50 m left to leave the road, after 500 m nothing.
        assertThat(holds(area, 90, 49)).isTrue();
        assertThat(holds(area, 150, 40)).isFalse();
        assertThat(holds(area, 150, 15)).isTrue();
        assertThat(holds(area, 190, 0)).isTrue();
        assertThat(holds(area, 201, 0)).isFalse();
    }

    @Test
    void what_is_nearer_to_a_road_that_is_not_reached_is_left_out() {
        ReachField field = field(50);
        field.add(-300, 0, 300, 0, FAR, 0);
        field.addUnreached(-300, 30, 300, 30);
        Geometry area = field.area(PLANE);
        assertThat(holds(area, 0, 14.9)).isTrue();
        assertThat(holds(area, 0, 15.1)).isFalse();
        assertThat(holds(area, 0, -49)).isTrue();
    }

    @Test
    void a_reached_road_between_two_that_are_not_stays_in_however_near_they_are() {
        ReachField field = field(50);
        field.add(-300, 1, 300, 21, FAR, 0);
        field.addUnreached(-300, 4.4, 300, 24.4);
        field.addUnreached(-300, -3.8, 300, 16.2);
        Geometry area = field.area(PLANE);
        assertThat(area.isValid()).isTrue();
        for (double x = -279; x < 280; x += 3) {
            double y = 11 + x / 30;
            assertThat(holds(area, x, y)).as("on the road, at %s", x).isTrue();
            assertThat(holds(area, x, y + 12))
                    .as("a cell away on one side, at %s", x)
                    .isFalse();
            assertThat(holds(area, x, y - 12))
                    .as("a cell away on the other, at %s", x)
                    .isFalse();
        }
    }

    @Test
    void a_block_too_wide_to_be_walked_into_stays_a_hole() {
        ReachField field = field(50);
        double[][] corners = {{-200, -200}, {200, -200}, {200, 200}, {-200, 200}, {-200, -200}};
        for (int i = 1; i < corners.length; i++) {
            field.add(corners[i - 1][0], corners[i - 1][1], corners[i][0], corners[i][1], FAR, 0);
        }
        Polygon area = (Polygon) field.area(PLANE);
        assertThat(area.getNumInteriorRing()).isEqualTo(1);
        assertThat(holds(area, 0, 0)).isFalse();
        assertThat(holds(area, 0, 160)).isTrue();
    }

    @Test
    void roads_at_random_make_the_area_that_united_buffers_make() {
        Random random = new Random(13);
        for (int round = 0; round < 20; round++) {
            ReachField field = field(50);
            List<Geometry> buffers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                double x1 = 1000 * random.nextDouble() - 500;
                double y1 = 1000 * random.nextDouble() - 500;
                double x2 = Math.clamp(x1 + 300 * random.nextDouble() - 150, -600, 600);
                double y2 = Math.clamp(y1 + 300 * random.nextDouble() - 150, -600, 600);
                field.add(x1, y1, x2, y2, FAR, 0);
                buffers.add(SHAPES.createLineString(new Coordinate[] {new Coordinate(x1, y1), new Coordinate(x2, y2)})
                        .buffer(50, 32));
            }
            Geometry exact = UnaryUnionOp.union(buffers);
            exact.apply((Coordinate corner) -> {
                double x = corner.x;
                corner.x = PLANE.lon(x);
                corner.y = PLANE.lat(corner.y);
            });
            exact.geometryChanged();
            Geometry area = field.area(PLANE);
            assertThat(area.isValid()).isTrue();
            assertThat(EllipsoidalArea.squareMetres(area.symDifference(exact)))
                    .as("round %d of seed 13", round)
                    .isLessThan(0.01 * EllipsoidalArea.squareMetres(exact));
        }
    }

    @Test
    void more_time_never_takes_anything_away() {
        Random random = new Random(7);
        double[][] roads = new double[30][];
        for (int i = 0; i < roads.length; i++) {
            roads[i] = random.doubles(4, -500, 500).toArray();
        }
        Geometry before = null;
        for (double leave = 5; leave < 400; leave += 17) {
            ReachField field = field(50);
            for (double[] road : roads) {
                field.add(road[0], road[1], road[2], road[3], leave, 0.7);
            }
            Geometry area = field.area(PLANE);
            assertThat(area.isValid()).isTrue();
            if (before != null) {
                assertThat(EllipsoidalArea.squareMetres(before.difference(area)))
                        .isLessThan(0.5);
            }
            before = area;
        }
    }
}
