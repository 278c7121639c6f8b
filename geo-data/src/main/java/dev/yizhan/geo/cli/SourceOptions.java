package dev.yizhan.geo.cli;

import dev.yizhan.geo.load.Dataset;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the record keeps of where a dataset comes from.
final class SourceOptions {

    @Option(names = "--title", paramLabel = "TITLE", description = "The dataset's title.")
    private @Nullable String title;

    @Option(names = "--source", paramLabel = "TEXT", description = "Where it comes from.")
    private @Nullable String source;

    @Option(names = "--licence", paramLabel = "TEXT", description = "On what terms it may be used.")
    private @Nullable String licence;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The day whose state it shows, such as 2026-07-29.")
    private @Nullable LocalDate asOf;

    @Option(names = "--synthetic", description = "The positions are made up, for a demonstration.")
    private boolean synthetic;

    boolean isSynthetic() {
        return synthetic;
    }

    /// @param datum what its coordinates referred to in the file
    Dataset dataset(String name, Dataset.Kind kind, String datum) {
        return new Dataset(
                name,
                kind,
                synthetic ? Dataset.Positions.SYNTHETIC : Dataset.Positions.REAL,
                datum,
                title,
                null,
                source,
                licence,
                asOf,
                null);
    }
}
