package dev.yizhan.service;

import dev.yizhan.geo.dataset.DemoDatasets;
import dev.yizhan.geo.district.DistrictShapes;
import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.postgis.LocalPostgis;
import dev.yizhan.geo.postgis.Migrations;
import dev.yizhan.geo.postgis.PostgisUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Where this process finds its database, settled while Spring starts ([DatabaseSettings]): the one that is
/// named, else one of the project's own.
///
/// **Blocking** for as long as making, starting and migrating take.
final class Database {

    /// Class 08 of SQLSTATE: no connection.
    private static final String CONNECTION_FAILS = "08";

    private static final String STARTING_UP = "57P03";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int SAY_EVERY = 10;

    private final Map<String, Object> settings;
    private final @Nullable LocalPostgis own;

    private Database(Map<String, Object> settings, @Nullable LocalPostgis own) {
        this.settings = settings;
        this.own = own;
    }

    /// **Shape**  Spring's own `spring.r2dbc.url` is taken as it is, by whoever knows what they do;
    /// `DATABASE_URL` is migrated; with neither, a private PostGIS under `YIZHAN_HOME` (`.yizhan`) is
    /// made or found again, migrated, and given the demonstration networks where nobody else's stations
    /// are in it.
    /// **Errors** [dev.yizhan.geo.postgis.PostgisUnavailable] and [IllegalArgumentException], in words
    /// for the person who starts.
    static Database find(String[] args, Map<String, String> environment) {
        if (namesSpringUrl(args, environment)) {
            return new Database(Map.of(), null);
        }
        String named = environment.getOrDefault("DATABASE_URL", "");
        if (!named.isBlank()) {
            DatabaseUrl address = DatabaseUrl.parse(named);
            awaitServer(address);
            Migrations.migrate(address);
            return new Database(settings(address), null);
        }
        Path home = Path.of(environment.getOrDefault("YIZHAN_HOME", ".yizhan"));
        LocalPostgis own = LocalPostgis.in(home.resolve("postgis"));
        say("database: a private PostGIS in " + home + " (name another one with DATABASE_URL)");
        LocalPostgis.Outcome outcome = own.start();
        boolean ready = false;
        try {
            Migrations.migrate(own.address());
            if (!"false".equals(environment.get("YIZHAN_DEMO"))) {
                DemoDatasets.loadIfEmpty(own.address(), Database::say);
            }
            say("database: " + outcome.name().toLowerCase(java.util.Locale.ROOT) + ", " + own.address());
            ready = true;
        } catch (SQLException e) {
            throw new PostgisUnavailable("the demonstration data cannot be loaded: " + e.getMessage(), e);
        } finally {
            if (!ready) {
                own.stop();
            }
        }
        return new Database(settings(own.address()), own);
    }

    /// Waits for a server that is not there yet, as when both are started together; one that
    /// answers and refuses is none to wait for.
    private static void awaitServer(DatabaseUrl address) {
        for (int attempt = 0; ; attempt++) {
            try (Connection connection = address.connect()) {
                if (attempt > 0) {
                    say("database: " + address + " is there");
                }
                return;
            } catch (SQLException e) {
                String state = e.getSQLState() == null ? "" : e.getSQLState();
                boolean comes = state.startsWith(CONNECTION_FAILS) || state.equals(STARTING_UP);
                if (!comes) {
                    throw new PostgisUnavailable(address + " refuses: " + e.getMessage(), e);
                }
                if (attempt % SAY_EVERY == 0) {
                    say("database: " + address + " is not there yet, waiting for it: " + words(e));
                }
            }
            LockSupport.parkNanos(RETRY_AFTER.toNanos());
        }
    }

    /// What the driver says, and where that is vague what it is about: a host that nobody knows, say.
    private static String words(SQLException e) {
        String said = String.valueOf(e.getMessage());
        Throwable cause = e.getCause();
        return cause == null || said.contains(String.valueOf(cause.getMessage()))
                ? said
                : "%s (%s: %s)".formatted(said, cause.getClass().getSimpleName(), cause.getMessage());
    }

    /// What Spring has to know.
    Map<String, Object> settings() {
        return settings;
    }

    /// Loads what a newcomer's record still lacks and what takes long: the shapes of districts, while the
    /// service answers already.
    void completeInBackground(Map<String, String> environment) {
        if (own == null || "false".equals(environment.get("YIZHAN_DISTRICTS"))) {
            return;
        }
        Path home = Path.of(environment.getOrDefault("YIZHAN_HOME", ".yizhan"));
        Thread.ofPlatform()
                .daemon()
                .name("district-shapes")
                .start(() -> DistrictShapes.loadIfMissing(own.address(), home, environment, Database::say));
    }

    /// Stops what [#find] started, unless another process uses it too.
    void close() {
        if (own != null) {
            own.stop();
        }
    }

    private static boolean namesSpringUrl(String[] args, Map<String, String> environment) {
        return environment.containsKey("SPRING_R2DBC_URL")
                || System.getProperty("spring.r2dbc.url") != null
                || Arrays.stream(args).anyMatch(argument -> argument.startsWith("--spring.r2dbc.url="));
    }

    private static Map<String, Object> settings(DatabaseUrl address) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("spring.r2dbc.url", address.r2dbcUrl());
        String user = address.user();
        if (user != null) {
            settings.put("spring.r2dbc.username", user);
        }
        String password = address.password();
        if (password != null) {
            settings.put("spring.r2dbc.password", password);
        }
        return settings;
    }

    private static void say(String words) {
        System.err.println("yizhan " + words);
    }
}
