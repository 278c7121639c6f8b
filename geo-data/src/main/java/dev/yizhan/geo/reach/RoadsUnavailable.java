package dev.yizhan.geo.reach;

/// There are no roads to be had from a file; the message tells a person why, and what to do.
public final class RoadsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    RoadsUnavailable(String words, Throwable cause) {
        super(words, cause);
    }

    RoadsUnavailable(String words) {
        super(words);
    }
}
