package dev.yizhan.geo.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.measure.LonLat;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

class CircleCornersTest {

    @ParameterizedTest
    @ValueSource(doubles = {50, 1000, 2777.8, 9000, 60_000})
    void corners_are_those_of_the_circle_drawn_one_by_one(double radiusMetres) {
        Random random = new Random(7);
        double[] corners = new double[2 * ServiceCircle.CORNERS];
        for (int i = 0; i < 300; i++) {
            LonLat centre = new LonLat(random.nextDouble(-178, 178), random.nextDouble(-79, 79));
            CircleCorners.of(radiusMetres).draw(centre.lon(), centre.lat(), corners, 0);
            Geometry circle = ServiceCircle.around(centre, radiusMetres);
            if (circle.getNumPoints() != ServiceCircle.CORNERS + 1) {
                continue;
            }
            Coordinate[] drawn = circle.getCoordinates();
            for (int k = 0; k < ServiceCircle.CORNERS; k++) {
                assertThat(Geodesic.WGS84.Inverse(drawn[k].y, drawn[k].x, corners[2 * k + 1], corners[2 * k]).s12)
                        .as("corner %d of a circle around %s", k, centre)
                        .isLessThan(1e-5 + 1e-9 * radiusMetres);
            }
        }
    }
}
