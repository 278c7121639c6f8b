package dev.yizhan.geo.postgis;

/// There is no database to work with; the message says why and what to do, in words for the person at the
/// keyboard.
public final class PostgisUnavailable extends RuntimeException {

    public PostgisUnavailable(String message) {
        super(message);
    }

    public PostgisUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
