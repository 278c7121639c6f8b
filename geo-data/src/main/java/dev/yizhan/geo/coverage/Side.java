package dev.yizhan.geo.coverage;

/// On which side of a line a point lies, and whether doubles can tell.
///
/// **Source** J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric
/// Predicates" (1997): the error of the plain determinant is less than this share of its terms.
final class Side {

    private static final double ERROR = 3.3306690738754716e-16;

    /// Beyond this there is no doubt about shapes smaller than some degrees.
    static final double DOUBTFUL = 1e-11;

    private Side() {}

    /// Twice the area of a, b, c: positive where c is to the left of a → b. The same doubles give the same
    /// answer, and it is linear along any line on which c moves.
    static double of(double ax, double ay, double bx, double by, double cx, double cy) {
        return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    }

    static boolean isSure(double side, double ax, double ay, double bx, double by, double cx, double cy) {
        double terms = Math.abs((bx - ax) * (cy - ay)) + Math.abs((by - ay) * (cx - ax));
        return Math.abs(side) > ERROR * terms;
    }
}
