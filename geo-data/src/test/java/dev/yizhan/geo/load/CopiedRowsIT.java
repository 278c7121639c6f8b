package dev.yizhan.geo.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yizhan.geo.postgis.PostgisUnavailable;
import dev.yizhan.geo.support.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CopiedRowsIT {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    /// Reads within a transaction that sees what the database holds now.
    private static <T> List<T> read(String query, Function<CopiedRows, T> reader) throws SQLException {
        try (Connection connection = DATABASE.connection()) {
            return read(query, reader, exported(connection));
        }
    }

    private static <T> List<T> read(String query, Function<CopiedRows, T> reader, String snapshot) {
        return CopiedRows.read(DatabaseUrl.parse(DATABASE.url()), snapshot, query, rows -> () -> reader.apply(rows));
    }

    private static String exported(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void values_are_what_the_query_gives() throws SQLException {
        List<List<Object>> rows = read(
                """
                select 'a\tb\\N
                驿站 🚲' as text, -0.1::float8 as float8, 9223372036854775807 as int8, -7 as int4, true as bool,
                  timestamptz '1999-12-31 23:59:59.999999+08' as moment
                """,
                row -> List.of(
                        row.text("text"),
                        row.float8("float8"),
                        row.int8("int8"),
                        row.int4("int4"),
                        row.bool("bool"),
                        row.timestamptz("moment")));
        assertThat(rows)
                .containsExactly(List.of(
                        "a\tb\\N\n驿站 🚲",
                        -0.1,
                        Long.MAX_VALUE,
                        -7,
                        true,
                        OffsetDateTime.parse("1999-12-31T15:59:59.999999Z")));
    }

    @Test
    void what_a_row_has_not_is_null_and_an_empty_text_is_not() throws SQLException {
        List<List<Object>> rows = read(
                "select null::text as a, ''::text as b, null::float8 as c, null::timestamptz as d, null::bool as e",
                row -> Arrays.asList(
                        row.text("a"), row.text("b"), row.float8("c"), row.timestamptz("d"), row.bool("e")));
        assertThat(rows).containsExactly(Arrays.asList(null, "", null, null, null));
    }

    @Test
    void there_are_as_many_rows_as_the_query_finds() throws SQLException {
        assertThat(read("select n from generate_series(1, 70000) n", row -> row.int4("n")))
                .isEqualTo(IntStream.rangeClosed(1, 70_000).boxed().toList());
        assertThat(read("select 1 as n where false", row -> row.int4("n"))).isEmpty();
    }

    @Test
    void rows_are_those_of_the_snapshot_whatever_was_committed_since() throws SQLException {
        try (Connection other = DATABASE.connection();
                Statement statement = other.createStatement();
                Connection reader = DATABASE.connection()) {
            statement.execute("create table counted (n int)");
            statement.execute("insert into counted values (1)");
            String snapshot = exported(reader);
            statement.execute("insert into counted values (2)");
            assertThat(read("select n from counted", row -> row.int4("n"), snapshot))
                    .containsExactly(1);
            assertThat(read("select n from counted order by n", row -> row.int4("n")))
                    .containsExactly(1, 2);
        }
    }

    @Test
    void a_column_that_is_not_there_or_is_of_another_type_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("select 1 as n", row -> row.text("m")))
                .withMessageContaining("no column m");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("select 1 as n", row -> row.int8("n")))
                .withMessageContaining("column n has 4 bytes, not 8");
    }

    @Test
    void a_query_that_fails_half_way_gives_no_rows_but_its_words() {
        assertThatExceptionOfType(PostgisUnavailable.class)
                .isThrownBy(() -> read("select 1 / (n - 3) as n from generate_series(1, 5) n", row -> row.int4("n")))
                .withMessageContaining("division by zero");
        assertThatExceptionOfType(PostgisUnavailable.class)
                .isThrownBy(() -> read("select 1 as n", row -> row.int4("n"), "00000000-00000000-1"))
                .withMessageContaining("does not give its rows");
    }
}
