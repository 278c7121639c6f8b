package dev.yizhan.service.tiles;

import dev.yizhan.service.tiles.TileQuestion.OfCircles;
import dev.yizhan.service.tiles.TileQuestion.OfDistricts;
import dev.yizhan.service.tiles.TileQuestion.OfRoads;
import dev.yizhan.service.tiles.TileQuestion.OfStations;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Tiles, and the description of each layer that a map asks for first.
@RestController
@Tag(name = "tiles", description = "Vector tiles (MVT) of our own, and their TileJSON: a map without the internet.")
class TileController {

    private static final String MVT = "application/vnd.mapbox-vector-tile";
    private static final String PLACE = "/{z}/{x}/{y}.mvt";
    private static final String Z = "Zoom.";
    private static final String X = "Column, from the west.";
    private static final String Y = "Row, from the north.";
    private static final String EMPTY = "Nothing is to be drawn here.";

    private final Tiles tiles;

    TileController(Tiles tiles) {
        this.tiles = tiles;
    }

    @Operation(
            operationId = "getDistrictTile",
            summary = "Get a tile of districts",
            description = "Layers districts and district_names; neighbours share their corners at every zoom.")
    @ApiResponse(responseCode = "200", description = "The tile")
    @ApiResponse(responseCode = "204", description = EMPTY)
    @GetMapping(path = "/tiles/districts" + PLACE, produces = MVT)
    Mono<ResponseEntity<byte[]>> districts(
            @Parameter(description = Z, example = "4") @PathVariable String z,
            @Parameter(description = X, example = "13") @PathVariable String x,
            @Parameter(description = Y, example = "6") @PathVariable String y,
            @QueryParameters OfDistricts query,
            ServerWebExchange exchange) {
        return tile(TileLayer.DISTRICTS, z, x, y, query, exchange);
    }

    @Operation(
            operationId = "getStationTile",
            summary = "Get a tile of stations",
            description = "Layer stations: each on its own from zoom 14 on; wider maps join those that are close, with"
                    + " their count.")
    @ApiResponse(responseCode = "200", description = "The tile")
    @ApiResponse(responseCode = "204", description = EMPTY)
    @GetMapping(path = "/tiles/stations" + PLACE, produces = MVT)
    Mono<ResponseEntity<byte[]>> stations(
            @Parameter(description = Z, example = "10") @PathVariable String z,
            @Parameter(description = X, example = "834") @PathVariable String x,
            @Parameter(description = Y, example = "444") @PathVariable String y,
            @QueryParameters OfStations query,
            ServerWebExchange exchange) {
        return tile(TileLayer.STATIONS, z, x, y, query, exchange);
    }

    @Operation(
            operationId = "getCircleTile",
            summary = "Get a tile of what circles cover",
            description = "Layer circles: the circles of all stations that count, united.")
    @ApiResponse(responseCode = "200", description = "The tile")
    @ApiResponse(responseCode = "204", description = EMPTY)
    @GetMapping(path = "/tiles/circles" + PLACE, produces = MVT)
    Mono<ResponseEntity<byte[]>> circles(
            @Parameter(description = Z, example = "10") @PathVariable String z,
            @Parameter(description = X, example = "834") @PathVariable String x,
            @Parameter(description = Y, example = "444") @PathVariable String y,
            @QueryParameters OfCircles query,
            ServerWebExchange exchange) {
        return tile(TileLayer.CIRCLES, z, x, y, query, exchange);
    }

    @Operation(
            operationId = "getGapTile",
            summary = "Get a tile of gaps",
            description = "Layer gaps: what no circle reaches of each county, for the eye; /v1/coverage/{adcode}/gaps"
                    + " has it with areas and worst points.")
    @ApiResponse(responseCode = "200", description = "The tile")
    @ApiResponse(responseCode = "204", description = EMPTY)
    @GetMapping(path = "/tiles/gaps" + PLACE, produces = MVT)
    Mono<ResponseEntity<byte[]>> gaps(
            @Parameter(description = Z, example = "10") @PathVariable String z,
            @Parameter(description = X, example = "834") @PathVariable String x,
            @Parameter(description = Y, example = "444") @PathVariable String y,
            @QueryParameters OfCircles query,
            ServerWebExchange exchange) {
        return tile(TileLayer.GAPS, z, x, y, query, exchange);
    }

    @Operation(
            operationId = "getRoadTile",
            summary = "Get a tile of roads",
            description =
                    "Layer roads: those of the extract of OpenStreetMap that the service was started with; nothing"
                            + " without one.")
    @ApiResponse(responseCode = "200", description = "The tile")
    @ApiResponse(responseCode = "204", description = EMPTY)
    @GetMapping(path = "/tiles/roads" + PLACE, produces = MVT)
    Mono<ResponseEntity<byte[]>> roads(
            @Parameter(description = Z, example = "12") @PathVariable String z,
            @Parameter(description = X, example = "3338") @PathVariable String x,
            @Parameter(description = Y, example = "1776") @PathVariable String y,
            @QueryParameters OfRoads query,
            ServerWebExchange exchange) {
        return tile(TileLayer.ROADS, z, x, y, query, exchange);
    }

    @Operation(
            operationId = "describeDistrictTiles",
            summary = "Describe the tiles of districts",
            description = "TileJSON 3.0.0; the question goes on into the address of the tiles.")
    @GetMapping(path = "/tiles/districts.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<TileJson>> describeDistricts(@QueryParameters OfDistricts query, ServerWebExchange exchange) {
        return described(TileLayer.DISTRICTS, exchange);
    }

    @Operation(
            operationId = "describeStationTiles",
            summary = "Describe the tiles of stations",
            description = "TileJSON 3.0.0; the question goes on into the address of the tiles.")
    @GetMapping(path = "/tiles/stations.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<TileJson>> describeStations(@QueryParameters OfStations query, ServerWebExchange exchange) {
        return described(TileLayer.STATIONS, exchange);
    }

    @Operation(
            operationId = "describeCircleTiles",
            summary = "Describe the tiles of circles",
            description = "TileJSON 3.0.0; the question goes on into the address of the tiles.")
    @GetMapping(path = "/tiles/circles.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<TileJson>> describeCircles(@QueryParameters OfCircles query, ServerWebExchange exchange) {
        return described(TileLayer.CIRCLES, exchange);
    }

    @Operation(
            operationId = "describeGapTiles",
            summary = "Describe the tiles of gaps",
            description = "TileJSON 3.0.0; the question goes on into the address of the tiles.")
    @GetMapping(path = "/tiles/gaps.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<TileJson>> describeGaps(@QueryParameters OfCircles query, ServerWebExchange exchange) {
        return described(TileLayer.GAPS, exchange);
    }

    @Operation(
            operationId = "describeRoadTiles",
            summary = "Describe the tiles of roads",
            description = "TileJSON 3.0.0; bounds is null where no extract is loaded.")
    @GetMapping(path = "/tiles/roads.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<TileJson>> describeRoads(@QueryParameters OfRoads query, ServerWebExchange exchange) {
        return described(TileLayer.ROADS, exchange);
    }

    private Mono<ResponseEntity<byte[]>> tile(
            TileLayer layer, String z, String x, String y, TileQuestion question, ServerWebExchange exchange) {
        TileAddress address = TileAddress.of(layer, z, x, y);
        String drawing = TileQuestion.code(layer, question.drawing(address.z()));
        return tiles.version(layer).flatMap(version -> {
            String tag = tag(version + "." + drawing);
            if (exchange.getRequest().getHeaders().getIfNoneMatch().contains(tag)) {
                return Mono.just(ResponseEntity.status(304)
                        .eTag(tag)
                        .cacheControl(kept(question, version))
                        .<byte[]>build());
            }
            return tiles.tile(layer, address, question).map(tile -> answer(tile, question, drawing, exchange));
        });
    }

    private static ResponseEntity<byte[]> answer(
            Tile tile, TileQuestion question, String drawing, ServerWebExchange exchange) {
        ResponseEntity.HeadersBuilder<?> answer = tile.isEmpty() ? ResponseEntity.noContent() : ResponseEntity.ok();
        answer.eTag(tag(tile.version() + "." + drawing))
                .cacheControl(kept(question, tile.version()))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (tile.isEmpty()) {
            return answer.build();
        }
        boolean compressed = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT_ENCODING).stream()
                .anyMatch(encodings -> encodings.contains("gzip") && !encodings.contains("gzip;q=0"));
        ResponseEntity.BodyBuilder whole = (ResponseEntity.BodyBuilder) answer;
        whole.contentType(MediaType.parseMediaType(MVT));
        if (compressed) {
            whole.header(HttpHeaders.CONTENT_ENCODING, "gzip");
            return whole.body(tile.compressed());
        }
        return whole.body(tile.plain());
    }

    /// Weak, for the same tile goes out compressed and plain.
    private static String tag(String version) {
        return "W/\"" + version + "\"";
    }

    private static CacheControl kept(TileQuestion question, String version) {
        return question.isLasting() && version.equals(question.v())
                ? CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable()
                : CacheControl.noCache();
    }

    private Mono<ResponseEntity<TileJson>> described(TileLayer layer, ServerWebExchange exchange) {
        URI asked = exchange.getRequest().getURI();
        String question = asked.getRawQuery() == null
                ? ""
                : Stream.of(asked.getRawQuery().split("&"))
                        .filter(part -> !part.startsWith("v="))
                        .collect(Collectors.joining("&"));
        String address = asked.getScheme() + "://" + asked.getRawAuthority() + "/tiles/" + layer.code()
                + "/{z}/{x}/{y}.mvt" + (question.isEmpty() ? "" : "?" + question);
        return tiles.describe(layer, address)
                .map(described -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noCache())
                        .eTag(tag(described.version() + "." + described.datasetVersion()))
                        .body(described));
    }
}
