package dev.yizhan.geo.load;

import static dev.yizhan.geo.load.Lists.aNetwork;
import static dev.yizhan.geo.load.Lists.dataset;
import static dev.yizhan.geo.load.Lists.file;
import static dev.yizhan.geo.load.Lists.publish;
import static dev.yizhan.geo.load.Lists.station;
import static dev.yizhan.geo.load.Lists.stations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yizhan.geo.station.Station;
import dev.yizhan.geo.support.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;

@Timeout(120)
class StationPublisherIT {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final String network = aNetwork();
    private Connection publisher;
    private Connection reader;

    @BeforeEach
    void connect() throws SQLException {
        publisher = DATABASE.connection();
        publisher.setAutoCommit(false);
        reader = DATABASE.connection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        publisher.close();
        reader.close();
    }

    @Test
    void a_first_list_is_all_new_and_every_row_carries_its_number() throws SQLException {
        var published = publish(publisher, network, "a", stations("驿站", 1, 5));

        assertThat(published.added()).isEqualTo(5);
        assertThat(published.updated() + published.revived() + published.removed())
                .isZero();
        assertThat(strings("select distinct version::text from station where network = ?", network))
                .containsExactly(Long.toString(published.number()));
        assertThat(strings("select version from publication where number = " + published.number()))
                .containsExactly(published.version());
        assertThat(published.version()).matches(published.number() + "-[0-9a-f]{8}");
    }

    @Test
    void the_same_file_with_the_same_options_is_a_repeat_and_writes_nothing() throws SQLException {
        var published = publish(publisher, network, "a", stations("驿站", 1, 5));

        var start = StationPublisher.begin(publisher, dataset(network), Network.of(network), file("a"));
        publisher.commit();

        assertThat(start).isEqualTo(new StationPublisher.Start.Repeat(published.version()));
        assertThat(publications()).isEqualTo(1);
    }

    @Test
    void the_same_file_with_other_options_is_no_repeat() throws SQLException {
        publish(publisher, network, "a", stations("驿站", 1, 5));

        var otherDatum = new Publication.Origin("list.csv", "a", "datum=gcj02", "test");
        assertThat(StationPublisher.begin(publisher, dataset(network), Network.of(network), otherDatum))
                .isInstanceOf(StationPublisher.Start.Fresh.class);
        publisher.rollback();
    }

    @Test
    void the_file_before_the_newest_is_no_repeat() throws SQLException {
        publish(publisher, network, "a", stations("驿站", 1, 5));
        publish(publisher, network, "b", stations("驿站", 1, 4));

        var back = publish(publisher, network, "a", stations("驿站", 1, 5));

        assertThat(back.revived()).isEqualTo(1);
        assertThat(publications()).isEqualTo(3);
    }

    @Test
    void only_what_changed_gets_the_new_version() throws SQLException {
        var first = publish(publisher, network, "a", stations("驿站", 1, 5));
        List<Station> list = new ArrayList<>(stations("驿站", 1, 5));
        list.set(2, station("s3", "新名字", 113.603, 34.75));

        var second = publish(publisher, network, "b", list);

        assertThat(second.updated()).isEqualTo(1);
        assertThat(second.changed()).isEqualTo(1);
        assertThat(strings("select source_id from station where version = " + second.number()))
                .containsExactly("s3");
        assertThat(strings("select source_id from station where version = " + first.number() + " order by 1"))
                .containsExactly("s1", "s2", "s4", "s5");
    }

    @Test
    void a_missing_station_becomes_a_tombstone_and_a_returning_one_is_alive_again() throws SQLException {
        publish(publisher, network, "a", stations("驿站", 1, 5));

        var without = publish(publisher, network, "b", stations("驿站", 1, 4));
        assertThat(without.removed()).isEqualTo(1);
        assertThat(without.changed()).isZero();
        assertThat(strings("select source_id from station where removed and version = " + without.number()))
                .containsExactly("s5");

        var again = publish(publisher, network, "c", stations("驿站", 1, 5));
        assertThat(again.revived()).isEqualTo(1);
        assertThat(again.added() + again.updated() + again.removed()).isZero();
        assertThat(strings("select source_id from station where not removed and version = " + again.number()))
                .containsExactly("s5");
    }

    @Test
    void an_old_tombstone_is_not_buried_again() throws SQLException {
        publish(publisher, network, "a", stations("驿站", 1, 5));
        var second = publish(publisher, network, "b", stations("驿站", 1, 4));

        var third = publish(publisher, network, "c", stations("驿站", 1, 3));

        assertThat(third.removed()).isEqualTo(1);
        assertThat(strings("select version::text from station where id = ?", network + ":s5"))
                .containsExactly(Long.toString(second.number()));
    }

    @Test
    void a_list_without_most_of_the_stations_is_refused_unless_that_is_allowed() throws SQLException {
        publish(publisher, network, "a", stations("驿站", 1, 5));

        var refused = publish(publisher, network, "b", stations("驿站", 1, 2), StationPublisher.Removals.REFUSE_MOST);
        assertThat(refused).isEqualTo(new StationPublisher.Outcome.TooManyRemoved(3, 5));
        assertThat(live()).isEqualTo(5);

        assertThat(publish(publisher, network, "b", stations("驿站", 1, 3), StationPublisher.Removals.REFUSE_MOST))
                .isInstanceOf(StationPublisher.Outcome.Published.class);
        assertThat(live()).isEqualTo(3);
    }

    @Test
    void other_networks_are_left_alone() throws SQLException {
        String other = aNetwork();
        publish(publisher, other, "a", stations("别处", 1, 3));

        publish(publisher, network, "b", stations("驿站", 1, 1));

        assertThat(strings("select id from station where network = ? and not removed", other))
                .hasSize(3);
    }

    @Test
    void awkward_text_arrives_as_it_was() throws SQLException {
        String awkward = "a\\b\tc\nd\r\"e\" {f,g} \\N é 𠮷";
        publish(publisher, network, "a", List.of(station("x:y", awkward, 113.6, 34.7)));

        assertThat(strings("select name from station where id = ?", network + ":x:y"))
                .containsExactly(awkward);
        assertThat(publish(publisher, network, "b", List.of(station("x:y", awkward, 113.6, 34.7)))
                        .changed())
                .as("the same text is no change")
                .isZero();
    }

    @Test
    void a_station_named_twice_in_a_list_stops_it() throws SQLException {
        List<Station> twice = List.of(station("s1", "甲", 113.6, 34.7), station("s1", "乙", 113.7, 34.7));

        assertThatThrownBy(() -> publish(publisher, network, "a", twice))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(network + ":s1");
        publisher.rollback();
        assertThat(live()).isZero();
    }

    @Test
    void nothing_is_seen_before_the_commit_and_then_everybody_hears_of_it() throws SQLException {
        try (var listen = reader.createStatement()) {
            listen.execute("listen " + Publication.CHANNEL);
        }
        var start = (StationPublisher.Start.Fresh)
                StationPublisher.begin(publisher, dataset(network), Network.of(network), file("a"));
        for (Station station : stations("驿站", 1, 5)) {
            start.publisher().add(station);
        }
        start.publisher().publish(5, 0, StationPublisher.Removals.REFUSE_MOST);

        assertThat(live()).isZero();
        assertThat(publications()).isZero();
        assertThat(reader.unwrap(PGConnection.class).getNotifications(200)).isNullOrEmpty();

        publisher.commit();

        assertThat(live()).isEqualTo(5);
        assertThat(reader.unwrap(PGConnection.class).getNotifications(5000))
                .extracting(n -> n.getParameter())
                .contains(start.publisher().publication().version());
    }

    @Test
    void a_publisher_whose_connection_is_cut_leaves_the_old_list() throws SQLException {
        publish(publisher, network, "a", stations("驿站", 1, 5));
        var start = (StationPublisher.Start.Fresh)
                StationPublisher.begin(publisher, dataset(network), Network.of(network), file("b"));
        for (Station station : stations("新", 1, 9)) {
            start.publisher().add(station);
        }
        start.publisher().publish(9, 0, StationPublisher.Removals.REFUSE_MOST);

        int pid = publisher.unwrap(PGConnection.class).getBackendPID();
        assertThat(strings("select pg_terminate_backend(" + pid + ", 5000)::text"))
                .containsExactly("true");

        assertThatThrownBy(() -> publisher.commit()).isInstanceOf(SQLException.class);
        assertThat(strings("select name from station where network = ? and not removed order by 1", network))
                .containsExactly("驿站 1", "驿站 2", "驿站 3", "驿站 4", "驿站 5");
        assertThat(publications()).isEqualTo(1);
    }

    @Test
    void readers_see_one_list_or_the_other_and_never_a_mix() throws Exception {
        publish(publisher, network, "0", stations("list0", 1, 40));
        AtomicBoolean done = new AtomicBoolean();
        Set<String> seen = new HashSet<>();
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> {
            int reads = 0;
            try {
                while (!done.get()) {
                    seen.add(String.join(" ", strings("""
                            select split_part(name, ' ', 1) || '×' || count(*) from station
                            where network = ? and not removed group by split_part(name, ' ', 1)
                            """, network)));
                    reads++;
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return reads;
        });
        Set<String> whole = new HashSet<>(Set.of("list0×40"));
        for (int i = 1; i <= 20; i++) {
            int size = 40 + i % 7;
            publish(publisher, network, "f" + i, stations("list" + i, 1, size));
            whole.add("list" + i + "×" + size);
        }
        done.set(true);
        int reads = reading.get(10, TimeUnit.SECONDS);

        assertThat(reads).isGreaterThan(20);
        assertThat(seen).hasSizeGreaterThan(2);
        assertThat(whole).containsAll(seen);
    }

    @Test
    void two_publishers_take_turns_and_their_numbers_follow_each_other() throws Exception {
        var first = (StationPublisher.Start.Fresh)
                StationPublisher.begin(publisher, dataset(network), Network.of(network), file("a"));
        CompletableFuture<StationPublisher.Outcome.Published> second = CompletableFuture.supplyAsync(() -> {
            try (Connection other = DATABASE.connection()) {
                other.setAutoCommit(false);
                return publish(other, network, "b", stations("二", 1, 3));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        Thread.sleep(300);
        assertThat(second).isNotDone();

        for (Station station : stations("一", 1, 4)) {
            first.publisher().add(station);
        }
        first.publisher().publish(4, 0, StationPublisher.Removals.REFUSE_MOST);
        publisher.commit();

        var outcome = second.get(30, TimeUnit.SECONDS);
        assertThat(outcome.number())
                .isGreaterThan(first.publisher().publication().number());
        assertThat(outcome.updated())
                .as("it compared with what the first published")
                .isEqualTo(3);
        assertThat(outcome.removed()).isEqualTo(1);
    }

    @Test
    void a_station_belongs_to_the_finest_district_that_covers_it() throws SQLException {
        try (var insert = reader.createStatement()) {
            insert.execute("""
                    insert into dataset values ('t-districts', 'districts', 't', null, 'synthetic', 'wgs84')
                      on conflict do nothing;
                    insert into publication select coalesce(max(number), 0) + 1, 'd-' || (coalesce(max(number), 0) + 1),
                      't-districts', now(), 'f', 's', '', '', 0, 0, 0, 0, 0 from publication;
                    insert into district (adcode, name, level, area_m2, geom, label_point, dataset, version, search_text)
                      select code, code, level, 1, st_multi(st_makeenvelope(w, 34, e, 35, 4326)),
                        st_setsrid(st_makepoint(w, 34), 4326), 't-districts', (select max(number) from publication), ''
                      from (values ('t990000', 'province', 10, 13), ('t990100', 'city', 11, 13), ('t990101', 'county', 12, 13))
                        as d(code, level, w, e)
                      on conflict do nothing;
                    """);
        }
        publish(
                publisher,
                network,
                "a",
                List.of(
                        station("province", "省", 10.5, 34.5),
                        station("city", "市", 11.5, 34.5),
                        station("county", "区", 12.5, 34.5),
                        station("border", "界", 12, 34.5),
                        station("sea", "外", 14, 34.5)));

        assertThat(strings(
                        "select source_id || ' ' || coalesce(district, 'none') from station where network = ? order by 1",
                        network))
                .containsExactly("border t990101", "city t990100", "county t990101", "province t990000", "sea none");
    }

    @Test
    void a_network_of_another_dataset_is_not_taken_over() throws SQLException {
        publish(publisher, network, "a", stations("驿站", 1, 2));

        assertThatThrownBy(() -> StationPublisher.begin(publisher, dataset(aNetwork()), Network.of(network), file("b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to the dataset " + network);
        publisher.rollback();
    }

    @Test
    void a_connection_that_commits_by_itself_is_refused() {
        assertThatThrownBy(() -> StationPublisher.begin(reader, dataset(network), Network.of(network), file("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("autocommit");
    }

    private int live() throws SQLException {
        return strings("select id from station where network = ? and not removed", network)
                .size();
    }

    private int publications() throws SQLException {
        return strings("select version from publication where dataset = ?", network)
                .size();
    }

    private List<String> strings(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = reader.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            List<String> strings = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    strings.add(rows.getString(1));
                }
            }
            return strings;
        }
    }
}
