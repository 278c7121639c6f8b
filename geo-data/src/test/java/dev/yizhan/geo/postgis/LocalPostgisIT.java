package dev.yizhan.geo.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.geo.load.DatabaseUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgisIT {

    @Test
    void takes_its_own_password_and_no_other(@TempDir Path folder) throws Exception {
        LocalPostgis postgis = LocalPostgis.in(folder.resolve("postgis"));
        assertThat(postgis.start()).isEqualTo(LocalPostgis.Outcome.CREATED);
        try {
            DatabaseUrl address = postgis.address();
            try (Connection connection = address.connect()) {
                assertThat(connection.isValid(1)).isTrue();
            }
            for (String wrong : new String[] {"", "yizhan", address.password() + "0"}) {
                DatabaseUrl guessed =
                        DatabaseUrl.parse(postgis.url().replace(":" + address.password() + "@", ":" + wrong + "@"));
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> guessed.connect().close())
                        .matches(refused -> !"08001".equals(refused.getSQLState()), "the server was asked");
            }
        } finally {
            assertThat(postgis.stop()).isTrue();
        }
    }
}
