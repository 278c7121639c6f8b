package dev.yizhan.service.tiles;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A layer of tiles in the words of TileJSON 3.0.0: what a map needs to draw it.
///
/// **Units**  `bounds` is west, south, east, north in degrees, rounded outward; null where nothing is to be drawn.
@JsonInclude(JsonInclude.Include.ALWAYS)
record TileJson(
        String tilejson,
        String name,
        List<String> tiles,
        int minzoom,
        int maxzoom,
        @Nullable List<Double> bounds,
        List<TileLayer.Sublayer> vectorLayers,
        String version,
        @Nullable String datasetVersion) {}
