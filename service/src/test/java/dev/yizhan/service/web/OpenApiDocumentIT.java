package dev.yizhan.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.support.LiveHuangpu;
import dev.yizhan.service.support.SchemaJudge;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiDocumentIT extends LiveHuangpu {

    private record Call(String path, String method, JsonNode operation) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private JsonNode document() {
        return get(200, "/openapi.json");
    }

    private static List<Call> calls(JsonNode document) {
        List<Call> calls = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                calls.add(new Call(path.getKey(), method.getKey(), method.getValue()));
            }
        }
        return calls;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Test
    void it_is_openapi_3_1_and_knows_every_call_of_this_server() {
        JsonNode document = document();
        assertThat(document.get("openapi").asString()).startsWith("3.1.");
        assertThat(document.get("paths").propertyNames())
                .contains(
                        "/v1/stations",
                        "/v1/stations/{id}",
                        "/v1/stations/nearest",
                        "/v1/stations/{id}/service-area",
                        "/v1/coverage",
                        "/v1/coverage/{adcode}/gaps",
                        "/v1/coverage/{adcode}/sites",
                        "/v1/jobs/{id}",
                        "/v1/jobs/{id}/events",
                        "/v1/networks",
                        "/v1/amenities",
                        "/v1/districts",
                        "/v1/districts/{adcode}",
                        "/v1/status")
                .allMatch(path -> path.startsWith("/v1/") || path.startsWith("/tiles/"));
    }

    @TestFactory
    Stream<DynamicTest> every_call_is_described_with_its_parameters_and_problems() {
        return calls(document()).stream()
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> {
                    JsonNode operation = call.operation();
                    assertThat(operation.path("operationId").asString("")).isNotBlank();
                    assertThat(operation.path("summary").asString("")).isNotBlank();
                    assertThat(operation.path("description").asString("")).isNotBlank();
                    assertThat(stream(operation.path("parameters"))).allSatisfy(parameter -> {
                        assertThat(parameter.path("description").asString(""))
                                .as("%s", parameter)
                                .isNotBlank();
                        assertThat(parameter.path("schema").has("type"))
                                .as("%s", parameter)
                                .isTrue();
                    });
                    assertThat(operation.get("responses").propertyNames()).contains("200", "400", "500", "503");
                    if (call.path().contains("{")) {
                        assertThat(operation.get("responses").propertyNames()).contains("404");
                    }
                }));
    }

    @Test
    void a_query_record_is_documented_with_its_ranges_defaults_and_choices() {
        JsonNode parameters = document().at("/paths/~1v1~1stations/get/parameters");
        JsonNode limit = stream(parameters)
                .filter(parameter -> parameter.get("name").asString().equals("limit"))
                .findFirst()
                .orElseThrow();
        assertThat(limit.get("schema"))
                .hasToString(
                        "{\"type\":\"integer\",\"format\":\"int32\",\"default\":100,\"maximum\":1000,\"minimum\":1}");
        JsonNode crs = stream(parameters)
                .filter(parameter -> parameter.get("name").asString().equals("crs"))
                .findFirst()
                .orElseThrow();
        assertThat(crs.at("/schema/enum")).hasToString("[\"wgs84\",\"gcj02\",\"bd09\"]");
        assertThat(stream(parameters).map(parameter -> parameter.get("name").asString()))
                .doesNotContain("query");
    }

    @Test
    void every_reference_leads_somewhere() {
        JsonNode document = document();
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void the_examples_of_answers_fit_their_schemas() {
        JsonNode document = document();
        SchemaJudge judge = new SchemaJudge(document);
        List<Call> withExample = calls(document).stream()
                .filter(call -> !call.operation().findValues("example").isEmpty())
                .toList();
        assertThat(withExample).isNotEmpty();
        int judged = 0;
        for (Call call : calls(document)) {
            for (JsonNode content : call.operation().at("/responses/200/content")) {
                if (content.has("example")) {
                    assertThat(judge.faults(content.get("schema"), content.get("example")))
                            .as("%s", call)
                            .isEmpty();
                    judged++;
                }
            }
        }
        assertThat(judged).isGreaterThanOrEqualTo(11);
    }

    @TestFactory
    Stream<DynamicTest> real_answers_fit_their_schemas() {
        JsonNode document = document();
        SchemaJudge judge = new SchemaJudge(document);
        return Map.ofEntries(
                        Map.entry("/v1/stations/nearest?lon=113.45&lat=23.1", "/v1/stations/nearest"),
                        Map.entry("/v1/stations/demo:a/service-area", "/v1/stations/{id}/service-area"),
                        Map.entry("/v1/coverage?level=city", "/v1/coverage"),
                        Map.entry("/v1/coverage?minutes=20", "/v1/coverage"),
                        Map.entry("/v1/coverage?level=cell&parent=440112&cell_m=5000", "/v1/coverage"),
                        Map.entry("/v1/coverage/440112/gaps", "/v1/coverage/{adcode}/gaps"),
                        Map.entry("/v1/demand", "/v1/demand"),
                        Map.entry("/v1/stations?q=yizhan&limit=1", "/v1/stations"),
                        Map.entry("/v1/stations/demo:d", "/v1/stations/{id}"),
                        Map.entry("/v1/networks", "/v1/networks"),
                        Map.entry("/v1/amenities", "/v1/amenities"),
                        Map.entry("/v1/districts", "/v1/districts"),
                        Map.entry("/v1/districts?geometry=false&limit=1", "/v1/districts"),
                        Map.entry("/v1/districts/440112", "/v1/districts/{adcode}"),
                        Map.entry("/v1/status", "/v1/status"))
                .entrySet()
                .stream()
                .map(call -> DynamicTest.dynamicTest(call.getKey(), () -> {
                    JsonNode content =
                            document.get("paths").get(call.getValue()).at("/get/responses/200/content");
                    JsonNode schema = content.iterator().next().get("schema");
                    assertThat(judge.faults(schema, get(200, call.getKey()))).isEmpty();
                }));
    }

    @Test
    void changes_tried_fit_their_schema() {
        JsonNode document = document();
        JsonNode operation = document.at("/paths/~1v1~1coverage~1{adcode}~1what-if/post");
        JsonNode body = operation.at("/requestBody/content/application~1json");
        SchemaJudge judge = new SchemaJudge(document);
        assertThat(judge.faults(body.get("schema"), body.get("example"))).isEmpty();
        JsonNode answer = JsonMapper.shared()
                .readTree(client.post()
                        .uri("/v1/coverage/440112/what-if?minutes=20")
                        .header("Content-Type", "application/json")
                        .bodyValue("{\"add\":[{\"lon\":113.35,\"lat\":23.35}],\"close\":[\"demo:b\"]}")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBody());
        assertThat(judge.faults(
                        operation.at("/responses/200/content").iterator().next().get("schema"), answer))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> pictures_and_reports_come_in_the_forms_that_are_documented() {
        return Map.of(
                        "/v1/coverage/440112/map.png", "/v1/coverage/{adcode}/map.png",
                        "/v1/coverage/440112/report", "/v1/coverage/{adcode}/report",
                        "/v1/coverage/440112/report?format=pdf", "/v1/coverage/{adcode}/report")
                .entrySet()
                .stream()
                .map(call -> DynamicTest.dynamicTest(call.getKey(), () -> {
                    MediaType type = client.get()
                            .uri(call.getKey())
                            .exchange()
                            .expectStatus()
                            .isOk()
                            .expectBody()
                            .returnResult()
                            .getResponseHeaders()
                            .getContentType();
                    assertThat(type).isNotNull();
                    assertThat(document()
                                    .get("paths")
                                    .get(call.getValue())
                                    .at("/get/responses/200/content")
                                    .propertyNames())
                            .contains(type.getType() + "/" + type.getSubtype());
                }));
    }

    @Test
    void problems_fit_their_schema() {
        JsonNode document = document();
        JsonNode schema = document.at("/components/schemas/Problem");
        SchemaJudge judge = new SchemaJudge(document);
        assertThat(judge.faults(schema, get(400, "/v1/stations?lng=1&limit=0"))).isEmpty();
        assertThat(judge.faults(schema, get(404, "/v1/nowhere"))).isEmpty();
    }

    @Test
    void the_page_at_docs_needs_nothing_from_elsewhere() {
        String page = new String(client.get()
                .uri("/webjars/swagger-ui/index.html")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
        assertThat(page)
                .contains("swagger-ui-bundle.js")
                .doesNotContain("src=\"http")
                .doesNotContain("href=\"http");
        URI there = client.get()
                .uri("/docs")
                .exchange()
                .expectStatus()
                .is3xxRedirection()
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getLocation();
        client.get()
                .uri(there.getPath())
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                // Its styles stand in the page.
                .doesNotExist("Content-Security-Policy");
        client.get()
                .uri("/webjars/swagger-ui/swagger-ui-bundle.js")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
