package dev.yizhan.service.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of features, with the datum of their coordinates and the dataset version that all of them come from.
///
/// **Empty**  no features: a normal answer. `nextCursor` is null on the last page.
@JsonPropertyOrder({"type", "features", "next_cursor", "crs", "dataset_version"})
public record FeatureCollection<G, P>(
        List<Feature<G, P>> features,
        @Nullable String nextCursor,
        Crs crs,
        @Nullable String datasetVersion) {

    public FeatureCollection {
        features = List.copyOf(features);
    }

    @JsonProperty("type")
    @Schema(allowableValues = "FeatureCollection")
    public String type() {
        return "FeatureCollection";
    }
}
