package dev.yizhan.service.coverage;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/// Shapes with fewer corners.
final class Simplified {

    private static final double METRES_A_DEGREE = 111_320;

    private Simplified() {}

    /// The shape with a border that moved by at most so many metres; itself where that is 0.
    static Geometry by(double metres, Geometry shape) {
        if (metres <= 0 || shape.isEmpty()) {
            return shape;
        }
        // A degree of longitude is shorter than one of latitude: made equal for the while.
        double shrink = Math.cos(Math.toRadians(shape.getEnvelopeInternal().centre().y));
        Geometry plane = AffineTransformation.scaleInstance(shrink, 1).transform(shape);
        Geometry simple = TopologyPreservingSimplifier.simplify(plane, metres / METRES_A_DEGREE);
        return AffineTransformation.scaleInstance(1 / shrink, 1).transform(simple);
    }
}
