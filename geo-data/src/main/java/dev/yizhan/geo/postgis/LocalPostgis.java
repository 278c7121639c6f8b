package dev.yizhan.geo.postgis;

import dev.yizhan.geo.load.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A PostGIS of the project's own, in one folder, made with the machine's PostgreSQL: the database of those who
/// bring none.
///
/// It listens on 127.0.0.1 only, on a port that it remembers, behind a random password; it has no socket.
/// Processes share it: the first starts it, others adopt it, the last one out stops it. A killed process leaves
/// it running for the next to adopt.
///
/// **Blocking** every method, for seconds when the cluster has to be made or started.
/// **Errors**   [PostgisUnavailable], in words for the person at the keyboard.
public final class LocalPostgis {

    /// What [#start] found and did.
    public enum Outcome {
        CREATED,
        STARTED,
        ADOPTED
    }

    private static final String NAME = "yizhan";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PORT_ATTEMPTS = 5;
    private static final long LOG_BYTES = 10_000_000;

    private static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            // Passwords travel over TCP alone: a socket's path may be too long, and its folder closed to the server's
            // user.
            "unix_socket_directories", "",
            "max_connections", "60",
            "shared_buffers", "128MB",
            // Compiling costs more than it saves in queries of milliseconds.
            "jit", "off",
            "random_page_cost", "1.1",
            "timezone", "UTC",
            "log_timezone", "UTC");

    private final Path folder;
    private final Path data;
    private final Map<String, String> settings;
    private final Map<String, String> environment;
    private boolean joined;
    private @Nullable Integer port;

    private LocalPostgis(Path folder, Map<String, String> settings, Map<String, String> environment) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.settings = settings;
        this.environment = environment;
    }

    /// The cluster of `folder`, which is made when it is missing. `YIZHAN_PG_PORT` and `YIZHAN_PG_BIN` are
    /// heeded.
    public static LocalPostgis in(Path folder) {
        return in(folder, Map.of(), System.getenv());
    }

    /// The same with server settings beside the usual ones, and with an environment of the caller's.
    public static LocalPostgis in(Path folder, Map<String, String> settings, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(SETTINGS);
        all.putAll(settings);
        return new LocalPostgis(folder.toAbsolutePath().normalize(), all, environment);
    }

    /// Makes, starts or adopts the cluster, as needed; returns when it takes connections.
    public Outcome start() {
        return locked(() -> {
            if (joined) {
                return Outcome.ADOPTED;
            }
            Outcome outcome = bringUp();
            FolderUse.join(folder);
            joined = true;
            return outcome;
        });
    }

    /// Leaves the cluster; it is stopped when no other process, and nobody else in this one, uses it.
    ///
    /// **Shape** answers whether it was stopped.
    public boolean stop() {
        return locked(() -> {
            if (!joined) {
                return false;
            }
            joined = false;
            if (!FolderUse.leave(folder) || postmaster() == null) {
                return false;
            }
            ServerUser user = ServerUser.of(folder, data);
            Commands.Result stopped =
                    Commands.run(user.prefix(), program("pg_ctl"), "-D", data.toString(), "-m", "fast", "-w", "stop");
            if (!stopped.ok()) {
                throw new PostgisUnavailable("PostgreSQL in " + folder + " does not stop: " + stopped.output());
            }
            return true;
        });
    }

    /// The address of the running cluster's database, as `DATABASE_URL` has it: with the password in it.
    public String url() {
        if (port == null) {
            throw new IllegalStateException("the cluster in " + folder + " was not started");
        }
        return url(port, NAME);
    }

    public DatabaseUrl address() {
        return DatabaseUrl.parse(url());
    }

    private Outcome bringUp() throws IOException {
        Running running = postmaster();
        if (running != null) {
            port = running.port();
            awaitConnections(running.port());
            return Outcome.ADOPTED;
        }
        awaitOrphans();
        dropForeignPid();
        boolean created = !Files.exists(data);
        PostgisBinaries binaries = PostgisBinaries.find(environment.get("YIZHAN_PG_BIN"), created ? null : version());
        ServerUser user = ServerUser.of(folder, data);
        if (created) {
            initialise(binaries, user);
        }
        launch(binaries, user);
        return created ? Outcome.CREATED : Outcome.STARTED;
    }

    private void initialise(PostgisBinaries binaries, ServerUser user) throws IOException {
        // Made beside its place and then moved, so that a killed initdb never looks like a cluster.
        Path unfinished = folder.resolve("data.unfinished");
        delete(unfinished);
        String password = HexFormat.of().formatHex(random(24));
        writePrivately(folder.resolve("password"), password);
        Path once = folder.resolve("password.once");
        writePrivately(once, ScramVerifier.of(password, random(16)));
        Files.setOwner(once, user.owner());
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(List.of(
                binaries.bin().resolve("initdb").toString(),
                "-D",
                unfinished.toString(),
                "-U",
                NAME,
                "--pwfile=" + once,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // Trigrams of Chinese names need a locale that knows Chinese letters as letters: plain C does not.
                "--locale=" + locale()));
        if (settings.getOrDefault("fsync", "on").equals("off")) {
            command.add("--no-sync");
        }
        Commands.Result made = Commands.run(command);
        Files.delete(once);
        if (!made.ok()) {
            throw new PostgisUnavailable("a PostgreSQL cluster cannot be made in " + folder + ": " + made.output());
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void launch(PostgisBinaries binaries, ServerUser user) throws IOException {
        Path log = folder.resolve("log");
        if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
            Files.move(log, folder.resolve("log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        for (int attempt = 1; ; attempt++) {
            int chosen = choosePort(attempt);
            long before = Files.exists(log) ? Files.size(log) : 0;
            Commands.Result started = Commands.run(
                    user.prefix(),
                    binaries.bin().resolve("pg_ctl").toString(),
                    "-D",
                    data.toString(),
                    "-l",
                    log.toString(),
                    "-w",
                    "-t",
                    Long.toString(PATIENCE.toSeconds()),
                    "-o",
                    options(chosen),
                    "start");
            if (started.ok()) {
                Files.writeString(folder.resolve("port"), Integer.toString(chosen));
                port = chosen;
                awaitConnections(chosen);
                return;
            }
            String said = tail(log, before);
            if (!said.contains("Address already in use")) {
                throw new PostgisUnavailable("PostgreSQL in " + folder + " does not start: "
                        + (said.isBlank() ? started.output() : said) + " (the whole log: " + log + ")");
            }
            if (attempt == PORT_ATTEMPTS) {
                throw new PostgisUnavailable(
                        "PostgreSQL finds no free port on 127.0.0.1 after " + attempt + " attempts");
            }
        }
    }

    private String options(int chosen) {
        StringBuilder options = new StringBuilder("-c port=" + chosen);
        settings.forEach((name, value) ->
                options.append(" -c ").append(name).append("='").append(value).append('\''));
        return options.toString();
    }

    /// The port that was asked for, else the one that the cluster had last, else any that is free.
    private int choosePort(int attempt) throws IOException {
        String asked = environment.get("YIZHAN_PG_PORT");
        if (asked != null && !asked.isBlank()) {
            int wanted = parsePort(asked);
            if (attempt > 1 || !isFree(wanted)) {
                throw new PostgisUnavailable("port " + wanted + " is taken by another program: set YIZHAN_PG_PORT to"
                        + " another port, or unset it and a free one is found");
            }
            return wanted;
        }
        Path remembered = folder.resolve("port");
        if (attempt == 1 && Files.exists(remembered)) {
            String last = Files.readString(remembered).strip();
            if (last.matches("\\d{1,5}") && isFree(Integer.parseInt(last))) {
                return Integer.parseInt(last);
            }
        }
        try (ServerSocket any = new ServerSocket(0, 1, loopback())) {
            return any.getLocalPort();
        }
    }

    private static int parsePort(String text) {
        int port = text.strip().matches("\\d{1,5}") ? Integer.parseInt(text.strip()) : 0;
        if (port < 1 || port > 65535) {
            throw new PostgisUnavailable("YIZHAN_PG_PORT must be a port from 1 to 65535, not " + text);
        }
        return port;
    }

    private static boolean isFree(int port) {
        if (port < 1 || port > 65535) {
            return false;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new java.net.InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private record Running(long pid, int port) {}

    /// The server of this folder, if it runs.
    private @Nullable Running postmaster() throws IOException {
        List<String> lines = pidFile();
        if (lines.size() < 4 || !serves(lines.get(0))) {
            return null;
        }
        return new Running(
                Long.parseLong(lines.get(0).strip()),
                Integer.parseInt(lines.get(3).strip()));
    }

    private List<String> pidFile() throws IOException {
        Path file = data.resolve("postmaster.pid");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private boolean serves(String pid) {
        return ProcessHandle.of(Long.parseLong(pid.strip()))
                .filter(ProcessHandle::isAlive)
                .map(process -> standsInData(Path.of("/proc", pid.strip()), process))
                .orElse(false);
    }

    /// Every process of a server stands in its data folder; without /proc its name has to do.
    private boolean standsInData(Path process, ProcessHandle handle) {
        try {
            return Files.isSameFile(process.resolve("cwd"), data);
        } catch (IOException e) {
            return !Files.isDirectory(Path.of("/proc/self"))
                    && handle.info().command().orElse("").endsWith("postgres");
        }
    }

    /// A killed server's backends take a moment to notice; a new server beside them would refuse to start.
    private void awaitOrphans() throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        Instant until = Instant.now().plus(PATIENCE);
        while (hasOrphans() && Instant.now().isBefore(until)) {
            pause();
        }
    }

    private boolean hasOrphans() {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                try {
                    if (Files.isSameFile(process.resolve("cwd"), data)) {
                        return true;
                    }
                } catch (IOException e) {
                    // Gone meanwhile, or another user's.
                }
            }
        } catch (IOException e) {
            // No /proc on this machine.
        }
        return false;
    }

    /// After a kill or a power cut the pid file may name a number that belongs to some other program by now,
    /// and PostgreSQL would take that program for itself. A dead pid it sorts out alone.
    private void dropForeignPid() throws IOException {
        List<String> lines = pidFile();
        boolean readable = !lines.isEmpty() && lines.getFirst().strip().matches("\\d+");
        boolean alive = readable
                && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
        if (Files.exists(data.resolve("postmaster.pid")) && (!readable || alive)) {
            Files.delete(data.resolve("postmaster.pid"));
        }
    }

    /// Waits until the server takes our password, and sees to it that it has our database.
    private void awaitConnections(int port) {
        Instant until = Instant.now().plus(PATIENCE);
        while (true) {
            try (Connection server = DatabaseUrl.parse(url(port, "postgres")).connect();
                    Statement statement = server.createStatement()) {
                server.setAutoCommit(true);
                try (ResultSet found =
                        statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                    if (found.next()) {
                        return;
                    }
                }
                statement.execute("create database " + NAME);
                return;
            } catch (SQLException e) {
                // 57P03: starting up or recovering; 08: not listening yet.
                String state = String.valueOf(e.getSQLState());
                if (!(state.equals("57P03") || state.startsWith("08"))
                        || Instant.now().isAfter(until)) {
                    throw new PostgisUnavailable(
                            "PostgreSQL of " + folder + " runs at port " + port + " but refuses us: " + e.getMessage(),
                            e);
                }
                pause();
            }
        }
    }

    private String url(int port, String database) {
        try {
            String password = Files.readString(folder.resolve("password")).strip();
            return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(NAME, password, port, database);
        } catch (IOException e) {
            throw new PostgisUnavailable(
                    "the password of the cluster in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private int version() throws IOException {
        return Integer.parseInt(Files.readString(data.resolve("PG_VERSION")).strip());
    }

    private String program(String name) throws IOException {
        return PostgisBinaries.find(environment.get("YIZHAN_PG_BIN"), version())
                .bin()
                .resolve(name)
                .toString();
    }

    private static String locale() {
        List<String> known =
                Commands.run(List.of(), "locale", "-a").output().lines().toList();
        for (String wanted : List.of("C.UTF-8", "C.utf8", "zh_CN.utf8", "en_US.utf8")) {
            if (known.contains(wanted)) {
                return wanted;
            }
        }
        return "C";
    }

    private static String tail(Path log, long from) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        byte[] all = Files.readAllBytes(log);
        int start = (int) Math.min(from, all.length);
        return new String(all, start, all.length - start, StandardCharsets.UTF_8).strip();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgisUnavailable("interrupted while waiting for PostgreSQL", e);
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /// One starter or stopper at a time: of this process by the monitor, of this machine by the lock.
    private <T> T locked(Work<T> work) {
        synchronized (LocalPostgis.class) {
            try {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                try (FileChannel file = FileChannel.open(
                                folder.resolve("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var _ = file.lock()) {
                    return work.run();
                }
            } catch (IOException e) {
                throw new PostgisUnavailable("the private database in " + folder + " cannot be kept: " + e, e);
            }
        }
    }
}
