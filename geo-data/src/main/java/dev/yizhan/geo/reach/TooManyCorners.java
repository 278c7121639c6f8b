package dev.yizhan.geo.reach;

/// Thrown where an area over roads would take more memory than it may.
public final class TooManyCorners extends Exception {

    private static final long serialVersionUID = 1;

    TooManyCorners(int most) {
        super("the area has more than " + most + " corners");
    }
}
