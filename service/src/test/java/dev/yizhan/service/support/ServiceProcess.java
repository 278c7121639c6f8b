package dev.yizhan.service.support;

import dev.yizhan.service.YizhanApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The service as a process of its own, which can be killed.
public final class ServiceProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready: http://127\\.0\\.0\\.1:(\\d+)/");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// Starts it over a database, on a port of its own choice; it is not ready yet.
    public ServiceProcess(String databaseUrl, String... jvmOptions) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), YizhanApplication.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DATABASE_URL", databaseUrl);
        builder.environment().put("PORT", "0");
        process = builder.start();
        Thread.ofVirtual().start(() -> {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(line -> {
                    synchronized (output) {
                        output.add(line);
                    }
                });
            } catch (IOException | UncheckedIOException e) {
                synchronized (output) {
                    output.add("(output ends: " + e.getMessage() + ")");
                }
            }
        });
    }

    /// What it has printed so far.
    public String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /// Its port, once it listens.
    public int port() {
        until(() -> READY.matcher(output()).find());
        Matcher ready = READY.matcher(output());
        return ready.find() ? Integer.parseInt(ready.group(1)) : 0;
    }

    /// Waits until it answers nearest.
    public ServiceProcess awaitStations() {
        until(() -> {
            HttpResponse<String> answer = get("/v1/stations/nearest?lon=113&lat=34");
            return answer != null && answer.statusCode() == 200;
        });
        return this;
    }

    /// The answer to a GET; null when there is none.
    public @Nullable HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// Waits for a condition, and says what the process printed if it waits in vain.
    public void until(BooleanSupplier condition) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("waited in vain; the service printed\n" + output());
            }
            Thread.onSpinWait();
        }
    }

    /// Its exit code, once it has ended.
    public int exitCode(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it has not ended; it printed\n" + output());
        }
        return process.exitValue();
    }

    /// Ends it as a power cut does.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        http.shutdownNow();
        kill();
    }
}
