package dev.yizhan.geo.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yizhan.geo.load.StationPublisher.Removals;
import dev.yizhan.geo.station.Station;
import dev.yizhan.geo.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadRunIT {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final String network = Lists.aNetwork();

    @TempDir
    private Path folder;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DATABASE.connection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void good_rows_are_published_and_the_problems_of_the_others_are_kept_with_them() throws Exception {
        Report report = publish(file("a"), null, rows(Lists.stations("驿站", 1, 4), 2));

        assertThat(report.end()).isEqualTo(RunEnd.PUBLISHED);
        assertThat(report.rowsRead()).isEqualTo(6);
        assertThat(report.rowsRefused()).isEqualTo(2);
        assertThat(report.positionQuality()).containsExactly(java.util.Map.entry("surveyed", 4));
        assertThat(column("select rows_read || ' ' || rows_published || ' ' || rows_refused || ' ' || rows_changed"
                        + " from publication where version = '" + report.version() + "'"))
                .containsExactly("6 4 2 4");
        assertThat(column("select line || ' ' || code || ' ' || severity || ' ' || value from row_problem p"
                        + " join publication on number = p.publication where version = '" + report.version()
                        + "' order by line"))
                .containsExactly("1 out-of-range error 999", "2 out-of-range error 999");
    }

    @Test
    void the_same_file_again_is_not_even_read_as_rows_and_says_so() throws Exception {
        Path file = file("a");
        String version =
                publish(file, null, rows(Lists.stations("驿站", 1, 4), 0)).version();

        Report again = publish(file, null, sink -> {
            throw new AssertionError("the rows were read again");
        });

        assertThat(again.end()).isEqualTo(RunEnd.UNCHANGED);
        assertThat(again.version()).isEqualTo(version);
        assertThat(again.text()).contains("nothing to do, version " + version).contains("published with these options");
        assertThat(publications()).isEqualTo(1);
    }

    @Test
    void more_bad_rows_than_allowed_refuse_the_file_whole() throws Exception {
        Report refused = publish(file("a"), 1, rows(Lists.stations("驿站", 1, 4), 2));

        assertThat(refused.end()).isEqualTo(RunEnd.REFUSED);
        assertThat(refused.why()).isEqualTo("2 rows cannot be used, and --max-problems allows 1");
        assertThat(refused.problems())
                .singleElement()
                .satisfies(kind -> assertThat(kind.count()).isEqualTo(2));
        assertThat(publications()).isZero();
        assertThat(column("select code from network where code = '" + network + "'"))
                .isEmpty();

        assertThat(publish(file("a"), 2, rows(Lists.stations("驿站", 1, 4), 2)).end())
                .isEqualTo(RunEnd.PUBLISHED);
    }

    @Test
    void a_file_without_one_good_row_is_refused() throws Exception {
        Report refused = publish(file("a"), null, rows(List.of(), 3));

        assertThat(refused.end()).isEqualTo(RunEnd.REFUSED);
        assertThat(refused.why()).isEqualTo("not one row of the file can be used");
        assertThat(publications()).isZero();
    }

    @Test
    void a_list_that_lacks_most_stations_is_refused_with_the_count_and_the_way_to_insist() throws Exception {
        publish(file("a"), null, rows(Lists.stations("驿站", 1, 9), 0));

        Report refused = publish(file("b"), null, rows(Lists.stations("驿站", 1, 2), 0));

        assertThat(refused.end()).isEqualTo(RunEnd.REFUSED);
        assertThat(refused.why()).contains("lacks 7 of the 9 stations").contains("--allow-removals");
        assertThat(publications()).isEqualTo(1);
    }

    @Test
    void a_file_that_changes_while_it_is_read_is_refused() throws Exception {
        Path file = file("a");

        Report refused = publish(file, null, sink -> {
            Files.writeString(file, "another");
            return rows(Lists.stations("驿站", 1, 4), 0).readInto(sink);
        });

        assertThat(refused.end()).isEqualTo(RunEnd.REFUSED);
        assertThat(refused.why()).contains("changed while it was read");
        assertThat(publications()).isZero();
    }

    @Test
    void checking_writes_nothing_and_reports_the_same_problems() throws Exception {
        Report checked = LoadRun.check(request(file("a"), null), rows(Lists.stations("驿站", 1, 4), 2), nowhere());

        assertThat(checked.end()).isEqualTo(RunEnd.CHECKED);
        assertThat(checked.rowsRefused()).isEqualTo(2);
        assertThat(checked.version()).isNull();
        assertThat(publications()).isZero();
    }

    @Test
    void a_reader_that_fails_midway_leaves_the_old_list_and_a_usable_connection() throws Exception {
        publish(file("a"), null, rows(Lists.stations("驿站", 1, 4), 0));

        assertThatThrownBy(() -> publish(file("b"), null, sink -> {
                    rows(Lists.stations("新", 1, 2), 0).readInto(sink);
                    throw new IOException("the disk is gone");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is gone");

        assertThat(publications()).isEqualTo(1);
        assertThat(publish(file("b"), null, rows(Lists.stations("新", 1, 4), 0)).end())
                .isEqualTo(RunEnd.PUBLISHED);
    }

    private Report publish(Path file, @Nullable Integer maxProblems, LoadRun.Rows rows) throws Exception {
        return LoadRun.publish(request(file, maxProblems), rows, nowhere(), connection);
    }

    private LoadRun.Request request(Path file, @Nullable Integer maxProblems) {
        return new LoadRun.Request(
                file,
                Lists.dataset(network),
                Network.of(network),
                "datum=wgs84",
                "test",
                maxProblems,
                Removals.REFUSE_MOST);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve(content + ".csv"), content);
    }

    /// Bad rows first, then the stations.
    private static LoadRun.Rows rows(List<Station> stations, int bad) {
        return sink -> {
            for (int line = 1; line <= bad; line++) {
                sink.problem(line, "out-of-range", true, "lon", "999", "longitudes are within -180..180");
            }
            for (Station station : stations) {
                sink.station(station);
            }
            return new LoadRun.Extent(bad + stations.size(), null);
        };
    }

    private static LoadRun.Sink nowhere() {
        return new LoadRun.Sink() {
            @Override
            public void station(Station station) {}

            @Override
            public void problem(
                    long line,
                    String code,
                    boolean error,
                    @Nullable String column,
                    @Nullable String value,
                    String advice) {}
        };
    }

    private int publications() throws SQLException {
        return column("select version from publication where dataset = '" + network + "'")
                .size();
    }

    private List<String> column(String sql) throws SQLException {
        try (Connection reader = DATABASE.connection();
                ResultSet rows = reader.createStatement().executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
