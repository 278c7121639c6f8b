package dev.yizhan.geo.postgis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Short programs of the machine, run to their end.
final class Commands {

    private static final long SECONDS = 180;

    /// How a program ended, and what it said on both of its outputs.
    record Result(int exit, String output) {
        boolean ok() {
            return exit == 0;
        }
    }

    private Commands() {}

    /// Runs a program from the root folder, which every user may stand in.
    ///
    /// **Errors** a program that cannot be started ends with 127, as in a shell.
    static Result run(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage()));
        }
        try (InputStream said = process.getInputStream()) {
            String output = new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Result(124, output);
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PostgisUnavailable("interrupted while " + command.getFirst() + " was running", e);
        }
    }

    static Result run(List<String> prefix, String... command) {
        return run(Stream.concat(prefix.stream(), Stream.of(command)).toList());
    }
}
