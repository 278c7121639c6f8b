package dev.yizhan.service.station;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.PointShape;
import io.swagger.v3.oas.annotations.media.Schema;

/// One station as a GeoJSON feature that also names its datum and the dataset version it is of.
@JsonPropertyOrder({"type", "id", "geometry", "properties", "crs", "dataset_version"})
record StationAnswer(String id, PointShape geometry, StationProperties properties, Crs crs, String datasetVersion) {

    @JsonProperty("type")
    @Schema(allowableValues = "Feature")
    public String type() {
        return "Feature";
    }
}
