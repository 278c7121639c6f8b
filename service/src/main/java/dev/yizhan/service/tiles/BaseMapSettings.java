package dev.yizhan.service.tiles;

import dev.yizhan.service.web.Crs;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// A base map of somebody else's that pages lay under ours; none unless it is named.
///
/// @param style address of its MapLibre style
/// @param datum the datum that it is drawn in: the page lays it so that nothing is shifted
@ConfigurationProperties("yizhan.base-map")
record BaseMapSettings(
        @Nullable String style, @DefaultValue("wgs84") Crs datum) {

    BaseMapSettings {
        if (style != null && style.isBlank()) {
            style = null;
        }
    }
}
