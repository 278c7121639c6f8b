package dev.yizhan.geo.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Real data that is not part of the project: `../shared/data` beside it, or where YIZHAN_SHARED_DATA says.
public final class SharedData {

    private SharedData() {}

    /// A file of it; a test that asks for one that is not there is skipped, and says so.
    public static Path file(String name) {
        String named = System.getenv("YIZHAN_SHARED_DATA");
        Path folder = named == null ? TestServer.project().resolve("../shared/data") : Path.of(named);
        Path file = folder.resolve(name).normalize();
        assumeTrue(Files.isReadable(file), "skipped: the real data " + file + " is not on this machine");
        return file;
    }
}
