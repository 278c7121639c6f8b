package dev.yizhan.service.web;

import dev.yizhan.geo.measure.Corners;
import java.util.function.DoubleUnaryOperator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.precision.GeometryPrecisionReducer;

/// Shapes on the seven decimals that answers have, valid there too.
///
/// Corners that are each rounded for themselves may pull a narrow part of a shape over its other side. Such a shape is
/// laid anew on the grid of seven decimals, where its sides meet in corners of the grid.
/// **Units**  degrees; nothing moves by more than a centimetre or two.
/// **Shape**  as it came: several polygons stay several. A polygon that gets too narrow in its middle becomes several;
/// parts that are narrower than the grid are gone. Valid for who reads the decimals as they are written, and for who
/// reads them as binary numbers, which are not quite the same.
/// **Cost**   two microseconds a corner, some ten where the shape has to be laid anew.
public final class Decimals {

    private static final PrecisionModel WHOLE_NUMBERS = new PrecisionModel(1);

    private Decimals() {}

    /// The shape as it can be written and read again; the one given stays as it is.
    public static Geometry rounded(Geometry shape) {
        Geometry whole = moved(shape, degrees -> Math.rint(degrees * GeoJsonModule.DECIMALS));
        Geometry near = shown(whole);
        return near.isValid() && whole.isValid() ? near : laidAnew(shape);
    }

    private static Geometry shown(Geometry whole) {
        return moved(whole, number -> number / GeoJsonModule.DECIMALS + 0.0);
    }

    private static Geometry laidAnew(Geometry shape) {
        Geometry large = moved(shape, degrees -> degrees * GeoJsonModule.DECIMALS);
        Geometry laid = shown(
                GeometryPrecisionReducer.reduce(large.isValid() ? large : GeometryFixer.fix(large), WHOLE_NUMBERS));
        return shape instanceof MultiPolygon && laid instanceof Polygon polygon
                ? shape.getFactory().createMultiPolygon(polygon.isEmpty() ? new Polygon[0] : new Polygon[] {polygon})
                : laid;
    }

    private static Geometry moved(Geometry shape, DoubleUnaryOperator to) {
        return Corners.moved(shape, (corners, i) -> {
            corners.setOrdinate(i, 0, to.applyAsDouble(corners.getX(i)));
            corners.setOrdinate(i, 1, to.applyAsDouble(corners.getY(i)));
        });
    }
}
