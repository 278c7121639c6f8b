package dev.yizhan.geo.cli;

import dev.yizhan.geo.load.Dataset;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the record keeps of where a dataset comes from.
final class SourceOptions {

    @Option(
            names = {"--title", "--title-zh"},
            paramLabel = "TITLE",
            description = "The dataset's title, in Chinese.")
    private @Nullable String titleZh;

    @Option(names = "--title-en", paramLabel = "TITLE", description = "The dataset's title, in English.")
    private @Nullable String titleEn;

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
                titleZh,
                titleEn,
                source,
                licence,
                asOf,
                null);
    }
}
