package dev.yizhan.geo.cli;

import dev.yizhan.geo.load.RunEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// What every run over a file may be told: where the record is, and who is told of what.
final class RunOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--check-only", description = "Read and check, and write nothing.")
    private boolean checkOnly;

    @Option(names = "--problems", paramLabel = "CSV", description = "Write every problem to this file.")
    private @Nullable Path problemsFile;

    @Option(names = "--json", description = "Report as JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The record; DATABASE_URL, or the project's private one, if not given.")
    private @Nullable String database;

    boolean checkOnly() {
        return checkOnly;
    }

    boolean namesDatabase() {
        return database != null;
    }

    RecordDatabase openRecord() {
        return RecordDatabase.open(database, System.getenv());
    }

    /// @param unit what is counted, in the plural
    Progress progress(String unit) {
        return Progress.of(unit, quiet);
    }

    /// The table of problems; it writes nothing where none is wanted.
    ProblemsFile problems() throws IOException {
        return ProblemsFile.at(problemsFile);
    }

    /// Prints what became of the file, and answers the exit code.
    ///
    /// @param more of the text, where there is more to say to a person
    int report(RunEnd end, Supplier<String> asJson, Supplier<String> asText, String more) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson.get());
        } else {
            out.print(asText.get() + more);
            if (problemsFile != null) {
                out.printf("%-10s %s%n", "all of them", problemsFile);
            }
        }
        out.flush();
        return end == RunEnd.REFUSED ? LoadMain.REFUSED : LoadMain.DONE;
    }
}
