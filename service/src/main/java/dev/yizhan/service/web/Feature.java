package dev.yizhan.service.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A GeoJSON feature (RFC 7946): a shape with an id and properties.
///
/// **Units**  the geometry is a [PointShape] or a JTS geometry, already in the datum of the answer.
/// **Empty**  null geometry where the shape was not asked for.
@JsonPropertyOrder({"type", "id", "geometry", "properties"})
public record Feature<G, P>(String id, @Nullable G geometry, P properties) {

    @JsonProperty("type")
    @Schema(allowableValues = "Feature")
    public String type() {
        return "Feature";
    }
}
