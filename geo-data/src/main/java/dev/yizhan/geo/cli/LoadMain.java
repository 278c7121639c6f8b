package dev.yizhan.geo.cli;

import dev.yizhan.geo.postgis.PostgisUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The loader. Exit codes: 0 done, nothing to do or checked; 1 the file was refused; 2 the command makes no
/// sense; 3 no database, or a file that cannot be read or written.
@Command(
        name = "yizhan",
        description = "Loads rest stations, districts and demand into the record.",
        subcommands = {LoadCommand.class, DistrictsCommand.class, DemandCommand.class, CommandLine.HelpCommand.class},
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, nothing to do, or checked",
            "1:the file was refused; nothing was written",
            "2:the command makes no sense",
            "3:no database, or a file that cannot be read or written"
        })
public final class LoadMain {

    public static final int DONE = 0;
    public static final int REFUSED = 1;
    public static final int USAGE = 2;
    public static final int UNAVAILABLE = 3;

    private LoadMain() {}

    public static void main(String[] args) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    /// Runs one command; answers its exit code.
    static int run(PrintWriter out, PrintWriter err, String... args) {
        // Libraries have no log here, and need not say so.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        LogManager.getLogManager().reset();
        return new CommandLine(new LoadMain())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    err.println("yizhan: " + words(failure));
                    return failure instanceof IllegalArgumentException ? USAGE : unavailable(failure);
                })
                .execute(args);
    }

    private static int unavailable(Exception failure) throws Exception {
        return switch (failure) {
            case IOException _, SQLException _, PostgisUnavailable _ -> UNAVAILABLE;
            // A fault of the program's own: picocli shows where.
            default -> throw failure;
        };
    }

    private static @Nullable String words(Exception failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case FileSystemException file -> file.getFile() + ": " + file.getReason();
            default -> failure.getMessage();
        };
    }
}
