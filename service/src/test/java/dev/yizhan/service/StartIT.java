package dev.yizhan.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.support.TestDatabase;
import dev.yizhan.service.support.ServiceProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the person at the keyboard reads when the service cannot start. A database that is not there yet is waited for:
/// `DrillIT` has that.
class StartIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    @ParameterizedTest
    @CsvSource({
        "mysql://127.0.0.1/yizhan, the database address must look like postgresql://user:password@host:5432/name",
        "postgresql://127.0.0.1, the database address must name a host and a database"
    })
    void an_address_that_is_none_is_refused_in_words_without_a_stack(String address, String words) throws Exception {
        try (ServiceProcess service = new ServiceProcess(address)) {
            assertThat(service.exitCode(SOON)).isEqualTo(1);
            assertThat(service.output())
                    .contains("yizhan cannot start: " + words)
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_database_that_refuses_is_named_without_its_password() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            String address = database.url().replaceFirst("//[^@]*@", "//nobody:geheim@");
            try (ServiceProcess service = new ServiceProcess(address)) {
                assertThat(service.exitCode(SOON)).isEqualTo(1);
                assertThat(service.output())
                        .contains("yizhan cannot start: jdbc:postgresql://127.0.0.1:", "refuses: ")
                        .doesNotContain("\tat ")
                        .doesNotContain("geheim");
            }
        }
    }
}
