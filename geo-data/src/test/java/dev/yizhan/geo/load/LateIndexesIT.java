package dev.yizhan.geo.load;

import static dev.yizhan.geo.load.Lists.aNetwork;
import static dev.yizhan.geo.load.Lists.publish;
import static dev.yizhan.geo.load.Lists.stations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.support.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateIndexesIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @AutoClose
    private Connection publisher;

    private List<String> migrated;

    @BeforeEach
    void connect() throws SQLException {
        publisher = DatabaseUrl.parse(database.url()).connect();
        migrated = definitions();
    }

    @Test
    void a_first_list_written_without_them_ends_with_those_of_the_migrations() throws SQLException {
        LateIndexes.leaveOutWhileEmpty(publisher);
        assertThat(definitions()).hasSize(migrated.size() - 5);

        publish(publisher, aNetwork(), "a", stations("驿站", 1, 5));

        assertThat(definitions()).isEqualTo(migrated);
    }

    @Test
    void while_there_are_stations_nothing_is_left_out() throws SQLException {
        publish(publisher, aNetwork(), "a", stations("驿站", 1, 5));

        LateIndexes.leaveOutWhileEmpty(publisher);

        assertThat(definitions()).isEqualTo(migrated);
    }

    @Test
    void a_reader_in_the_way_is_not_waited_for() throws SQLException {
        try (Connection reader = DatabaseUrl.parse(database.url()).connect();
                Statement reading = reader.createStatement()) {
            reading.execute("select count(*) from station");

            LateIndexes.leaveOutWhileEmpty(publisher);
        }
        assertThat(definitions()).isEqualTo(migrated);
    }

    @Test
    void a_publish_that_did_not_come_about_leaves_none_missing() throws SQLException {
        LateIndexes.leaveOutWhileEmpty(publisher);

        LateIndexes.restore(publisher);

        assertThat(definitions()).isEqualTo(migrated);
    }

    @Test
    void who_gives_up_leaves_them_to_the_publisher_at_work() throws SQLException {
        LateIndexes.leaveOutWhileEmpty(publisher);
        try (Connection other = DatabaseUrl.parse(database.url()).connect();
                Statement lock = other.createStatement()) {
            lock.execute("select pg_advisory_xact_lock(" + Publication.LOCK + ")");

            LateIndexes.restore(publisher);
        }
        assertThat(definitions()).hasSize(migrated.size() - 5);
    }

    private List<String> definitions() throws SQLException {
        try (Connection reader = database.connection();
                Statement select = reader.createStatement();
                ResultSet row = select.executeQuery("""
                        select indexdef from pg_indexes where schemaname = 'public'
                        union all
                        select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where contype = 'f'
                        order by 1
                        """)) {
            List<String> definitions = new ArrayList<>();
            while (row.next()) {
                definitions.add(row.getString(1));
            }
            return definitions;
        }
    }
}
