package dev.yizhan.geo.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.support.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class KilledLoaderIT {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @ParameterizedTest
    @ValueSource(strings = {"staged", "published"})
    void a_killed_loader_leaves_the_old_list_and_the_way_free_for_the_next(String moment) throws Exception {
        String network = Lists.aNetwork();
        try (Connection connection = DatabaseUrl.parse(DATABASE.url()).connect()) {
            Lists.publish(connection, network, "old", Lists.stations("old", 1, 5));

            Process loader = start(network, moment);
            try (BufferedReader out = loader.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.readLine()).isEqualTo("waiting");
                loader.destroyForcibly();
                assertThat(loader.waitFor(20, TimeUnit.SECONDS)).isTrue();
            } finally {
                loader.destroyForcibly();
            }

            assertThat(live(connection, network)).containsExactly("old 1", "old 2", "old 3", "old 4", "old 5");
            var next = Lists.publish(connection, network, "new", Lists.stations("old", 1, 6));
            assertThat(next.added()).isEqualTo(1);
            assertThat(next.changed()).isEqualTo(1);
        }
    }

    /// The real loader on a real file. Ten moments of its life, the last ones near its end, in a
    /// drill; three else.
    @Test
    void a_loader_killed_at_any_moment_leaves_one_list_or_the_other_whole(@TempDir Path folder) throws Exception {
        String network = Lists.aNetwork();
        int rows = 3_000;
        assertThat(load(network, file(folder, 0, rows)).waitFor()).isZero();
        long start = System.nanoTime();
        assertThat(load(network, file(folder, 1, rows)).waitFor()).isZero();
        double life = System.nanoTime() - start;
        Random random = new Random();
        int served = 1;
        try (Connection connection = DatabaseUrl.parse(DATABASE.url()).connect()) {
            int kills = Boolean.getBoolean("yizhan.drill") ? 10 : 3;
            for (int i = 2; i < 2 + kills; i++) {
                Process loader = load(network, file(folder, i, rows));
                double moment = life * (0.2 + 0.9 * random.nextDouble());
                boolean ended = loader.waitFor((long) moment, TimeUnit.NANOSECONDS);
                loader.destroyForcibly().waitFor();
                List<String> names =
                        live(connection, network).stream().distinct().toList();
                assertThat(names)
                        .as("killed after %.0f ms of about %.0f", moment / 1e6, life / 1e6)
                        .hasSize(1)
                        .isSubsetOf(List.of("list " + served, "list " + i));
                if (ended) {
                    assertThat(names).containsExactly("list " + i);
                }
                served = names.contains("list " + i) ? i : served;
            }
            assertThat(load(network, file(folder, 99, rows)).waitFor()).isZero();
            assertThat(live(connection, network)).hasSize(rows).containsOnly("list 99");
        }
    }

    private static Path file(Path folder, int list, int rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,name,lon,lat"));
        for (int i = 0; i < rows; i++) {
            lines.add("%d,list %d,%.4f,%.4f".formatted(i, list, 110 + i % 60 * 0.1, 30 + i / 60 * 0.1));
        }
        return Files.write(folder.resolve("list" + list + ".csv"), lines);
    }

    private static Process load(String network, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.yizhan.geo.cli.LoadMain",
                        "load",
                        "--database",
                        DATABASE.url(),
                        "--network",
                        network,
                        "--datum",
                        "wgs84",
                        "--quiet",
                        file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Process start(String network, String moment) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoaderThatIsKilled.class.getName(),
                        DATABASE.url(),
                        network,
                        moment)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> live(Connection connection, String network) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var select =
                connection.prepareStatement("select name from station where network = ? and not removed order by 1")) {
            select.setString(1, network);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        connection.rollback();
        return names;
    }
}
