package dev.yizhan.geo.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// One GeoJSON feature as the file has it: nothing repaired, nothing converted.
///
/// **Shape**  `line` is the line on which the feature begins; properties keep the file's order.
/// Lists of plain values are joined with `|`, objects stay JSON text. The geometry may be invalid.
/// **Empty**  properties that are null or blank are absent; a feature without a geometry has null.
public record Feature(
        long line,
        @Nullable String id,
        Map<String, String> properties,
        @Nullable Geometry geometry) implements FeatureItem {

    public Feature {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
