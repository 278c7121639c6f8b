package dev.yizhan.geo.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://me:p%40ss@db:5433/yizhan, jdbc:postgresql://db:5433/yizhan",
        "postgres://db/yizhan?sslmode=require, jdbc:postgresql://db/yizhan",
        "r2dbc:postgresql://me@db:5432/yizhan, jdbc:postgresql://db:5432/yizhan",
        "jdbc:postgresql://db/yizhan?user=me&password=secret, jdbc:postgresql://db/yizhan"
    })
    void an_address_is_read_in_each_way_of_writing_it_and_shown_without_its_secrets(String url, String shown) {
        assertThat(DatabaseUrl.parse(url)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://db/yizhan", "", "db:5432/yizhan", "postgresql://db", "postgresql:///yizhan"})
    void anything_else_is_refused_with_an_example(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgresql://user:password@host:5432/name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:p%40ss@db/yizhan?sslmode=require",
                "postgresql://db/yizhan?user=me&sslmode=require&password=p%40ss",
                "jdbc:postgresql://db/yizhan?password=p%40ss&user=me&sslmode=require",
                "r2dbc:postgresql://me:p%40ss@db/yizhan?sslMode=require"
            })
    void its_secrets_stand_beside_it_and_the_drivers_get_their_own_spelling(String url) {
        DatabaseUrl address = DatabaseUrl.parse(url);
        assertThat(address.user()).isEqualTo("me");
        assertThat(address.password()).isEqualTo("p@ss");
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db/yizhan?sslmode=require");
        assertThat(address.r2dbcUrl()).isEqualTo("r2dbc:postgresql://db/yizhan?sslMode=require");
    }

    @Test
    void what_is_kept_beside_an_address_counts_more() {
        DatabaseUrl address = DatabaseUrl.of("r2dbc:postgresql://me:old@db/yizhan", null, "new");
        assertThat(address.user()).isEqualTo("me");
        assertThat(address.password()).isEqualTo("new");
    }

    @Test
    void a_refusal_never_repeats_the_password() {
        assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://me:se cret@db/yizhan"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("cret")
                .contains("percent-encode");
    }
}
