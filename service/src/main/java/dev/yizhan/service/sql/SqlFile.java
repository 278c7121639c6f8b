package dev.yizhan.service.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The text of one `.sql` file, kept beside the package of the class that runs it.
public final class SqlFile {

    private SqlFile() {}

    /// Reads `name` from the resource folder of the room that `owner` stands in.
    ///
    /// **Errors** [IllegalStateException] where there is no such file; call it from a static field or a
    /// constructor, so that the service does not start.
    public static String read(Class<?> owner, String name) {
        try (InputStream file = owner.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("no file " + name + " beside " + owner.getPackageName());
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
