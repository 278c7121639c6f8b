package dev.yizhan.service.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.yizhan.geo.dataset.DemoDatasets;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.district.DistrictReport;
import dev.yizhan.geo.district.DistrictRun;
import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.load.Dataset;
import dev.yizhan.geo.load.RunEnd;
import dev.yizhan.geo.support.TestDatabase;
import dev.yizhan.service.YizhanApplication;
import dev.yizhan.service.support.ServiceProcess;
import dev.yizhan.service.support.TestPublish;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The pages as people use them: a browser before a service process over a database with the demonstration networks;
/// and before services that lack stations, districts or both.
class PagesInBrowserIT {

    private static final Path MODULE =
            Path.of(System.getProperty("yizhan.root", "..")).resolve("service").toAbsolutePath();
    private static final Path WEB = MODULE.resolve("src/main/web");

    /// Some counties as rectangles, for a test waits for no download: of a municipality, right below a province, and a
    /// city that has none.
    private static final Path COUNTIES = MODULE.resolve("src/test/resources/fixtures/counties.geojson");

    private static final Dataset RECTANGLES = new Dataset(
            "rectangles",
            Dataset.Kind.DISTRICTS,
            Dataset.Positions.SYNTHETIC,
            "wgs84",
            null,
            null,
            null,
            null,
            null,
            null);

    /// The suites to run, by how their names begin; all where nothing is said.
    private static final String ONLY = System.getProperty("yizhan.pages", "");

    /// Each visit has a shorter limit of its own. What lasts this long hangs, and is ended with all its browsers.
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @Test
    void what_computes_computes_right() throws Exception {
        run("pages-computed", Map.of(), List.of("node_modules/vitest/vitest.mjs", "run", "--reporter=dot"));
    }

    @Test
    void a_person_can_do_what_the_pages_promise() throws Exception {
        assumeBrowser();
        try (TestDatabase database = TestDatabase.fresh();
                TestDatabase nothing = TestDatabase.fresh();
                TestDatabase shapes = TestDatabase.fresh();
                TestDatabase stations = TestDatabase.fresh()) {
            prepare(DatabaseUrl.parse(database.url()));
            publishDistricts(shapes.connection());
            publishStations(stations.connection());
            String origins = "-Dyizhan.base-map.origins=http://127.0.0.1:" + freePort();
            try (ServiceProcess service = new ServiceProcess(database.url(), "-Xmx400m", origins);
                    ConfigurableApplicationContext withNothing = serve(nothing);
                    ConfigurableApplicationContext withShapes = serve(shapes);
                    ConfigurableApplicationContext withStations = serve(stations)) {
                service.awaitStations();
                // More files at a time than there are processors: a visit waits for much besides.
                List<String> arguments =
                        new ArrayList<>(List.of("--test", "--test-concurrency=5", "--test-reporter=spec"));
                try (DirectoryStream<Path> tests = Files.newDirectoryStream(WEB.resolve("e2e"), ONLY + "*.test.mjs")) {
                    tests.forEach(test -> arguments.add("e2e/" + test.getFileName()));
                }
                Map<String, String> addresses = Map.of(
                        "YIZHAN_URL", "http://127.0.0.1:" + service.port(),
                        "YIZHAN_NOTHING", addressOf(withNothing),
                        "YIZHAN_SHAPES", addressOf(withShapes),
                        "YIZHAN_STATIONS", addressOf(withStations));
                run("pages-in-browser", addresses, arguments);
            }
        }
    }

    /// The service in this process, which costs less than one of its own.
    private static ConfigurableApplicationContext serve(TestDatabase database) {
        DatabaseUrl address = DatabaseUrl.parse(database.url());
        return SpringApplication.run(
                YizhanApplication.class,
                "--server.port=0",
                "--spring.r2dbc.url=" + address.r2dbcUrl(),
                "--spring.r2dbc.username=" + address.user(),
                "--spring.r2dbc.password=" + address.password());
    }

    private static String addressOf(ConfigurableApplicationContext service) {
        return "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    /// Where a test may serve a base map of its own.
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void prepare(DatabaseUrl address) throws SQLException, IOException {
        DemoDatasets.loadIfEmpty(address, _ -> {});
        publishDistricts(address.connect());
    }

    private static void publishDistricts(Connection opened) throws SQLException, IOException {
        try (Connection connection = opened) {
            connection.setAutoCommit(false);
            DistrictReport report = DistrictRun.publish(
                    new DistrictRun.Request(COUNTIES, RECTANGLES, Datum.WGS84, false), _ -> {}, connection);
            assertThat(report.end()).isEqualTo(RunEnd.PUBLISHED);
        }
    }

    private static void publishStations(Connection opened) throws Exception {
        try (Connection connection = opened) {
            TestPublish.publish(connection, "路边驿站", 3);
        }
    }

    /// Where no Chromium can be had, that is said, and the rest of the build goes on.
    private static void assumeBrowser() throws IOException, InterruptedException {
        Process look = new ProcessBuilder("sh", "tools/install-chromium", "--look")
                .directory(WEB.toFile())
                .redirectErrorStream(true)
                .start();
        String missing = new String(look.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (look.waitFor() != 0) {
            String words = "SKIPPED: the pages were not tried in a browser. " + missing;
            System.out.println(words);
            abort(words);
        }
    }

    /// Runs node among the pages' sources, and keeps what it prints in `target`.
    private static void run(String name, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(arguments);
        Path log = Files.createDirectories(MODULE.resolve("target")).resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(WEB.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String output = Files.readString(log);
        System.out.println(output);
        assertThat(ended).as("ends within %s; it printed%n%s", PATIENCE, output).isTrue();
        assertThat(process.exitValue()).as("%s", output).isZero();
    }
}
