package dev.yizhan.service.tiles;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What there are tiles of, and between which zooms.
///
/// Beyond its last zoom a map stretches the last tile; before the first there is nothing worth drawing: a circle of one
/// kilometre is six pixels wide at zoom 9.
enum TileLayer {
    DISTRICTS(
            0,
            13,
            List.of(
                    new Sublayer(
                            "districts",
                            "Districts of one level",
                            Map.of("adcode", "String", "name", "String", "parent", "String", "area_m2", "Number")),
                    new Sublayer(
                            "district_names",
                            "Where the name of a district is written",
                            Map.of("adcode", "String", "name", "String", "area_m2", "Number")))),
    STATIONS(
            0,
            16,
            List.of(new Sublayer(
                    "stations",
                    "A station, or several close to each other: then there is no id",
                    Map.of(
                            "count", "Number",
                            "serving", "Number",
                            "id", "String",
                            "name", "String",
                            "network", "String",
                            "tier", "String",
                            "status", "String",
                            "position_quality", "String")))),
    CIRCLES(9, 14, List.of(new Sublayer("circles", "What the circles of all stations that count cover", Map.of()))),
    GAPS(
            9,
            14,
            List.of(new Sublayer(
                    "gaps", "What no circle reaches of a county", Map.of("adcode", "String", "name", "String")))),
    ROADS(
            8,
            14,
            List.of(new Sublayer(
                    "roads",
                    "Roads of the extract that is loaded, those of a rank as one; the wider the map, the fewer ranks",
                    Map.of("rank", "String"))));

    /// A layer inside the tile, as TileJSON describes it.
    record Sublayer(String id, String description, Map<String, String> fields) {}

    private final int minZoom;
    private final int maxZoom;
    private final List<Sublayer> sublayers;

    TileLayer(int minZoom, int maxZoom, List<Sublayer> sublayers) {
        this.minZoom = minZoom;
        this.maxZoom = maxZoom;
        this.sublayers = sublayers;
    }

    /// The word in addresses.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    int minZoom() {
        return minZoom;
    }

    int maxZoom() {
        return maxZoom;
    }

    List<Sublayer> sublayers() {
        return sublayers;
    }
}
