package dev.yizhan.service.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.postgis.LocalPostgis;
import dev.yizhan.geo.station.Status;
import dev.yizhan.geo.support.TestDatabase;
import dev.yizhan.service.support.ServiceProcess;
import dev.yizhan.service.support.TestPublish;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What must not go wrong when something does: real processes over a real database, killed and
/// starved. `make drill` runs it at full length.
@Timeout(400)
class DrillIT {

    private static final boolean FULL = Boolean.getBoolean("yizhan.drill");
    private static final String NEAREST = "/v1/stations/nearest?lon=113&lat=34&limit=50";
    private static final String COVERAGE = "/v1/coverage";

    private static String publish(TestDatabase database, String name, int count) throws Exception {
        try (Connection connection = database.connection()) {
            return TestPublish.publish(connection, name, count);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String version(ServiceProcess service) {
        HttpResponse<String> answer = service.get(NEAREST);
        return answer == null || answer.statusCode() != 200
                ? ""
                : json(answer).at("/dataset_version").asString();
    }

    @Test
    void two_replicas_show_changes_tombstones_and_closures_within_a_second() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                ServiceProcess one = new ServiceProcess(database.url());
                ServiceProcess two = new ServiceProcess(database.url())) {
            publish(database, "first", 30);
            one.awaitStations();
            two.awaitStations();
            record Publish(int stations, Status first, int shown) {}
            for (Publish next : List.of(
                    new Publish(31, Status.OPEN, 31),
                    new Publish(29, Status.OPEN, 29),
                    new Publish(29, Status.CLOSED, 28),
                    new Publish(30, Status.OPEN, 30))) {
                String version;
                try (Connection connection = database.connection()) {
                    version = TestPublish.publish(connection, next.toString(), next.stations, next.first);
                }
                long start = System.nanoTime();
                for (ServiceProcess replica : new ServiceProcess[] {one, two}) {
                    replica.until(() -> version(replica).equals(version));
                    assertThat(json(replica.get(NEAREST)).at("/features")).hasSize(next.shown);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void answers_never_mix_versions_while_stations_are_published() throws Exception {
        int publishes = FULL ? 100 : 15;
        int questions = FULL ? 10_000 : 1_000;
        try (TestDatabase database = TestDatabase.fresh();
                ServiceProcess service = new ServiceProcess(database.url())) {
            Map<String, String> nameOf = new ConcurrentHashMap<>();
            nameOf.put(publish(database, "name 0", 50), "name 0");
            service.awaitStations();
            AtomicInteger asked = new AtomicInteger();
            Set<String> mixtures = ConcurrentHashMap.newKeySet();
            Map<String, Set<String>> seen = new ConcurrentHashMap<>();
            AtomicBoolean published = new AtomicBoolean();
            try (ExecutorService couriers = Executors.newFixedThreadPool(8)) {
                for (int courier = 0; courier < 8; courier++) {
                    couriers.submit(() -> {
                        while (asked.incrementAndGet() <= questions || !published.get()) {
                            JsonNode answer = json(service.get(NEAREST));
                            Set<String> names = new HashSet<>();
                            answer.at("/features")
                                    .forEach(feature -> names.add(
                                            feature.at("/properties/name").asString()));
                            if (names.size() != 1 || answer.at("/features").size() != 50) {
                                mixtures.add(answer.toString());
                            }
                            seen.computeIfAbsent(
                                            answer.at("/dataset_version").asString(),
                                            _ -> ConcurrentHashMap.newKeySet())
                                    .addAll(names);
                        }
                        return true;
                    });
                }
                for (int i = 1; i <= publishes; i++) {
                    nameOf.put(publish(database, "name " + i, 50), "name " + i);
                }
                published.set(true);
            }
            assertThat(mixtures).isEmpty();
            assertThat(asked.get()).isGreaterThanOrEqualTo(questions);
            assertThat(seen).hasSizeGreaterThan(2);
            seen.forEach((version, names) -> assertThat(names).containsExactly(nameOf.get(version)));
        }
    }

    @Test
    void clients_that_hang_up_leave_no_connection_checked_out() throws Exception {
        int clients = FULL ? 1_000 : 300;
        try (TestDatabase database = TestDatabase.fresh();
                ServiceProcess service = new ServiceProcess(database.url())) {
            publish(database, "a", 30);
            service.awaitStations();
            int port = service.port();
            List<Future<Boolean>> hungUp = new ArrayList<>();
            try (ExecutorService hasty = Executors.newFixedThreadPool(50)) {
                for (int i = 0; i < clients; i++) {
                    String path = i % 2 == 0 ? "/v1/stations?limit=1000" : COVERAGE;
                    int patience = i % 5;
                    hungUp.add(hasty.submit(() -> {
                        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                            socket.getOutputStream()
                                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                            .getBytes(StandardCharsets.US_ASCII));
                            TimeUnit.MILLISECONDS.sleep(patience);
                            // A reset, as from a phone that left the network.
                            socket.setSoLinger(true, 0);
                        }
                        return true;
                    }));
                }
            }
            for (Future<Boolean> one : hungUp) {
                assertThat(one.get()).isTrue();
            }
            service.until(() -> busy(database) == 0);
            // Were connections still held, the pool of ten would be empty by now.
            long start = System.nanoTime();
            List<Future<Integer>> answers = new ArrayList<>();
            try (ExecutorService patient = Executors.newFixedThreadPool(20)) {
                for (int i = 0; i < 100; i++) {
                    answers.add(patient.submit(() -> service.get("/v1/stations").statusCode()));
                }
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            assertThat(service.output()).doesNotContain("broke after its answer had begun");
        }
    }

    /// Sessions in which something runs or a transaction is open.
    private static int busy(TestDatabase database) {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_killed_service_comes_back_with_all_it_had() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            String version = publish(database, "a", 30);
            for (int round = 0; round < 2; round++) {
                try (ServiceProcess service = new ServiceProcess(database.url())) {
                    service.awaitStations();
                    assertThat(version(service)).isEqualTo(version);
                    service.kill();
                }
            }
        }
    }

    @Test
    void a_database_that_comes_late_goes_away_and_comes_back_is_waited_for(@TempDir Path folder) throws Exception {
        LocalPostgis postgis = LocalPostgis.in(folder.resolve("postgis"));
        postgis.start();
        String url = postgis.url();
        assertThat(postgis.stop()).isTrue();
        try (ServiceProcess service = new ServiceProcess(url)) {
            service.until(() -> service.output().contains("is not there yet, waiting for it"));
            postgis.start();
            try (Connection connection = DatabaseUrl.parse(url).connect()) {
                service.port();
                TestPublish.publish(connection, "a", 30);
            }
            service.awaitStations();
            service.until(() -> service.get("/v1/status").statusCode() == 200);
            AtomicBoolean over = new AtomicBoolean();
            Map<Integer, AtomicInteger> nearest = new ConcurrentHashMap<>();
            try (ExecutorService couriers = Executors.newFixedThreadPool(4)) {
                for (int courier = 0; courier < 4; courier++) {
                    couriers.submit(() -> {
                        while (!over.get()) {
                            HttpResponse<String> answer = service.get(NEAREST);
                            nearest.computeIfAbsent(answer == null ? 0 : answer.statusCode(), _ -> new AtomicInteger())
                                    .incrementAndGet();
                        }
                        return true;
                    });
                }
                postgis.stop();
                service.until(() -> json(service.get(NEAREST)).at("/stale").asBoolean());
                HttpResponse<String> stale = service.get(NEAREST);
                assertThat(json(stale).at("/features")).hasSize(30);
                assertThat(stale.headers().firstValue("Age")).isPresent();
                HttpResponse<String> refused = service.get(COVERAGE);
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                HttpResponse<String> status = service.get("/v1/status");
                assertThat(status.statusCode()).isEqualTo(200);
                assertThat(json(status).at("/stale").asBoolean()).isTrue();
                assertThat(OffsetDateTime.parse(json(status).at("/stale_since").asString()))
                        .isBefore(OffsetDateTime.now());
                assertThat(json(status).at("/dataset_version").asString()).isEqualTo(version(service));
                postgis.start();
                service.until(() -> !json(service.get(NEAREST)).at("/stale").asBoolean());
                service.until(() -> service.get(COVERAGE).statusCode() == 200);
                over.set(true);
            }
            assertThat(new HashMap<>(nearest)).containsOnlyKeys(200);
            try (Connection connection = DatabaseUrl.parse(url).connect()) {
                String version = TestPublish.publish(connection, "b", 31);
                service.until(() -> version(service).equals(version));
            }
        } finally {
            postgis.stop();
        }
    }

    @Test
    void a_database_that_hangs_is_noticed_and_found_again(@TempDir Path folder) throws Exception {
        LocalPostgis postgis = LocalPostgis.in(folder.resolve("postgis"));
        postgis.start();
        try (Connection connection = DatabaseUrl.parse(postgis.url()).connect();
                ServiceProcess service = new ServiceProcess(postgis.url())) {
            service.port();
            TestPublish.publish(connection, "a", 30);
            service.awaitStations();
            // Kept for the outage from here on: the status comes a moment after the stations.
            service.until(() -> service.get("/v1/status").statusCode() == 200);
            signal("STOP", folder.resolve("postgis/data/postmaster.pid"));
            try {
                service.until(() -> json(service.get(NEAREST)).at("/stale").asBoolean());
                assertThat(service.get("/v1/status").statusCode()).isEqualTo(200);
            } finally {
                signal("CONT", folder.resolve("postgis/data/postmaster.pid"));
            }
            service.until(() -> !json(service.get(NEAREST)).at("/stale").asBoolean());
            String version = TestPublish.publish(connection, "b", 31);
            service.until(() -> version(service).equals(version));
        } finally {
            postgis.stop();
        }
    }

    /// To a server and all its children: each of them leads a session of its own.
    private static void signal(String name, Path pidFile) throws Exception {
        ProcessHandle server = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", "-s", name, Long.toString(server.pid())));
        server.descendants().forEach(child -> command.add(Long.toString(child.pid())));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    @Test
    void a_change_larger_than_the_heap_leaves_what_is_served_and_says_so() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                ServiceProcess service = new ServiceProcess(database.url(), "-Xmx96m")) {
            String before = publish(database, "a", 1);
            service.awaitStations();
            multiply(database, 150_000);
            // Those that the list does not hold are tombstones of this publish.
            String after = publish(database, "b", 1);
            service.until(() -> json(service.get(NEAREST)).at("/stale").asBoolean());
            assertThat(version(service)).isEqualTo(before);
            assertThat(service.output())
                    .contains("what was served stays: 150,001 stations need a heap of about")
                    .doesNotContain("OutOfMemoryError");
            try (Connection connection = database.connection();
                    Statement statement = connection.createStatement()) {
                statement.execute("delete from station where removed");
            }
            service.until(() -> version(service).equals(after));
            assertThat(json(service.get(NEAREST)).at("/stale").asBoolean()).isFalse();
        }
    }

    @Test
    void a_snapshot_larger_than_the_heap_is_refused_in_words_at_once() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            publish(database, "a", 1);
            multiply(database, 150_000);
            long start = System.nanoTime();
            try (ServiceProcess service = new ServiceProcess(database.url(), "-Xmx96m")) {
                assertThat(service.exitCode(Duration.ofSeconds(40))).isEqualTo(1);
                assertThat(service.output()).contains("150,001 stations need a heap of about", "larger -Xmx");
                assertThat(service.output()).doesNotContain("OutOfMemoryError");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
        }
    }

    private static void multiply(TestDatabase database, int times) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            StringBuilder columns = new StringBuilder();
            try (ResultSet row = statement.executeQuery("select column_name from information_schema.columns"
                    + " where table_name = 'station' and column_name not in ('id', 'source_id')"
                    + " and is_generated = 'NEVER'")) {
                while (row.next()) {
                    columns.append(", ").append(row.getString(1));
                }
            }
            statement.execute("insert into station (id, source_id%1$s) select id || '-' || i, source_id || '-' || i%1$s"
                            .formatted(columns)
                    + " from station, generate_series(1, " + times + ") i");
        }
    }
}
