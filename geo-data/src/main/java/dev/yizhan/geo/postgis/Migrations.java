package dev.yizhan.geo.postgis;

import dev.yizhan.geo.dataset.Amenities;
import dev.yizhan.geo.load.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings a database to the schema of this version, and its catalogues with it.
public final class Migrations {

    // Held, for a logger that nobody holds forgets its level. Flyway tells each step; only its worries are news.
    private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY_LOG.setLevel(Level.WARNING);
    }

    private Migrations() {}

    /// Migrates the database at `address` and seeds the amenity catalogue.
    ///
    /// **Shape**  as often as you like, from several processes at once: they take turns.
    /// **Errors** [PostgisUnavailable] when the server refuses, PostGIS is missing, or the database has
    /// another history.
    public static void migrate(DatabaseUrl address) {
        try {
            flyway(address).migrate();
            try (Connection connection = address.connect()) {
                Amenities.seed(connection);
                connection.commit();
            }
        } catch (FlywayException | SQLException e) {
            throw new PostgisUnavailable(
                    "the schema of %s cannot be brought up to date: %s".formatted(address, e.getMessage()), e);
        }
    }

    static Flyway flyway(DatabaseUrl address) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .load();
    }
}
