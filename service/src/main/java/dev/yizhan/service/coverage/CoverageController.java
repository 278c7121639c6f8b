package dev.yizhan.service.coverage;

import dev.yizhan.service.coverage.GapsQuery.Form;
import dev.yizhan.service.web.GeoJsonModule;
import dev.yizhan.service.web.Language;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What is served, district by district, and what is not.
@RestController
@Tag(name = "coverage", description = "The planner's questions: what is served, what is not.")
class CoverageController {

    private static final String CSV = "text/csv";
    /// A report brings its style and its picture with it.
    private static final String STANDS_ALONE =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private static final String GEOPACKAGE = "application/geopackage+sqlite3";

    private static final List<String> GAP_TYPES =
            List.of(GeoJsonModule.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE, CSV, GEOPACKAGE);

    private final Coverages coverages;
    private final CoverageFiles files;
    private final Gaps gaps;
    private final WhatIf whatIf;
    private final Maps maps;
    private final Reports reports;

    CoverageController(Coverages coverages, CoverageFiles files, Gaps gaps, WhatIf whatIf, Maps maps, Reports reports) {
        this.files = files;
        this.maps = maps;
        this.reports = reports;
        this.coverages = coverages;
        this.gaps = gaps;
        this.whatIf = whatIf;
    }

    @Operation(
            operationId = "listCoverage",
            summary = "List districts by how much of them is served",
            description =
                    "Districts of any level, or cells of a planning grid over one (level=cell), the least served first."
                            + " Areas of the stations that serve are united; they are geodesic. Demand, where a"
                            + " dataset of it is loaded, is covered within the standard's reach of a station. By"
                            + " method=network areas are drawn over roads in districts that meet the roads loaded, and are"
                            + " circles beyond them and where no road is near a station: roads and drawn say how many and"
                            + " where; distances stay straight lines. The two default standards by circles are kept ready;"
                            + " any other question is computed once and kept.")
    @ApiResponse(
            responseCode = "200",
            description = "The districts or cells, in the form asked for",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = CoverageAnswer.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string")),
                @Content(
                        mediaType = GeoJsonModule.MEDIA_TYPE,
                        schema = @Schema(implementation = CoverageFeatures.class)),
                @Content(mediaType = GEOPACKAGE, schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(responseCode = "404", ref = "#/components/responses/Problem404")
    @GetMapping("/v1/coverage")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(@QueryParameters CoverageQuery query) {
        return coverages.find(query).map(found -> {
            Flux<DataBuffer> body = files.of(found, query);
            return switch (query.format()) {
                case JSON -> answer(MediaType.APPLICATION_JSON_VALUE).body(body);
                case GEOJSON -> answer(GeoJsonModule.MEDIA_TYPE).body(body);
                case CSV -> file(name(found, query), Form.CSV).body(body);
                case GPKG -> file(name(found, query), Form.GPKG).body(body);
            };
        });
    }

    private static ResponseEntity.BodyBuilder answer(String type) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(type));
    }

    /// Named by what it is about and the data it stands on: coverage-440100-county-3-0a1b2c3d.csv.
    private static String name(Coverages.Found found, CoverageQuery query) {
        return Stream.of(
                        "coverage",
                        query.parent(),
                        query.levelCode(),
                        found.world().stations().version())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("-"));
    }

    private static ResponseEntity.BodyBuilder file(String name, Form form) {
        String extension = form == Form.CSV ? "csv" : "gpkg";
        return answer(form == Form.CSV ? CSV + ";charset=UTF-8" : GEOPACKAGE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + extension + "\"");
    }

    @Operation(
            operationId = "listGaps",
            summary = "List the gaps of a district",
            description =
                    "What no station reaches: where the most demand is first, or the largest; with the worst point of"
                            + " each, which is the place farthest from every station, and the station nearest to it.")
    @ApiResponse(
            responseCode = "200",
            description = "The gaps, in the form asked for",
            content = {
                @Content(mediaType = GeoJsonModule.MEDIA_TYPE, schema = @Schema(implementation = GapsAnswer.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = GapsAnswer.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string")),
                @Content(mediaType = GEOPACKAGE, schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping(
            path = "/v1/coverage/{adcode}/gaps",
            produces = {GeoJsonModule.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE, CSV, GEOPACKAGE})
    Mono<ResponseEntity<Flux<DataBuffer>>> gaps(
            @Parameter(description = "Code of the administrative division (GB/T 2260).", example = "440112")
                    @PathVariable
                    String adcode,
            @QueryParameters GapsQuery query,
            ServerHttpRequest request) {
        String type = typeOf(query, request.getHeaders());
        Form form = CSV.equals(type) ? Form.CSV : GEOPACKAGE.equals(type) ? Form.GPKG : Form.GEOJSON;
        return gaps.list(adcode, query, form)
                .map(found -> (form == Form.GEOJSON
                                ? answer(type)
                                : file("gaps-" + adcode + "-" + found.datasetVersion(), form))
                        .body(files.of(found, form, query.bom())));
    }

    /// Of the form that the query names, else of the first that Accept does.
    private static String typeOf(GapsQuery query, HttpHeaders headers) {
        return switch (query.format()) {
            case GEOJSON -> GeoJsonModule.MEDIA_TYPE;
            case CSV -> CSV;
            case GPKG -> GEOPACKAGE;
            case null ->
                headers.getAccept().stream()
                        .map(accepted -> accepted.getType() + "/" + accepted.getSubtype())
                        .filter(GAP_TYPES::contains)
                        .findFirst()
                        .orElse(GeoJsonModule.MEDIA_TYPE);
        };
    }

    @Operation(
            operationId = "tryChanges",
            summary = "Try changes to the stations around a district",
            description = "Stations added, moved, closed or with other hours, or another standard: before and after for"
                    + " the district, those below it and those beside it that the changes touch, with who gains and who"
                    + " loses. A station that the filter does not count serves nobody here,"
                    + " and changes to it change nothing. At most 200 changes; nothing is kept.")
    @PostMapping(
            path = "/v1/coverage/{adcode}/what-if",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<WhatIfAnswer> whatIf(
            @Parameter(description = "Code of the administrative division (GB/T 2260).", example = "440112")
                    @PathVariable
                    String adcode,
            @QueryParameters WhatIfQuery query,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = WhatIfRequest.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] changes) {
        return whatIf.answer(adcode, changes == null ? new byte[0] : changes, query);
    }

    @Operation(
            operationId = "drawCoverage",
            summary = "Draw the coverage of a district",
            description =
                    "What is served and what is not, the stations, the demand and the worst point, with a scale, as"
                            + " a picture for reports and messages. Made-up places are marked. Where the server has no"
                            + " font for Chinese its words are English, as Content-Language says, and the district goes by its"
                            + " code.")
    @ApiResponse(
            responseCode = "200",
            description = "The picture",
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_PNG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @GetMapping(path = "/v1/coverage/{adcode}/map.png", produces = MediaType.IMAGE_PNG_VALUE)
    Mono<ResponseEntity<byte[]>> map(
            @Parameter(description = "Code of the administrative division (GB/T 2260).", example = "440112")
                    @PathVariable
                    String adcode,
            @QueryParameters MapQuery query,
            ServerHttpRequest request) {
        return maps.png(adcode, query, Language.of(query.lang(), request.getHeaders()))
                .map(map -> printed(map, MediaType.IMAGE_PNG_VALUE).body(map.bytes()));
    }

    private static ResponseEntity.BodyBuilder printed(Printed printed, String type) {
        return answer(type)
                .header(HttpHeaders.CONTENT_LANGUAGE, printed.language().tag());
    }

    @Operation(
            operationId = "printCoverage",
            summary = "Print a report on the coverage of a district",
            description = "One page that stands alone: map, figures of the district and those below it, gaps, standard,"
                    + " method, dates of the data. As HTML, or as PDF, whose Chinese is text in the font that the server was"
                    + " given (yizhan.report.font) or found; where there is none the PDF is English, as Content-Language and"
                    + " the report itself say.")
    @ApiResponse(
            responseCode = "200",
            description = "The report",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(
                        mediaType = MediaType.APPLICATION_PDF_VALUE,
                        schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping("/v1/coverage/{adcode}/report")
    Mono<ResponseEntity<byte[]>> report(
            @Parameter(description = "Code of the administrative division (GB/T 2260).", example = "440112")
                    @PathVariable
                    String adcode,
            @QueryParameters ReportQuery query,
            ServerHttpRequest request) {
        return reports.print(adcode, query, Language.of(query.lang(), request.getHeaders()))
                .map(report -> switch (query.format()) {
                    case HTML ->
                        printed(report, MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
                                .header("Content-Security-Policy", STANDS_ALONE)
                                .body(report.bytes());
                    case PDF -> printed(report, MediaType.APPLICATION_PDF_VALUE).body(report.bytes());
                });
    }
}
