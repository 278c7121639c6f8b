package dev.yizhan.geo.district;

import dev.yizhan.geo.measure.EllipsoidalArea;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;

/// Makes a valid area of a shape whose rings touch or cross themselves.
///
/// **Shape**  a valid shape stays as it is; of a repaired one, the change of its area is told.
final class ShapeRepair {

    /// **Empty**  `changeSquareMetres` null: nothing was to be repaired.
    record Repaired(
            MultiPolygon shape,
            double areaSquareMetres,
            @Nullable Double changeSquareMetres) {}

    private ShapeRepair() {}

    /// Repairs a shape where its corners are those of the file, and takes it to WGS 84.
    ///
    /// **Empty**  null where nothing with an area is left.
    static @Nullable Repaired repair(Geometry raw, UnaryOperator<Geometry> toWgs84) {
        boolean valid = raw.isValid();
        Geometry shape = toWgs84.apply(valid ? raw : GeometryFixer.fix(raw));
        // A corner on an edge of the file's grid may lie beside it once both are converted.
        MultiPolygon areas = areas(shape.isValid() ? shape : GeometryFixer.fix(shape));
        double area = EllipsoidalArea.squareMetres(areas);
        if (area == 0) {
            return null;
        }
        return new Repaired(areas, area, valid ? null : area - EllipsoidalArea.squareMetres(toWgs84.apply(raw)));
    }

    private static MultiPolygon areas(Geometry shape) {
        List<Polygon> parts = new ArrayList<>();
        collect(shape, parts);
        return shape.getFactory().createMultiPolygon(parts.toArray(Polygon[]::new));
    }

    private static void collect(Geometry shape, List<Polygon> parts) {
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            Geometry part = shape.getGeometryN(i);
            if (part instanceof Polygon polygon) {
                if (!polygon.isEmpty()) {
                    parts.add(polygon);
                }
            } else if (part.getNumGeometries() > 1 || part != shape) {
                collect(part, parts);
            }
        }
    }
}
