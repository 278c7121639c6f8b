package dev.yizhan.geo.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What a file held, byte for byte, when it was looked at.
///
/// **Cost**  one pass over the file; it is known before the first row is read, so that a file that
/// was loaded before is not read as rows at all.
public record FileFingerprint(String sha256) {

    public static FileFingerprint of(Path file) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return new FileFingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    /// What several files held, in their order; of one file it is that file's own.
    public static FileFingerprint ofAll(List<FileFingerprint> files) {
        if (files.size() == 1) {
            return files.getFirst();
        }
        MessageDigest digest = newDigest();
        files.forEach(file -> digest.update(HexFormat.of().parseHex(file.sha256)));
        return new FileFingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
