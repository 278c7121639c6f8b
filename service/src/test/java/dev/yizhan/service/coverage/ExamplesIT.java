package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yizhan.geo.cli.LoadMain;
import dev.yizhan.geo.support.SharedData;
import dev.yizhan.service.reach.Roads;
import dev.yizhan.service.support.LiveService;
import dev.yizhan.service.support.TestRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The worked example of Porto, run as its page says it was, in a service that holds other stations and demand already;
/// skipped where the extract is missing.
class ExamplesIT extends LiveService {

    private static final int LONGEST_MINUTES = 4;

    /// What `make load`, `make districts` and `make demand` do, by the classes under test.
    private static final String MAKE = """
            make() {
              local verb=$1 FILE= NETWORK= NAME= UNIT= DATUM= ARGS= pair
              shift
              for pair in "$@"; do local "$pair"; done
              "$JAVA" --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -cp "$CLASSES" %s $verb \
                ${NETWORK:+--network "$NETWORK"} ${NAME:+--name "$NAME"} ${UNIT:+--unit "$UNIT"} \
                ${DATUM:+--datum "$DATUM"} $ARGS "$FILE"
            }
            """.formatted(LoadMain.class.getName());

    private static TestRecord record;

    @TempDir
    Path folder;

    @Autowired
    private Roads roads;

    @BeforeAll
    static void dataIsThere() {
        SharedData.file("osm/porto.osm.pbf");
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        record = TestRecord.ownWithFixture("huangpu");
        properties.add("spring.r2dbc.url", () -> record.address().r2dbcUrl());
        properties.add("spring.r2dbc.username", () -> record.address().user());
        properties.add("spring.r2dbc.password", () -> record.address().password());
        properties.add(
                "yizhan.roads.extract",
                () -> SharedData.file("osm/porto.osm.pbf").toString());
        properties.add("yizhan.roads.home", () -> "target");
    }

    /// The page up to the sites, which are another room's.
    private static List<String> figures(Path page) throws Exception {
        return Files.readAllLines(page).stream()
                .takeWhile(line -> !line.startsWith("## Five new sites"))
                .filter(line -> line.startsWith("{"))
                .toList();
    }

    @Test
    void the_example_of_porto_ends_by_itself_with_the_figures_of_its_page() throws Exception {
        await("roads").atMost(Duration.ofSeconds(60)).until(() -> roads.network() != null);
        Path project = Path.of("..").toAbsolutePath().normalize();
        Path make = Files.writeString(folder.resolve("make.sh"), MAKE);
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        "service/docs/examples/porto.mjs",
                        "http://127.0.0.1:" + port,
                        folder.resolve("pages").toString())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("BASH_ENV", make.toString());
        builder.environment()
                .put("JAVA", ProcessHandle.current().info().command().orElseThrow());
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        builder.environment()
                .put(
                        "DATABASE_URL",
                        record.address().jdbcUrl() + "?user=" + record.address().user() + "&password="
                                + record.address().password());
        Process example = builder.start();
        try {
            assertThat(example.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("it ends; so far\n%s", Files.readString(output, StandardCharsets.UTF_8))
                    .isTrue();
        } finally {
            example.destroyForcibly();
        }
        assertThat(example.exitValue())
                .as(Files.readString(output, StandardCharsets.UTF_8))
                .isZero();
        Path page = folder.resolve("pages/porto.md");
        assertThat(figures(page))
                .hasSizeGreaterThan(5)
                .isEqualTo(figures(project.resolve("service/docs/examples/porto.md")));
        assertThat(Files.readString(page)).contains("\"agrees\":true", "\"stations\":65");
        assertThat(folder.resolve("pages/porto-after.png")).isNotEmptyFile();
    }
}
