package dev.yizhan.geo.postgis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who runs the server: PostgreSQL refuses to be root, so root has to lend it another user.
///
/// @param prefix what to put before a command so that this user runs it
/// @param owner  who has to own the server's files
record ServerUser(List<String> prefix, UserPrincipal owner) {

    private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

    /// Chooses the user for a cluster in `folder`, which exists, and gives the folder to them.
    ///
    /// **Shape**  oneself when not root; else an unprivileged user that can reach the folder; else, as under a
    /// home that is closed to others, a user namespace in which root's files belong to an unprivileged user.
    /// **Errors** [PostgisUnavailable] when root can lend nobody.
    static ServerUser of(Path folder, Path data) throws IOException {
        UserPrincipal self = self(folder);
        if (!self.getName().equals("root")) {
            return new ServerUser(List.of(), self);
        }
        // A cluster that is there stays with the user who made it.
        UserPrincipal made = Files.exists(data) ? Files.getOwner(data) : null;
        for (String name : UNPRIVILEGED) {
            UserPrincipal user = lookup(folder, name);
            if (user == null) {
                continue;
            }
            if (made == null || made.equals(user)) {
                Files.setOwner(folder, user);
                List<String> prefix = List.of("runuser", "-u", name, "--");
                if (Commands.run(prefix, "test", "-w", folder.toString()).ok()) {
                    return new ServerUser(prefix, user);
                }
                Files.setOwner(folder, self);
            }
            if (made == null || made.equals(self)) {
                List<String> prefix =
                        List.of("unshare", "--user", "--map-user=" + name, "--map-group=" + groupOf(name), "--");
                if (Commands.run(prefix, "test", "-w", folder.toString()).ok()) {
                    return new ServerUser(prefix, self);
                }
            }
        }
        throw new PostgisUnavailable("PostgreSQL does not run as root, and no unprivileged user can reach " + folder
                + ": run this as an ordinary user, put the project where the user postgres can reach it,"
                + " or name a database with DATABASE_URL");
    }

    private static UserPrincipal self(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "whoami", "");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static @Nullable UserPrincipal lookup(Path folder, String name) throws IOException {
        try {
            return folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
        } catch (UserPrincipalNotFoundException e) {
            return null;
        }
    }

    private static String groupOf(String name) {
        return Commands.run(List.of(), "id", "-g", name).output();
    }
}
