package dev.yizhan.geo.cli;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/// A bar on the terminal while rows are read; silence where nobody watches.
public final class Progress implements AutoCloseable {

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /// @param unit what is counted, in the plural
    public static Progress of(String unit, boolean quiet) {
        Console console = System.console();
        boolean watched = !quiet && console != null && console.isTerminal();
        // How many there will be is not known before the end: the file is read once.
        return new Progress(
                watched
                        ? new ProgressBarBuilder()
                                .setTaskName("reading")
                                .setInitialMax(-1)
                                .setUnit(" " + unit, 1)
                                .setUpdateIntervalMillis(200)
                                .clearDisplayOnFinish()
                                .build()
                        : null);
    }

    public void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
