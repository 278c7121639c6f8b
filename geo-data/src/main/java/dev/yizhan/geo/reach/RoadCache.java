package dev.yizhan.geo.reach;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Prepared road networks, each in a folder named after its extract and our profiles.
///
/// **Shape**  a folder appears whole or not at all: it is filled beside its place and moved there. A list of
/// its files with their lengths and checksums lies in it; where a file does not match, all of it is prepared
/// anew.
final class RoadCache {

    private static final String LIST = "yizhan-files";
    private static final String LOCK = "gh.lock";
    private static final int BUFFER = 1 << 16;

    private final Path home;

    RoadCache(Path home) {
        this.home = home;
    }

    /// The name of an extract's network: it changes with the file, our profiles and GraphHopper.
    static String name(Path osm) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        read(osm, digest::update);
        return HexFormat.of().formatHex(digest.digest(), 0, 8) + "-" + RoadProfiles.VERSION;
    }

    /// The network of an extract, from the cache if it is whole, else prepared and kept.
    RoadImport open(Path osm, String name, Consumer<String> progress) throws IOException {
        Path folder = home.resolve(name);
        if (Files.isDirectory(folder)) {
            RoadImport kept = load(osm, folder, progress);
            if (kept != null) {
                return kept;
            }
            remove(folder);
        }
        prepare(osm, folder, progress);
        RoadImport prepared = load(osm, folder, progress);
        if (prepared == null) {
            throw new IOException("what was just written to " + folder + " cannot be read back");
        }
        return prepared;
    }

    private static @Nullable RoadImport load(Path osm, Path folder, Consumer<String> progress) {
        try {
            if (!list(folder).equals(Files.readString(folder.resolve(LIST)))) {
                progress.accept("roads: " + folder + " is damaged; preparing them anew");
                return null;
            }
            RoadImport network = new RoadImport(osm, folder, progress);
            if (network.load()) {
                return network;
            }
            progress.accept("roads: " + folder + " is not complete; preparing them anew");
        } catch (IOException | RuntimeException e) {
            progress.accept("roads: " + folder + " cannot be read (" + e.getMessage() + "); preparing them anew");
        }
        return null;
    }

    private void prepare(Path osm, Path folder, Consumer<String> progress) throws IOException {
        Files.createDirectories(home);
        Path unfinished = Files.createTempDirectory(home, folder.getFileName() + ".part-");
        try {
            RoadImport network = new RoadImport(osm, unfinished, progress);
            try {
                network.importOrLoad();
                if (network.getBaseGraph().getEdges() == 0) {
                    throw new RoadsUnavailable(osm + " holds no road");
                }
            } finally {
                network.close();
            }
            Files.writeString(unfinished.resolve(LIST), list(unfinished));
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster with the same.
        } finally {
            remove(unfinished);
        }
    }

    /// The files of a folder as lines of name, length and checksum.
    private static String list(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> !file.endsWith(LIST) && !file.endsWith(LOCK))
                    .sorted()
                    .toList();
        }
        StringBuilder list = new StringBuilder();
        for (Path file : files) {
            CRC32C checksum = new CRC32C();
            read(file, checksum::update);
            list.append(file.getFileName())
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Long.toHexString(checksum.getValue()))
                    .append('\n');
        }
        return list.toString();
    }

    private interface Bytes {
        void take(byte[] bytes, int from, int length);
    }

    private static void read(Path file, Bytes bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                bytes.take(buffer, 0, got);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> entries = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(entries::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }
}
