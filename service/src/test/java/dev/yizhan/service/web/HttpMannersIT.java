package dev.yizhan.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.support.LiveHuangpu;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpMannersIT extends LiveHuangpu {

    private static final List<String> HOSTILE = List.of(
            "NaN",
            "Infinity",
            "999",
            "-999",
            "1e400",
            "",
            "%20",
            "%00",
            "a%00b",
            "%ff",
            "%C0%80",
            "';drop%20table%20station--",
            "34.7,113.6",
            "9".repeat(40),
            "x".repeat(3000),
            "%F0%9F%9A%B2",
            "..%2F..%2Fetc",
            "null",
            "-0",
            "%25%25",
            "180,90,-180,-90",
            "1,2,3",
            "a,b,c,d",
            "NaN,NaN,NaN,NaN",
            "true",
            "[]",
            "%7B%7D",
            "%0d%0aX-Evil:1");

    /// Every address that the document makes out of one hostile value in one place; the rest as the
    /// examples have it.
    private List<String> hostileAddresses() {
        List<String> addresses = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path :
                get(200, "/openapi.json").get("paths").properties()) {
            JsonNode operation = path.getValue().get("get");
            if (operation == null) {
                continue;
            }
            String plain = path.getKey().replaceAll("\\{[^}]*}", "440112");
            for (String value : HOSTILE) {
                addresses.add(path.getKey().replaceAll("\\{[^}]*}", inPath(value)));
                addresses.add(plain + "?" + value);
                addresses.add(plain + "?surely_unknown=" + value);
                for (JsonNode parameter : operation.path("parameters")) {
                    if (parameter.get("in").asString().equals("query")) {
                        String name = parameter.get("name").asString();
                        addresses.add(plain + "?" + name + "=" + value);
                        addresses.add(plain + "?" + name + "=" + value + "&" + name + "=" + value);
                    }
                }
            }
        }
        return addresses;
    }

    /// A path is stricter than a query: brackets have to be escaped.
    private static String inPath(String value) {
        return value.isEmpty() ? "%20" : value.replace("[", "%5B").replace("]", "%5D");
    }

    @Test
    void no_hostile_value_in_any_place_is_the_servers_fault() {
        List<String> addresses = hostileAddresses();
        assertThat(addresses).hasSizeGreaterThan(500);
        for (String address : addresses) {
            EntityExchangeResult<byte[]> result = client.get()
                    .uri(URI.create("http://127.0.0.1:" + port + address))
                    .exchange()
                    .expectBody()
                    .returnResult();
            int status = result.getStatus().value();
            assertThat(status).as(address).isIn(200, 204, 400, 404, 410, 414);
            if (status != 200) {
                assertProblem(status, result);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/stations?surely_unknown=1",
                "/v1/stations/demo:a?verbose=true",
                "/v1/networks?q=a",
                "/v1/amenities?q=a",
                "/v1/districts?lng=1",
                "/v1/districts/440112?simplify=1",
                "/v1/status?x"
            })
    void a_parameter_that_a_call_does_not_know_is_refused_by_its_name(String address) {
        assertThat(get(400, address).at("/errors/0/parameter").asString())
                .isEqualTo(address.substring(address.indexOf('?') + 1).replaceAll("=.*", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nowhere, 404",
        "GET, /nowhere, 404",
        "POST, /v1/stations, 405",
        "DELETE, /v1/stations/demo:a, 405"
    })
    void the_frameworks_refusals_are_problems(String method, String path, int status) {
        EntityExchangeResult<byte[]> result = client.method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .expectBody()
                .returnResult();
        assertThat(result.getStatus().value()).isEqualTo(status);
        assertProblem(status, result);
        if (status == 405) {
            assertThat(result.getResponseHeaders().getAllow())
                    .containsExactlyInAnyOrder(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
        }
    }

    @Test
    void an_answer_in_a_form_that_is_not_made_here_is_a_406() {
        EntityExchangeResult<byte[]> result = client.get()
                .uri("/v1/stations")
                .accept(MediaType.valueOf("text/csv"))
                .exchange()
                .expectBody()
                .returnResult();
        assertThat(result.getStatus().value()).isEqualTo(406);
        assertProblem(406, result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
    void ten_megabytes_of_body_are_refused(String method) {
        EntityExchangeResult<byte[]> result = client.method(HttpMethod.valueOf(method))
                .uri("/v1/stations")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(new byte[10_000_000])
                .exchange()
                .expectBody()
                .returnResult();
        assertProblem(413, result);
    }

    @Test
    void a_head_has_the_headers_of_the_get_and_no_body() {
        HttpHeaders get = client.get()
                .uri("/v1/networks")
                .exchange()
                .returnResult(byte[].class)
                .getResponseHeaders();
        EntityExchangeResult<byte[]> head = client.head()
                .uri("/v1/networks")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();
        assertThat(head.getResponseBody()).isNull();
        assertThat(head.getResponseHeaders().getETag()).isNotNull().isEqualTo(get.getETag());
        assertThat(head.getResponseHeaders().getContentType()).isEqualTo(get.getContentType());
    }

    @Test
    void options_name_the_methods() {
        client.options()
                .uri("/v1/networks")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .value("Allow", allow -> assertThat(allow.split(",")).contains("GET", "HEAD", "OPTIONS"));
    }

    @Test
    void a_page_of_another_origin_may_read() {
        client.get()
                .uri("/v1/networks")
                .header("Origin", "https://map.example")
                .exchange()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*");
    }

    @Test
    void the_version_that_the_client_holds_is_not_sent_again() {
        HttpHeaders first = client.get()
                .uri("/v1/stations?limit=1")
                .exchange()
                .returnResult(byte[].class)
                .getResponseHeaders();
        assertThat(first.getETag()).startsWith("W/\"2-bbbbbbbb.");
        assertThat(first.getCacheControl()).isEqualTo("no-cache");
        client.get()
                .uri("/v1/stations?limit=1")
                .ifNoneMatch("\"something-else\"", first.getETag())
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals("ETag", first.getETag())
                .expectBody()
                .isEmpty();
    }

    @Test
    void a_tag_answers_no_other_question() {
        String tag = client.get()
                .uri("/v1/stations?limit=1")
                .exchange()
                .returnResult(byte[].class)
                .getResponseHeaders()
                .getETag();
        for (String other : List.of("/v1/stations?limit=2", "/v1/stations/demo:b")) {
            client.get().uri(other).ifNoneMatch(tag).exchange().expectStatus().isOk();
        }
        client.get()
                .uri("/v1/stations?limit=0")
                .ifNoneMatch(tag)
                .exchange()
                .expectStatus()
                .isBadRequest();
        client.get()
                .uri("/v1/stations/demo:q")
                .ifNoneMatch(tag)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void a_problem_is_neither_tagged_nor_stored() {
        HttpHeaders headers = client.get()
                .uri("/v1/stations?limit=0")
                .exchange()
                .returnResult(byte[].class)
                .getResponseHeaders();
        assertThat(headers.getETag()).isNull();
        assertThat(headers.getCacheControl()).isEqualTo("no-store");
    }

    @Test
    void a_large_answer_is_compressed_on_request() throws IOException {
        String answer =
                wire("GET /v1/stations HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("content-encoding: gzip");
    }

    @Test
    void chinese_written_out_in_an_address_is_understood() throws IOException {
        String answer = wire("GET /v1/stations?q=黄埔 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("demo:a").doesNotContain("demo:b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/stations?q=%zz HTTP/1.1            | 400",
                "GET /v1/stations/a%00b HTTP/1.1            | 400",
                "GET /v1/stations/%ff HTTP/1.1              | 400",
                "GET /v1/stat ions HTTP/1.1                 | 400",
                "GET /v1/stations^ HTTP/1.1                 | 400",
                "BOGUS                                      | 400",
                "GET /v1/stations HTTP/1.1~Bad Header: x    | 400",
                "GET /v1/stations HTTP/1.1~Content-Length: x| 400",
                "GET /v1/stations?q=LONG HTTP/1.1           | 414",
                "GET /v1/stations HTTP/1.1~X-Long: LONG     | 431",
            })
    void what_breaks_http_itself_is_a_problem_too(String lines, int status) throws IOException {
        String request = lines.replace("LONG", "a".repeat(20_000)).replace("~", "\r\n");
        String answer = wire(request + "\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.").contains("application/problem+json");
        assertThat(answer.split(" ")[1]).isEqualTo(String.valueOf(status));
        JsonNode problem = JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(problem.get("status").asInt()).isEqualTo(status);
    }

    @Test
    void a_body_of_unknown_length_on_a_get_is_refused() throws IOException {
        String answer =
                wire("GET /v1/stations HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + "5\r\nhello\r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("/problems/bad-request");
    }

    @TestFactory
    Stream<DynamicTest> every_type_uri_leads_to_its_explanation() {
        JsonNode all = get(200, "/problems");
        assertThat(all).hasSizeGreaterThan(10);
        return all.valueStream()
                .map(page -> DynamicTest.dynamicTest(
                        page.get("type").asString(),
                        () -> assertThat(get(200, page.get("type").asString())).isEqualTo(page)));
    }

    /// What comes back for these bytes, as text.
    private String wire(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(int status, EntityExchangeResult<byte[]> result) {
        assertThat(result.getStatus().value()).isEqualTo(status);
        assertThat(result.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        JsonNode problem = JsonMapper.shared().readTree(result.getResponseBody());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asString()).startsWith("/problems/");
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString())
                .isNotBlank()
                .doesNotContain("Exception")
                .doesNotContain("dev.yizhan");
    }
}
