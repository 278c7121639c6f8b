package dev.yizhan.geo.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.PolygonArea;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class EllipsoidalAreaTest {

    private static final double EARTH_M2 = 510_065_621_724_088.44;

    @Test
    void the_whole_world_has_the_area_of_the_ellipsoid() {
        Geometry world = new GeometryFactory().toGeometry(new Envelope(-180, 180, -90, 90));
        assertThat(EllipsoidalArea.squareMetres(world)).isCloseTo(EARTH_M2, Percentage.withPercentage(1e-9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POLYGON ((113.6 34.7, 113.7 34.72, 113.68 34.83, 113.59 34.8, 113.6 34.7))",
                "POLYGON ((87 43, 89 43.5, 88.5 45, 86.5 44.7, 87 43))",
                "POLYGON ((-10 -5, 12 -4, 11 7, -9 6, -10 -5))",
                "POLYGON ((113.65 34.75, 113.6501 34.75, 113.6501 34.7501, 113.65 34.75))"
            })
    void a_shape_has_the_area_that_geodesics_along_its_edges_enclose(String wkt) throws ParseException {
        Geometry shape = new WKTReader().read(wkt);
        double step = Math.max(shape.getLength() / 200_000, 1e-6);
        PolygonArea judge = new PolygonArea(Geodesic.WGS84, false);
        Coordinate[] corners = Densifier.densify(shape, step).getCoordinates();
        for (int i = 0; i < corners.length - 1; i++) {
            judge.AddPoint(corners[i].y, corners[i].x);
        }
        double area = Math.abs(judge.Compute().area);
        // The judge itself is good to about a thousandth of a square metre.
        assertThat(EllipsoidalArea.squareMetres(shape)).isCloseTo(area, within(Math.max(1e-8 * area, 1e-3)));
    }

    @Test
    void holes_are_taken_off_and_parts_added_whichever_way_they_turn() throws ParseException {
        WKTReader reader = new WKTReader();
        double big = EllipsoidalArea.squareMetres(reader.read("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"));
        double small = EllipsoidalArea.squareMetres(reader.read("POLYGON ((.2 .2, .4 .2, .4 .4, .2 .4, .2 .2))"));
        assertThat(EllipsoidalArea.squareMetres(
                        reader.read("POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0), (.2 .2, .4 .2, .4 .4, .2 .4, .2 .2))")))
                .isCloseTo(big - small, within(1e-3));
        assertThat(EllipsoidalArea.squareMetres(reader.read("GEOMETRYCOLLECTION (POINT (3 3), MULTIPOLYGON "
                        + "(((0 0, 0 1, 1 1, 1 0, 0 0)), ((5.2 .2, 5.4 .2, 5.4 .4, 5.2 .4, 5.2 .2))))")))
                .isCloseTo(big + small, within(1e-3));
        assertThat(EllipsoidalArea.squareMetres(reader.read("POLYGON EMPTY"))).isZero();
    }
}
