package dev.yizhan.service.nearest;

import dev.yizhan.service.web.GeoJsonModule;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The contract of the courier's question. Plain requests take the [dev.yizhan.service.web.DirectAnswer] of
/// [NearestStations] instead, with the same outcome.
@RestController
@Tag(name = "nearest", description = "The courier's question.")
class NearestController {

    private final NearestByRoads roads;

    NearestController(NearestByRoads roads) {
        this.roads = roads;
    }

    @Operation(
            operationId = "nearestStations",
            summary = "Find the stations nearest to a place",
            description =
                    "Only stations that count: not closed, locked, planned or removed. All filters come before the"
                            + " limit. Distances are geodesic; equal ones are ordered by id.")
    @ApiResponse(
            responseCode = "200",
            description = "The stations found",
            content = @Content(schema = @Schema(implementation = NearestAnswer.class)))
    @GetMapping(
            path = NearestStations.PATH,
            produces = {GeoJsonModule.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    Mono<DataBuffer> nearest(@QueryParameters NearestQuery query, ServerHttpResponse response) {
        return roads.answer(query, response.bufferFactory());
    }
}
