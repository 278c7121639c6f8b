package dev.yizhan.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.support.TestDatabase;
import dev.yizhan.service.support.ServiceProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://nobody:geheim@%s", "jdbc:postgresql://%s?user=nobody&password=geheim"})
    void a_database_that_refuses_is_named_without_its_password(String form) throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            String address = form.formatted(database.url().replaceFirst(".*@", ""));
            try (ServiceProcess service = new ServiceProcess(address)) {
                assertThat(service.exitCode(SOON)).isEqualTo(1);
                assertThat(service.output())
                        .contains("yizhan cannot start: jdbc:postgresql://127.0.0.1:", "refuses: ")
                        .doesNotContain("\tat ")
                        .doesNotContain("geheim");
            }
        }
    }

    @Test
    void a_start_that_fails_for_another_reason_does_not_wait_for_a_database() throws Exception {
        try (ServiceProcess service =
                new ServiceProcess("postgresql://127.0.0.1:1/nothing", "-Dserver.port=no-number")) {
            assertThat(service.exitCode(SOON)).isEqualTo(1);
        }
    }

    @Test
    void holidays_that_cannot_be_read_are_refused_in_words() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                ServiceProcess service = new ServiceProcess(database.url(), "-Dyizhan.holidays=/no/such.csv")) {
            assertThat(service.exitCode(SOON)).isEqualTo(1);
            assertThat(service.output())
                    .contains("yizhan cannot start: YIZHAN_HOLIDAYS names a file that is not there: /no/such.csv")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_host_that_nobody_knows_is_named_while_it_is_waited_for() throws Exception {
        try (ServiceProcess service = new ServiceProcess("postgresql://nowhere.invalid/yizhan")) {
            service.until(() -> service.output().contains("waiting for it"));
            assertThat(service.output()).contains("UnknownHostException: nowhere.invalid");
        }
    }
}
