package dev.yizhan.geo.measure;

import java.util.function.ObjIntConsumer;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/// Shapes with their corners elsewhere.
public final class Corners {

    private Corners() {}

    /// A copy with each corner moved; the one given stays as it is.
    ///
    /// @param move sets the corner at an index of its sequence anew
    public static Geometry moved(Geometry shape, ObjIntConsumer<CoordinateSequence> move) {
        Geometry moved = shape.copy();
        moved.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence corners, int i) {
                move.accept(corners, i);
            }

            @Override
            public boolean isDone() {
                return false;
            }

            @Override
            public boolean isGeometryChanged() {
                return true;
            }
        });
        return moved;
    }
}
