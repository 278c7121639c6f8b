package dev.yizhan.geo.read;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A way through one of the forms of GeoJSON.
sealed interface GeoJsonReader extends Closeable permits GeoJsonCollection, GeoJsonSequence {

    /// Begins each text of an RFC 8142 sequence.
    char RECORD_SEPARATOR = '\u001e';

    /// Numbers keep the digits that the file has; a name that stands twice in one object is a fault.
    JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Nullable
    FeatureItem next() throws IOException;
}
