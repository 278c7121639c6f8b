package dev.yizhan.geo.coverage;

/// Something lies so exactly on something else that doubles cannot tell on which side: the plain way, which can,
/// is to be taken.
final class Undecided extends Exception {

    private static final long serialVersionUID = 1;

    Undecided(String where) {
        super(where, null, false, false);
    }
}
