package dev.yizhan.service.coverage;

import dev.yizhan.service.web.Decimals;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/// Shapes with fewer corners.
final class Simplified {

    private static final double METRES_A_DEGREE = 111_320;

    private Simplified() {}

    /// The shape with a border that moved by at most so many metres, valid on the decimals of answers; itself where
    /// that is 0, or where nothing would be left of it.
    static Geometry by(double metres, Geometry shape) {
        if (metres <= 0 || shape.isEmpty()) {
            return shape;
        }
        // A degree of longitude is shorter than one of latitude: made equal for the while.
        double shrink = Math.cos(Math.toRadians(shape.getEnvelopeInternal().centre().y));
        Geometry plane = AffineTransformation.scaleInstance(shrink, 1).transform(shape);
        Geometry simple = TopologyPreservingSimplifier.simplify(plane, metres / METRES_A_DEGREE);
        Geometry shown = Decimals.rounded(
                AffineTransformation.scaleInstance(1 / shrink, 1).transform(simple));
        return shown.isEmpty() ? shape : shown;
    }
}
