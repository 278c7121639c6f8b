package dev.yizhan.geo.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.support.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
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
