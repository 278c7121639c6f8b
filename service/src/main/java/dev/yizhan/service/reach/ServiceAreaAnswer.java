package dev.yizhan.service.reach;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.yizhan.service.web.Crs;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// The area that a station serves, as a GeoJSON feature.
@JsonPropertyOrder({"type", "id", "geometry", "properties", "crs", "dataset_version"})
record ServiceAreaAnswer(String id, Geometry geometry, Properties properties, Crs crs, String datasetVersion) {

    @JsonProperty("type")
    @Schema(allowableValues = "Feature")
    String type() {
        return "Feature";
    }

    /// **Units**  square metres on the ellipsoid. `counts` is false where the station is closed,
    /// locked or planned, so that it serves nobody now. `reason` says why an area that was wanted over roads
    /// is a circle. `snappedMetres` is how far the station is from the nearest road, where one is known.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Properties(
            String name,
            boolean counts,
            StandardAnswer standard,
            @JsonProperty("area_m2") double areaSquareMetres,

            @Schema(allowableValues = {"circle", "network"}) String method,

            @JsonProperty("snapped_m") @Nullable Double snappedMetres,
            @Nullable String reason) {}
}
