package dev.yizhan.geo.postgis;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// Who uses the cluster of a folder, over all processes, so that only the last one out stops it.
///
/// The kernel lets go of a killed process's locks, so nobody is counted who is not there. Callers hold the
/// folder's start lock.
final class FolderUse {

    private static final Map<Path, FolderUse> HERE = new HashMap<>();

    private final FileChannel file;
    private final FileLock lock;
    private int users;

    private FolderUse(FileChannel file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    static synchronized void join(Path folder) throws IOException {
        FolderUse use = HERE.get(folder);
        if (use == null) {
            FileChannel file = FileChannel.open(
                    folder.resolve("users.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            use = new FolderUse(file, file.lock(0, Long.MAX_VALUE, true));
            HERE.put(folder, use);
        }
        use.users++;
    }

    /// Leaves, and answers whether nobody is left.
    static synchronized boolean leave(Path folder) throws IOException {
        FolderUse use = HERE.get(folder);
        if (use == null || --use.users > 0) {
            return false;
        }
        HERE.remove(folder);
        try (FileChannel file = use.file) {
            use.lock.release();
            return file.tryLock() != null;
        }
    }
}
