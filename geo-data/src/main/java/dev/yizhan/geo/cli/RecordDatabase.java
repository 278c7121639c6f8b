package dev.yizhan.geo.cli;

import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.postgis.LocalPostgis;
import dev.yizhan.geo.postgis.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The record that a command writes to: the one named, else `DATABASE_URL`, else the project's private one,
/// which is started when nobody has. Migrated in any case.
public final class RecordDatabase implements AutoCloseable {

    private final DatabaseUrl address;
    private final @Nullable LocalPostgis own;

    private RecordDatabase(DatabaseUrl address, @Nullable LocalPostgis own) {
        this.address = address;
        this.own = own;
    }

    /// **Errors** [dev.yizhan.geo.postgis.PostgisUnavailable], and [IllegalArgumentException] for
    /// an address that is none.
    public static RecordDatabase open(@Nullable String named, Map<String, String> environment) {
        String url = named == null ? environment.getOrDefault("DATABASE_URL", "") : named;
        if (!url.isBlank()) {
            DatabaseUrl address = DatabaseUrl.parse(url);
            Migrations.migrate(address);
            return new RecordDatabase(address, null);
        }
        Path home = Path.of(environment.getOrDefault("YIZHAN_HOME", ".yizhan"));
        LocalPostgis own = LocalPostgis.in(home.resolve("postgis"));
        own.start();
        RecordDatabase database = new RecordDatabase(own.address(), own);
        boolean ready = false;
        try {
            Migrations.migrate(own.address());
            ready = true;
            return database;
        } finally {
            if (!ready) {
                database.close();
            }
        }
    }

    public DatabaseUrl address() {
        return address;
    }

    /// A connection on which the caller decides when to commit.
    public Connection connect() throws SQLException {
        return address.connect();
    }

    @Override
    public void close() {
        if (own != null) {
            own.stop();
        }
    }
}
