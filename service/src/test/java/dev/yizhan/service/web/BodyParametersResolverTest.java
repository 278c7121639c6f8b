package dev.yizhan.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.BindingContext;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

class BodyParametersResolverTest {

    private static final int LIMIT = 1 << 20;

    record Body(
            @QueryParameter("Anything.") @Nullable JsonNode places,

            @QueryParameter(value = "A number.", min = 0, max = 1000) @Nullable
            Double metres) {}

    @SuppressWarnings("unused")
    private static void takes(@BodyParameters Body body) {}

    @SuppressWarnings("unused")
    private static void takesMore(@BodyParameters(large = true) Body body) {}

    private final BodyParametersResolver resolver = new BodyParametersResolver(LIMIT, 2 * LIMIT);
    private final AtomicReference<String> thread = new AtomicReference<>("");

    private Body read(String body) throws Exception {
        return read("takes", body);
    }

    private Body read(String call, String body) throws Exception {
        MethodParameter parameter =
                new MethodParameter(BodyParametersResolverTest.class.getDeclaredMethod(call, Body.class), 0);
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body));
        return (Body) resolver.resolveArgument(parameter, new BindingContext(), exchange)
                .doOnNext(_ -> thread.set(Thread.currentThread().getName()))
                .block();
    }

    private static String places(int count) {
        return "{\"places\":[" + "{\"lon\":113.5,\"lat\":23.1},".repeat(count - 1) + "{\"lon\":1.25,\"lat\":2}]}";
    }

    @Test
    void a_large_body_is_read_where_no_request_waits_for_it() throws Exception {
        Body body = read(places(10_000));
        assertThat(body.places()).hasSize(10_000);
        assertThat(body.places().get(9_999).get("lon").decimalValue()).isEqualTo("1.25");
        assertThat(thread.get()).startsWith("bodies");
        read(places(10));
        assertThat(thread.get())
                .as("a small one takes no longer than to wake a thread")
                .isEqualTo(Thread.currentThread().getName());
    }

    record WithFile(
            @QueryParameter("Anything.") @Nullable BodyPart places,

            @QueryParameter(value = "A number.", min = 0, max = 1000) @Nullable
            Double metres) {}

    @SuppressWarnings("unused")
    private static void takesFile(@BodyParameters WithFile body) {}

    @Test
    void a_file_is_taken_byte_by_byte_and_read_where_no_request_waits_for_it() throws Exception {
        MethodParameter parameter = new MethodParameter(
                BodyParametersResolverTest.class.getDeclaredMethod("takesFile", WithFile.class), 0);
        String form = "--x\r\nContent-Disposition: form-data; name=\"request\"\r\n\r\n{\"metres\":5}\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"places\"; filename=\"a.csv\"\r\n\r\n\u00b5\u00e3\n\r\n--x--\r\n";
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(
                        form.getBytes(StandardCharsets.ISO_8859_1)))));
        WithFile body = (WithFile) resolver.resolveArgument(parameter, new BindingContext(), exchange)
                .doOnNext(_ -> thread.set(Thread.currentThread().getName()))
                .block();
        assertThat(body.metres()).isEqualTo(5);
        assertThat(body.places()).isInstanceOfSatisfying(BodyPart.File.class, file -> {
            assertThat(file.name()).isEqualTo("a.csv");
            assertThat(file.bytes()).containsExactly(0xb5, 0xe3, '\n');
        });
        assertThat(thread.get()).startsWith("bodies");
    }

    @Test
    void what_is_wrong_with_a_large_body_is_told_as_with_a_small_one() {
        String wrong = places(10_000).replace("{\"places\"", "{\"metres\":-1,\"place\":1,\"places\"");
        assertThat(wrong.getBytes(StandardCharsets.UTF_8).length).isLessThan(LIMIT);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(wrong))
                .matches(problem -> problem.type() == ProblemType.INVALID_BODY
                        && problem.errors().size() == 2);
    }

    @Test
    void only_a_call_that_says_so_takes_a_body_beyond_the_usual() throws Exception {
        String more = places(45_000);
        assertThat(more.length()).isBetween(LIMIT, 2 * LIMIT);
        assertThat(read("takesMore", more).places()).hasSize(45_000);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(more))
                .matches(problem -> problem.type() == ProblemType.BODY_TOO_LARGE
                        && problem.detail().equals("This call takes a body of 1 MB at most."));
    }

    @Test
    void a_number_of_a_billion_digits_is_no_way_to_fill_the_memory() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("{\"metres\":1e999999999}"))
                .matches(problem -> problem.type() == ProblemType.INVALID_BODY);
    }
}
