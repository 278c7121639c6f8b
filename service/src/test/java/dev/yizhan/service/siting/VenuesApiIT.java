package dev.yizhan.service.siting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yizhan.service.support.LiveHuangpu;
import dev.yizhan.service.support.SchemaJudge;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Possible venues out of a file.
class VenuesApiIT extends LiveHuangpu {

    private static final String SITES = "/v1/coverage/440112/sites";
    private static final Charset GB18030 = Charset.forName("GB18030");

    private static final String QUESTION = "{\"objective\":\"mclp\",\"k\":2,\"demand\":\"cells\"}";
    private static final String VENUES = """
            场所编号,场所名称,经度,纬度,备注
            v1,萝岗图书馆,113.4512,23.1801,有电
            v2,"科学城, 北门",113.4703,23.1702,
            v3,长洲便利店,113.4205,23.0803,
            v4,永和会堂,113.5604,23.2104,
            """;
    private static final String INLINE = """
            {"objective":"mclp","k":2,"demand":"cells","candidates":[
              {"id":"v1","name":"萝岗图书馆","lon":113.4512,"lat":23.1801},
              {"id":"v2","name":"科学城, 北门","lon":113.4703,"lat":23.1702},
              {"id":"v3","name":"长洲便利店","lon":113.4205,"lat":23.0803},
              {"id":"v4","name":"永和会堂","lon":113.5604,"lat":23.2104}]}""";

    private EntityExchangeResult<byte[]> send(String question, String fileName, byte[] file) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("request", question, MediaType.APPLICATION_JSON);
        form.part("candidates", file).filename(fileName);
        return send(form);
    }

    private EntityExchangeResult<byte[]> send(MultipartBodyBuilder form) {
        return client.post()
                .uri(SITES)
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange()
                .expectBody()
                .returnResult();
    }

    private EntityExchangeResult<byte[]> send(String inline) {
        return client.post()
                .uri(SITES)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(inline)
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static JsonNode json(EntityExchangeResult<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.getResponseBody());
    }

    /// The job when it is over.
    private JsonNode done(EntityExchangeResult<byte[]> answer) {
        assertThat(answer.getStatus().value())
                .as(new String(answer.getResponseBody(), StandardCharsets.UTF_8))
                .isIn(200, 202);
        String self = answer.getResponseHeaders().getLocation().toString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> List.of("done", "failed")
                        .contains(get(200, self).at("/status").asString()));
        return get(200, self);
    }

    private JsonNode refused(EntityExchangeResult<byte[]> answer) {
        JsonNode problem = json(answer);
        assertThat(answer.getStatus().value()).as("%s", problem).isEqualTo(400);
        return problem;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> errors(JsonNode problem) {
        return problem.at("/errors")
                .valueStream()
                .map(error -> error.at("/parameter").asString() + " "
                        + error.at("/code").asString("") + " "
                        + error.at("/detail").asString())
                .toList();
    }

    @Test
    void venues_of_a_file_are_the_same_question_as_the_same_venues_in_the_body() {
        JsonNode inline = done(send(INLINE));
        assertThat(inline.at("/result/features"))
                .hasSize(2)
                .allSatisfy(site ->
                        assertThat(site.at("/properties/name").asString()).isIn("萝岗图书馆", "科学城, 北门", "长洲便利店", "永和会堂"));
        String geoJson = VENUES.lines()
                .skip(1)
                .map(line -> line.replaceAll("\"([^\"]*),([^\"]*)\"", "$1，$2").split(",", -1))
                .map(venue -> """
                        {"type":"Feature","id":"%s","geometry":{"type":"Point","coordinates":[%s,%s]},
                         "properties":{"名称":"%s"}}""".formatted(venue[0], venue[2], venue[3], venue[1].replace("，", ",")))
                .collect(Collectors.joining(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}"));
        Map<String, byte[]> files = Map.of(
                "场所.csv", utf8("\uFEFF" + VENUES),
                "venues.txt",
                        VENUES.replace(",", "\t")
                                .replace("\"", "")
                                .replace("城\t", "城,")
                                .getBytes(GB18030),
                "venues.csv", VENUES.getBytes(GB18030),
                "venues.geojson", utf8(geoJson));
        files.forEach((name, file) -> {
            JsonNode job = done(send(QUESTION, name, file));
            assertThat(job.at("/question/candidates")).as(name).isEqualTo(inline.at("/question/candidates"));
            assertThat(job.at("/id")).as(name).isEqualTo(inline.at("/id"));
            assertThat(job.at("/result")).as(name).isEqualTo(inline.at("/result"));
        });
    }

    @Test
    void venues_without_ids_and_names_are_counted_as_in_the_body() {
        JsonNode file = done(send(QUESTION, "v.csv", utf8("lat,lon\n23.18,113.45\n\n23.17,113.47\n")));
        JsonNode inline = done(send("{\"objective\":\"mclp\",\"k\":2,\"demand\":\"cells\",\"candidates\":"
                + "[{\"lon\":113.45,\"lat\":23.18},{\"lon\":113.47,\"lat\":23.17}]}"));
        assertThat(file.at("/id")).isEqualTo(inline.at("/id"));
        assertThat(file.at("/result/features")
                        .valueStream()
                        .map(site -> site.at("/id").asString()))
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void a_file_may_be_in_another_datum_than_the_answer() {
        String one = QUESTION.replace("\"k\":2", "\"k\":1");
        JsonNode wgs84 = done(send(one, "v.csv", utf8("经度,纬度\n113.45,23.18\n")));
        JsonNode gcj02 = done(send(
                one.replace("}", ",\"candidates_crs\":\"gcj02\"}"),
                "v.csv",
                utf8("经度(GCJ-02),纬度(GCJ-02)\n113.45,23.18\n")));
        assertThat(gcj02.at("/result/crs").asString()).isEqualTo("wgs84");
        double shifted = gcj02.at("/result/features/0/geometry/coordinates/0").asDouble();
        assertThat(wgs84.at("/result/features/0/geometry/coordinates/0").asDouble())
                .isEqualTo(113.45);
        assertThat(shifted).isBetween(113.443, 113.447);
        JsonNode contradiction =
                refused(send(QUESTION, "v.csv", utf8("gcj02_lng,gcj02_lat\n113.45,23.18\n113.46,23.18\n")));
        assertThat(errors(contradiction))
                .containsExactly(
                        "/candidates other_datum the column gcj02_lng is of gcj02, and the candidates are taken"
                                + " to be of wgs84: say candidates_crs");
    }

    @Test
    void what_is_wrong_with_rows_is_told_by_line_and_column_and_nothing_is_begun() {
        JsonNode problem = refused(send(QUESTION, "场所.csv", ("""
                编号,名称,经度,纬度
                a,好,113.45,23.18
                b,坏,东经,23.18
                c,反,23.18,113.45
                a,重,113.46,23.18
                d,短,113.46
                e,零,0,0
                f,空,,23.1
                """).getBytes(GB18030)));
        assertThat(problem.at("/type").asString()).isEqualTo("/problems/invalid-body");
        assertThat(errors(problem))
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("/candidates/3/经度 not_a_number line 3, 经度: 东经: "),
                        error -> assertThat(error)
                                .startsWith("/candidates/4/经度 swapped_coordinates line 4, 经度: ")
                                .endsWith("longitude and latitude look swapped"),
                        error -> assertThat(error)
                                .isEqualTo("/candidates/5/编号 duplicate_id line 5, 编号: a: line 2 has the same id"),
                        error -> assertThat(error).startsWith("/candidates/6/纬度 row_cut_short line 6, 纬度: "),
                        error -> assertThat(error).startsWith("/candidates/7/经度 null_island line 7, 经度: "),
                        error -> assertThat(error).startsWith("/candidates/8/lon missing_coordinate line 8, lon: "));
        JsonNode many = refused(send(QUESTION, "v.csv", utf8("lon,lat\n" + "x,y\n".repeat(100))));
        assertThat(many.at("/errors")).hasSize(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v.csv | name,lat%nx,23.1%n | missing_column",
                "v.csv | lon,lat%n | empty_file",
                "v.csv | {\"type\":\"FeatureCollection\",\"features\":[]} | not_what_its_name_says",
                "v.geojson | {\"type\":\"FeatureCollection\",\"features\":[ | file_cut_short",
                "v.xlsx | PK\u0003\u0004 xl/ | not_what_its_name_says",
                "v.geojson | {\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]},\"properties\":{}} | not_a_point"
            })
    void a_file_that_cannot_be_read_says_why(String name, String file, String code) {
        JsonNode problem = refused(send(QUESTION, name, utf8(file.formatted())));
        assertThat(problem.at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(problem.at("/errors/0/parameter").asString()).startsWith("/candidates");
    }

    @Test
    void only_so_many_rows_and_bytes_are_taken() {
        String rows = IntStream.range(0, 5_001)
                .mapToObj(i -> "%.6f,23.1%n".formatted(113.4 + i * 1e-5))
                .collect(Collectors.joining("", "lon,lat\n", ""));
        assertThat(errors(refused(send(QUESTION, "v.csv", utf8(rows)))))
                .containsExactly("/candidates too_many_rows has more than 5000 rows, which is the most that are taken");
        assertThat(done(send(
                                "{\"objective\":\"mclp\",\"k\":1,\"minutes\":0.1}",
                                "v.csv",
                                utf8(rows.substring(0, rows.strip().lastIndexOf('\n')))))
                        .at("/question/candidates/items")
                        .asInt())
                .isEqualTo(5_000);
        EntityExchangeResult<byte[]> large = send(QUESTION, "v.csv", new byte[9 << 20]);
        assertThat(large.getStatus().value()).isEqualTo(413);
        assertThat(json(large).at("/detail").asString()).isEqualTo("This call takes a body of 8 MB at most.");
    }

    @Test
    void parts_that_make_no_sense_are_refused() {
        assertThat(errors(refused(send(INLINE, "v.csv", utf8(VENUES)))))
                .containsExactly("/candidates  is given twice: in the request and as a file; give one");
        assertThat(errors(refused(send(form("candidate", utf8(VENUES), "v.csv", QUESTION)))))
                .containsExactly("/candidate  unknown part: not one of request, candidates");
        assertThat(errors(refused(send(form("candidates", utf8(VENUES), null, QUESTION)))))
                .containsExactly("/candidates  is no file: give it a name, as curl -F candidates=@venues.csv does");
        assertThat(errors(refused(send(form("candidates", utf8(VENUES), "v.csv", null)))))
                .containsExactly("/request  is missing: the part with the question, as JSON");
        assertThat(errors(refused(send("{\"objectiv\":\"mclp\"}", "v.csv", utf8("x")))))
                .hasSize(2)
                .allMatch(error -> error.startsWith("/objecti"));
        JsonNode broken = refused(client.post()
                .uri(SITES)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .bodyValue("--x\r\nContent-Disposition: form-data; name=\"request\"\r\n\r\n{")
                .exchange()
                .expectBody()
                .returnResult());
        assertThat(broken.at("/detail").asString())
                .isEqualTo("The body is not multipart/form-data as RFC 7578 has it, or breaks off.");
    }

    private static MultipartBodyBuilder form(
            String part, byte[] file, @Nullable String fileName, @Nullable String question) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        if (question != null) {
            form.part("request", question);
        }
        if (fileName == null) {
            form.part(part, new String(file, StandardCharsets.UTF_8));
        } else {
            form.part(part, file).filename(fileName);
        }
        return form;
    }

    @Test
    void a_call_without_files_takes_no_parts() {
        MultipartBodyBuilder form = form("candidates", utf8(VENUES), "v.csv", QUESTION);
        EntityExchangeResult<byte[]> answer = client.post()
                .uri("/v1/coverage/440112/what-if")
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange()
                .expectBody()
                .returnResult();
        assertThat(answer.getStatus().value()).isEqualTo(415);
    }

    @Test
    void the_document_says_how_a_file_is_sent() {
        JsonNode document = get(200, "/openapi.json");
        JsonNode content = document.at("/paths/~1v1~1coverage~1{adcode}~1sites/post/requestBody/content");
        JsonNode form = content.get("multipart/form-data");
        assertThat(form.at("/schema/required").toString()).isEqualTo("[\"request\"]");
        assertThat(form.at("/schema/properties/request")).isEqualTo(content.at("/application~1json/schema"));
        assertThat(form.at("/schema/properties/candidates/format").asString()).isEqualTo("binary");
        assertThat(form.at("/encoding/request/contentType").asString()).isEqualTo("application/json");
        assertThat(form.at("/encoding/candidates/contentType").asString()).contains("text/csv");
        JsonNode problem = refused(send(QUESTION, "v.csv", utf8("lon,lat\nx,y\n")));
        assertThat(new SchemaJudge(document).faults(document.at("/components/schemas/Problem"), problem))
                .isEmpty();
    }

    @Test
    void the_result_is_a_table_too() {
        JsonNode job = done(send(QUESTION, "v.csv", utf8(VENUES)));
        String address = job.at("/links/result").asString();
        String table = client.get()
                .uri(address + "?format=csv&bom=true")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/csv;charset=UTF-8")
                .expectHeader()
                .valueEquals("Content-Disposition", "attachment; filename=\"sites-2-bbbbbbbb.csv\"")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        List<String> lines = table.lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "\uFEFFrank,id,name,lon,lat,gained_demand,load,drawn,adcode,district,objective,k,mode,minutes,"
                                + "method,radius_m,network,tier,amenity,open_at,min_spacing_m,capacity,demand_source,"
                                + "demand_unit,demand_synthetic,demand_hour,value,bound,gap,proven_optimal,seed,crs,"
                                + "dataset_version");
        JsonNode first = job.at("/result/features/0");
        assertThat(lines.get(1))
                .startsWith("1," + first.at("/id").asString() + ",")
                .contains("," + first.at("/geometry/coordinates/0").asString() + ",", ",mclp,2,walk,15,circle,1000,")
                .endsWith(",0,true,1,wgs84," + job.at("/dataset_version").asString());
        assertThat(get(400, address + "?bom=true").at("/errors/0/parameter").asString())
                .isEqualTo("bom");
        assertThat(get(400, address + "?format=xlsx").at("/errors/0/parameter").asString())
                .isEqualTo("format");
    }

    @Test
    void a_name_that_a_spreadsheet_would_run_is_a_word_in_its_table_and_as_it_was_in_others() {
        String venues = VENUES.replaceAll("(?m)^(v\\d),(\"[^\"]*\"|[^,]*),", "$1,=1+1,");
        String address =
                done(send(QUESTION, "v.csv", utf8(venues))).at("/links/result").asString();
        assertThat(table(address + "?format=csv&bom=true").lines().skip(1))
                .hasSize(2)
                .allMatch(line -> line.contains(",'=1+1,"));
        assertThat(table(address + "?format=csv").lines().skip(1)).hasSize(2).allMatch(line -> line.contains(",=1+1,"));
    }

    private String table(String address) {
        return client.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
