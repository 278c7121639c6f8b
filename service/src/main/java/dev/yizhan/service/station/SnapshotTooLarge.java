package dev.yizhan.service.station;

import java.util.Locale;

/// The stations do not fit into the heap. Said before they are read, for a heap that fills up is
/// fought over by the garbage collector for minutes first.
final class SnapshotTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// Measured with 194,023 stations: 0.8 kB each once they are served, and a little more on the
    /// way there.
    private static final long BYTES_SERVED = 800;

    private static final long BYTES_READ = 1000;
    private static final double SHARE_OF_HEAP = 0.9;

    private SnapshotTooLarge(String words) {
        super(words);
    }

    /// Throws if so many stations cannot be read beside those that are served now.
    static void refuse(long stations, long served) {
        long needed = stations * BYTES_READ + served * BYTES_SERVED;
        long heap = Runtime.getRuntime().maxMemory();
        if (needed > heap * SHARE_OF_HEAP) {
            throw new SnapshotTooLarge(String.format(
                    Locale.ROOT,
                    "%,d stations need a heap of about %,d MB, and this one has %,d MB: start with a larger -Xmx",
                    stations,
                    Math.round(needed / SHARE_OF_HEAP / 1e6),
                    Math.round(heap / 1e6)));
        }
    }
}
