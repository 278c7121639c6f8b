package dev.yizhan.geo.postgis;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The programs of one PostgreSQL with PostGIS on this machine.
///
/// @param bin   the folder of `initdb`, `pg_ctl` and `postgres`
/// @param major the version, as in 15
record PostgisBinaries(Path bin, int major) {

    static final int OLDEST = 14;

    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");

    /// Finds the newest PostgreSQL with PostGIS, or the one of version `wanted` for a cluster that is
    /// there already.
    ///
    /// **Errors** [PostgisUnavailable] with the command that installs what is missing.
    static PostgisBinaries find(@Nullable String named, @Nullable Integer wanted) {
        List<PostgisBinaries> complete = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        for (Path bin : named == null ? places() : Set.of(Path.of(named))) {
            Matcher version = VERSION.matcher(
                    Commands.run(List.of(), bin.resolve("postgres").toString(), "--version")
                            .output());
            if (!version.find() || !Files.isExecutable(bin.resolve("initdb"))) {
                if (named != null) {
                    throw new PostgisUnavailable("YIZHAN_PG_BIN is " + named
                            + ", but there is no PostgreSQL server in it (initdb, pg_ctl and postgres)");
                }
                continue;
            }
            int major = Integer.parseInt(version.group(1));
            if (major < OLDEST) {
                lacking.add("PostgreSQL %d in %s is older than %d".formatted(major, bin, OLDEST));
            } else if (!hasPostgis(bin, major)) {
                lacking.add("PostgreSQL %d in %s has no PostGIS".formatted(major, bin));
            } else if (wanted != null && major != wanted) {
                lacking.add("PostgreSQL %d in %s cannot read a cluster of version %d".formatted(major, bin, wanted));
            } else {
                complete.add(new PostgisBinaries(bin, major));
            }
        }
        return complete.stream()
                .max(Comparator.comparingInt(PostgisBinaries::major))
                .orElseThrow(() -> new PostgisUnavailable(advice(lacking, wanted)));
    }

    private static String advice(List<String> lacking, @Nullable Integer wanted) {
        String version = wanted == null ? "15" : wanted.toString();
        return "PostgreSQL with PostGIS is missing on this machine"
                + (lacking.isEmpty() ? "" : " (" + String.join("; ", lacking) + ")")
                + ". On Debian or Ubuntu: sudo apt-get install --no-install-recommends postgresql-" + version
                + "-postgis-3 postgresql-" + version + "-postgis-3-scripts"
                + (wanted == null ? " (any version from " + OLDEST + " on will do)" : "")
                + ". Elsewhere say where it is with YIZHAN_PG_BIN, or name a database with DATABASE_URL";
    }

    private static Set<Path> places() {
        Set<Path> places = new LinkedHashSet<>();
        for (String parent : List.of("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt", "/usr")) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(
                    Path.of(parent), parent.equals("/usr/lib/postgresql") ? "*" : "{postgresql@,pgsql-}*")) {
                versions.forEach(version -> places.add(version.resolve("bin")));
            } catch (IOException e) {
                // Not a place of this machine.
            }
        }
        Commands.Result config = Commands.run(List.of(), "pg_config", "--bindir");
        if (config.ok() && !config.output().isBlank()) {
            places.add(Path.of(config.output()));
        }
        return places;
    }

    private static boolean hasPostgis(Path bin, int major) {
        Commands.Result share = Commands.run(List.of(), bin.resolve("pg_config").toString(), "--sharedir");
        Path folder = share.ok() ? Path.of(share.output()) : Path.of("/usr/share/postgresql/" + major);
        return Files.isReadable(folder.resolve("extension/postgis.control"));
    }
}
