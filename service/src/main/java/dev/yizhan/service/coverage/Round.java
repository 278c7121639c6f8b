package dev.yizhan.service.coverage;

import org.jspecify.annotations.Nullable;

/// As many digits as a figure deserves.
final class Round {

    private Round() {}

    static @Nullable Double tenths(@Nullable Double value) {
        return value == null ? null : Math.rint(value * 10) / 10;
    }

    static double hundredths(double value) {
        return Math.rint(value * 100) / 100;
    }

    static double thousandths(double value) {
        return Math.rint(value * 1000) / 1000;
    }
}
