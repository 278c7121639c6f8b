package dev.yizhan.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.dataset.DemoDatasets;
import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.support.TestDatabase;
import dev.yizhan.service.support.ServiceProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The pages as people use them: a browser before a service process over a database with the demonstration networks.
class PagesInBrowserIT {

    private static final Path MODULE =
            Path.of(System.getProperty("yizhan.root", "..")).resolve("service").toAbsolutePath();
    private static final Path WEB = MODULE.resolve("src/main/web");

    /// Where the run leaves its pictures of the pages; `make pictures` names the documentation.
    private static final Path PICTURES = Path.of(System.getProperty(
            "yizhan.pictures", MODULE.resolve("target/pictures").toString()));

    /// Two districts as rectangles, so that names are found without the download of shapes.
    private static final String DISTRICTS = """
            insert into dataset (name, kind, positions, datum) values ('shapes', 'districts', 'synthetic', 'wgs84');
            insert into publication (number, version, dataset, file_name, file_sha256, options, converter_version,
                                     rows_read, rows_published, rows_refused, rows_changed, rows_removed)
            select max(number) + 1, (max(number) + 1) || '-cccccccc', 'shapes', 'f', 's', '', '1', 2, 2, 0, 2, 0
            from publication;
            insert into district (adcode, name, level, parent, area_m2, geom, label_point, dataset, version, search_text)
            select d.adcode, d.name, d.level, d.parent, 1,
                   st_multi(st_makeenvelope(d.west, d.south, d.east, d.north, 4326)),
                   st_point((d.west + d.east) / 2, (d.south + d.north) / 2, 4326), 'shapes', p.number, d.words
            from (select max(number) as number from publication) p,
                 (values ('440000', '广东省', 'province', null, 109.6, 20.2, 117.3, 25.5, '广东省 guangdongsheng gds'),
                         ('440100', '广州市', 'city', '440000', 112.95, 22.55, 114.05, 23.95, '广州市 guangzhoushi gzs'),
                         ('440112', '黄埔区', 'county', '440100', 113.38, 23.02, 113.6, 23.42, '黄埔区 huangpuqu hpq'))
                 d(adcode, name, level, parent, west, south, east, north, words);
            update station set district = '440112' where network = 'demo-huangpu';
            """;

    @Test
    void what_computes_computes_right() throws Exception {
        run(Map.of(), "node_modules/vitest/vitest.mjs", "run", "--reporter=dot");
    }

    @Test
    void a_person_can_do_what_the_pages_promise() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            prepare(DatabaseUrl.parse(database.url()));
            try (ServiceProcess service = new ServiceProcess(database.url(), "-Xmx400m")) {
                service.awaitStations();
                run(
                        Map.of(
                                "YIZHAN_URL",
                                "http://127.0.0.1:" + service.port(),
                                "YIZHAN_PICTURES",
                                PICTURES.toAbsolutePath().toString()),
                        "--test",
                        "--test-concurrency=1",
                        "e2e/");
            }
        }
    }

    private static void prepare(DatabaseUrl address) throws SQLException {
        DemoDatasets.loadIfEmpty(address, _ -> {});
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute(DISTRICTS);
        }
    }

    private static void run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(WEB.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s", output).isZero();
    }
}
