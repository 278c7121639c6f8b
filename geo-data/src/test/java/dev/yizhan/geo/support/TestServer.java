package dev.yizhan.geo.support;

import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.postgis.LocalPostgis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/// The PostGIS server of the tests: the one that TEST_DATABASE_URL names; else a container, where a Docker engine
/// answers and has the image already; else the project's private cluster. The tests are the same on each.
final class TestServer {

    private static final String IMAGE = "postgis/postgis:17-3.5-alpine";

    private TestServer() {}

    private static final class Chosen {
        static final String URL = choose();
    }

    /// The address of a superuser's database, in the form of DATABASE_URL.
    static String url() {
        return Chosen.URL;
    }

    private static String choose() {
        String named = System.getenv("TEST_DATABASE_URL");
        if (named != null && !named.isBlank()) {
            return named;
        }
        if (dockerHas(IMAGE)) {
            try {
                return container();
            } catch (RuntimeException e) {
                System.err.println("no container of " + IMAGE + ", so the private cluster serves: " + e.getMessage());
            }
        }
        return privateCluster();
    }

    @SuppressWarnings("resource") // It lives as long as this process; Testcontainers removes it.
    private static String container() {
        PostgreSQLContainer container =
                new PostgreSQLContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("postgres"));
        container.start();
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(
                        container.getUsername(),
                        container.getPassword(),
                        container.getHost(),
                        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                        container.getDatabaseName());
    }

    private static String privateCluster() {
        // What tests write is lost after a power cut, and may be.
        LocalPostgis cluster = LocalPostgis.in(
                project().resolve(".yizhan/test-pg"),
                Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"),
                Map.of());
        if (cluster.start() == LocalPostgis.Outcome.STARTED) {
            dropLeftovers(cluster.address());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop, "stop-test-postgis"));
        return cluster.url();
    }

    /// Tests that were killed leave their databases. Nobody else is there yet to whom one may belong.
    private static void dropLeftovers(DatabaseUrl address) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            List<String> names = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("select datname from pg_database where datname like 'yizhan\\_test\\_%'")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            for (String name : names) {
                // Without force: a neighbour that came meanwhile keeps the one that it is connected to.
                statement.execute("drop database if exists " + name);
            }
        } catch (SQLException e) {
            System.err.println("test databases of an earlier run stay: " + e.getMessage());
        }
    }

    /// The folder that holds both modules.
    static Path project() {
        String named = System.getProperty("yizhan.root");
        Path folder = Path.of(named == null ? "" : named).toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("geo-data"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run the tests inside the project, or set -Dyizhan.root");
            }
        }
        return folder;
    }

    /// Asks the engine that answers on this machine; never pulls.
    private static boolean dockerHas(String image) {
        try {
            Process docker = new ProcessBuilder("docker", "image", "inspect", image)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!docker.waitFor(5, TimeUnit.SECONDS)) {
                docker.destroyForcibly();
                return false;
            }
            return docker.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
