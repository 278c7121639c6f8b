package dev.yizhan.service.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.hours.Holidays;
import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.support.TestDatabase;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.support.TestPublish;
import dev.yizhan.service.web.CurrentDataset;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The snapshot while the record changes under it, and while the database is gone.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Timeout(120)
class StationFeedIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @Autowired
    private StationFeed feed;

    @Autowired
    private CurrentDataset current;

    @Autowired
    private ConnectionFactory connections;

    @Autowired
    private R2dbcProperties settings;

    @Autowired
    private DatabaseClient database;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        DatabaseUrl address = DatabaseUrl.parse(DATABASE.url());
        properties.add("spring.r2dbc.url", address::r2dbcUrl);
        properties.add("spring.r2dbc.username", address::user);
        properties.add("spring.r2dbc.password", address::password);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    private static String publish(String name, int count) throws Exception {
        try (Connection connection = DATABASE.connection()) {
            return TestPublish.publish(connection, name, count);
        }
    }

    private static Duration until(BooleanSupplier condition) {
        long start = System.nanoTime();
        long limit = start + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("waited in vain");
            }
            Thread.onSpinWait();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private boolean serves(String version) {
        try {
            return version.equals(feed.snapshot().version());
        } catch (ProblemException e) {
            return false;
        }
    }

    @Test
    void a_published_change_is_seen_within_a_second_and_never_half_of_it() throws Exception {
        String first = publish("a", 300);
        until(() -> serves(first));
        AtomicBoolean over = new AtomicBoolean();
        Set<Set<String>> mixtures = ConcurrentHashMap.newKeySet();
        Thread reader = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                StationSnapshot snapshot = feed.snapshot();
                Set<String> names = ConcurrentHashMap.newKeySet();
                snapshot.nearest(new LonLat(113, 34), 1000, 1e6, Selection.ALL, 0)
                        .forEach(near -> names.add(near.station().properties().name()));
                if (names.size() != 1) {
                    mixtures.add(names);
                }
            }
        });
        List<Duration> waits = IntStream.range(0, 5)
                .mapToObj(i -> {
                    try {
                        String version = publish("b" + i, 300);
                        return until(() -> serves(version));
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        over.set(true);
        reader.join();
        assertThat(mixtures).isEmpty();
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(1)));
    }

    @Test
    void the_snapshot_holds_what_a_query_finds_row_by_row() throws Exception {
        String version = publish("whole", 50);
        until(() -> serves(version));
        List<StationRow> byQuery = database.sql("select * from station_answer where not removed order by id")
                .map(new StationReader())
                .all()
                .collectList()
                .block();
        assertThat(byQuery).hasSize(50);
        CurrentDataset other = new CurrentDataset();
        StationFeed fromNothing = new StationFeed(connections, settings, other, Holidays.NONE);
        fromNothing.afterPropertiesSet();
        try {
            until(() -> version.equals(other.version()));
            assertThat(fromNothing.snapshot().stations()).isEqualTo(byQuery);
        } finally {
            fromNothing.destroy();
        }
    }

    @Test
    void without_the_database_the_last_snapshot_stays_and_says_so_and_afterwards_it_catches_up() throws Exception {
        String before = publish("c", 20);
        until(() -> serves(before));
        String name = DATABASE.url().replaceAll(".*/([a-z0-9_]+).*", "$1");
        DatabaseUrl server = DatabaseUrl.parse(DATABASE.url().replace("/" + name, "/postgres"));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("alter database " + name + " allow_connections false");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            until(current::stale);
            assertThat(serves(before)).isTrue();
            assertThat(current.staleSince()).isNotNull();
            assertThat(feed.snapshot().nearest(new LonLat(113, 34), 3, 1e6, Selection.ALL, 0))
                    .hasSize(3);
            statement.execute("alter database " + name + " allow_connections true");
        }
        until(() -> !current.stale());
        String after = publish("d", 21);
        until(() -> serves(after));
        assertThat(feed.snapshot().size()).isEqualTo(21);
    }

    @Test
    void a_publish_whose_announcement_got_lost_is_seen_by_the_next_check() throws Exception {
        String before = publish("e", 5);
        until(() -> serves(before));
        try (Connection connection = DATABASE.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            // What a publish leaves, without the message.
            statement.execute("""
                    with next as (
                      insert into publication
                      select number + 1, number + 1 || '-lost', dataset, now(), file_name, file_sha256, options,
                        converter_version, 1, 1, 0, 1, 0
                      from publication order by number desc limit 1
                      returning number)
                    update station set name = 'unheard of', version = (select number from next)
                    where id = (select min(id) from station where not removed)
                    """);
        }
        assertThat(until(() -> serves(feed.snapshot().number() + "-lost"))).isLessThan(Duration.ofSeconds(10));
        assertThat(feed.snapshot().stations().getFirst().properties().name()).isEqualTo("unheard of");
    }
}
