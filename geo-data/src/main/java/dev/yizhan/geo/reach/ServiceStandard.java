package dev.yizhan.geo.reach;

import java.util.Locale;

/// The travel time within which a place counts as served, and what turns that time into a distance.
///
/// **Units**  minutes, kilometres an hour; `detour` is the length of the way over the straight line, at least
/// 1.
/// **Errors** [IllegalArgumentException] for what is not a finite, positive number, and for a detour below 1.
/// **Source** GB 50180-2018: 800–1000 m as 15 minutes on foot; figures in use go from 800 to 1250 m.
public record ServiceStandard(Mode mode, double minutes, double speedKmh, double detour) {

    /// How a courier travels.
    public enum Mode {
        WALK,
        EBIKE;

        /// The word in queries, tables and answers.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// 15 minutes on foot: a straight line of 1000 m.
    public static final ServiceStandard WALK = new ServiceStandard(Mode.WALK, 15, 5, 1.25);

    /// 15 minutes on an e-bike: a straight line of 2778 m.
    public static final ServiceStandard EBIKE = new ServiceStandard(Mode.EBIKE, 15, 15, 1.35);

    public ServiceStandard {
        requirePositive("minutes", minutes);
        requirePositive("speed_kmh", speedKmh);
        requirePositive("detour", detour);
        if (detour < 1) {
            throw new IllegalArgumentException("detour " + detour + " would be shorter than the straight line");
        }
    }

    /// The default standard of a mode.
    public static ServiceStandard of(Mode mode) {
        return switch (mode) {
            case WALK -> WALK;
            case EBIKE -> EBIKE;
        };
    }

    /// How far the standard reaches in a straight line, in metres.
    public double radiusMetres() {
        return minutes / 60 * speedKmh * 1000 / detour;
    }

    /// Seconds to get as far as a straight line of `distanceMetres`: an estimate that knows no roads.
    public double durationSeconds(double distanceMetres) {
        return distanceMetres * detour / (speedKmh / 3.6);
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be a positive number, not " + value);
        }
    }
}
