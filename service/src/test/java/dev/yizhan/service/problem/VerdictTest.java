package dev.yizhan.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class VerdictTest {

    static Stream<Throwable> a_database_that_is_away() {
        return Stream.of(
                new DataAccessResourceFailureException("Failed to obtain R2DBC Connection"),
                new R2dbcNonTransientResourceException("closed"),
                new R2dbcTransientResourceException("terminating connection", "57P01"),
                new ConnectException("refused"),
                new RuntimeException(new IllegalStateException(new ConnectException("refused"))));
    }

    @ParameterizedTest
    @MethodSource
    void a_database_that_is_away(Throwable failure) {
        Verdict verdict = Verdict.on(failure);
        assertThat(verdict.type()).isEqualTo(ProblemType.DATABASE_UNAVAILABLE);
        assertThat(verdict.headers().getFirst("Retry-After")).isEqualTo("5");
    }

    @Test
    void nothing_of_an_unforeseen_failure_reaches_the_client() {
        Verdict verdict = Verdict.on(new IllegalStateException("password=secret", new RuntimeException("select 1")));
        assertThat(verdict.type()).isEqualTo(ProblemType.INTERNAL);
        assertThat(verdict.detail()).doesNotContain("secret").doesNotContain("select");
    }

    @Test
    void json_that_the_service_itself_cannot_read_is_not_the_clients_fault() {
        assertThat(Verdict.on(brokenJson()).type()).isEqualTo(ProblemType.INTERNAL);
    }

    @Test
    void json_of_a_body_that_breaks_is_told_by_its_place() {
        Verdict verdict =
                Verdict.on(new ServerWebInputException("Failed", null, new DecodingException("no", brokenJson())));
        assertThat(verdict.type()).isEqualTo(ProblemType.INVALID_BODY);
        assertThat(verdict.detail()).contains("line 1");
    }

    @Test
    void a_body_without_words_of_jackson_is_the_clients_fault_all_the_same() {
        assertThat(Verdict.on(new ServerWebInputException("No request body")).type())
                .isEqualTo(ProblemType.INVALID_BODY);
    }

    @Test
    void too_much_and_too_late_have_their_own_types() {
        assertThat(Verdict.on(new DataBufferLimitException("2 MB")).type()).isEqualTo(ProblemType.BODY_TOO_LARGE);
        assertThat(Verdict.on(new TimeoutException()).type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED);
    }

    @Test
    void a_form_that_is_not_read_brings_those_that_are() {
        Verdict verdict = Verdict.on(
                new UnsupportedMediaTypeStatusException(MediaType.TEXT_PLAIN, List.of(MediaType.APPLICATION_JSON)));
        assertThat(verdict.type()).isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertThat(verdict.detail()).contains("text/plain").contains("application/json");
    }

    @Test
    void a_status_without_a_type_of_its_own_stays_on_its_side() {
        assertThat(Verdict.on(new ResponseStatusException(HttpStatus.CONFLICT)).type())
                .isEqualTo(ProblemType.BAD_REQUEST);
        assertThat(Verdict.on(new ResponseStatusException(HttpStatus.BAD_GATEWAY))
                        .type())
                .isEqualTo(ProblemType.INTERNAL);
    }

    private static JacksonException brokenJson() {
        try {
            JsonMapper.shared().readTree("{\"a\":");
        } catch (JacksonException e) {
            return e;
        }
        throw new AssertionError("that was no JSON");
    }
}
