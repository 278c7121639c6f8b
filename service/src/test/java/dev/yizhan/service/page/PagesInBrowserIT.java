package dev.yizhan.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.dataset.DemoDatasets;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.district.DistrictReport;
import dev.yizhan.geo.district.DistrictRun;
import dev.yizhan.geo.district.DistrictShapes;
import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.load.Dataset;
import dev.yizhan.geo.support.TestDatabase;
import dev.yizhan.service.support.ServiceProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The pages as people use them: a browser before a service process over a database with the demonstration networks.
class PagesInBrowserIT {

    private static final Path MODULE =
            Path.of(System.getProperty("yizhan.root", "..")).resolve("service").toAbsolutePath();
    private static final Path WEB = MODULE.resolve("src/main/web");

    /// Where `make pictures` wants the pictures of the pages.
    private static final @Nullable String PICTURES_NAMED = System.getProperty("yizhan.pictures");

    private static final Path PICTURES =
            PICTURES_NAMED == null ? MODULE.resolve("target/pictures") : Path.of(PICTURES_NAMED);

    /// Twelve counties as rectangles, for a test waits for no download; pictures show the shapes that people know.
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

    @Test
    void what_computes_computes_right() throws Exception {
        run(Map.of(), List.of("node_modules/vitest/vitest.mjs", "run", "--reporter=dot"));
    }

    /// By `make test-pages`, which needs minutes and a Chromium.
    @Test
    @EnabledIfSystemProperty(named = "yizhan.browser", matches = "true")
    void a_person_can_do_what_the_pages_promise() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            prepare(DatabaseUrl.parse(database.url()));
            try (ServiceProcess service = new ServiceProcess(database.url(), "-Xmx400m")) {
                service.awaitStations();
                List<String> arguments = new ArrayList<>(List.of("--test", "--test-concurrency=1"));
                try (DirectoryStream<Path> tests = Files.newDirectoryStream(WEB.resolve("e2e"), "*.test.mjs")) {
                    tests.forEach(test -> arguments.add("e2e/" + test.getFileName()));
                }
                run(
                        Map.of(
                                "YIZHAN_URL",
                                "http://127.0.0.1:" + service.port(),
                                "YIZHAN_PICTURES",
                                PICTURES.toAbsolutePath().toString()),
                        arguments);
            }
        }
    }

    private static void prepare(DatabaseUrl address) throws SQLException, IOException {
        DemoDatasets.loadIfEmpty(address, _ -> {});
        if (PICTURES_NAMED != null) {
            assertThat(DistrictShapes.loadIfMissing(
                            address, MODULE.resolveSibling(".yizhan"), System.getenv(), System.out::println))
                    .isTrue();
            return;
        }
        try (Connection connection = address.connect()) {
            connection.setAutoCommit(false);
            DistrictReport report = DistrictRun.publish(
                    new DistrictRun.Request(COUNTIES, RECTANGLES, Datum.WGS84, false), _ -> {}, connection);
            assertThat(report.end()).isEqualTo(DistrictReport.End.PUBLISHED);
        }
    }

    private static void run(Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(WEB.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(output);
        assertThat(process.waitFor()).as("%s", output).isZero();
    }
}
