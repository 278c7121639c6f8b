package dev.yizhan.service.district;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.yizhan.service.web.Crs;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// One district as a GeoJSON feature that also names its datum and the dataset version it is of.
@JsonPropertyOrder({"type", "id", "geometry", "properties", "crs", "dataset_version"})
record DistrictAnswer(
        String id, @Nullable Geometry geometry, DistrictProperties properties, Crs crs, String datasetVersion) {

    @JsonProperty("type")
    @Schema(allowableValues = "Feature")
    public String type() {
        return "Feature";
    }
}
