package dev.yizhan.service.tiles;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.NoParameters;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a page is to lay under our own tiles, if anything.
@RestController
@Tag(name = "tiles")
@EnableConfigurationProperties(BaseMapSettings.class)
class BaseMapController {

    /// **Empty**  `style` null: there is none.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record BaseMap(
            @Schema(description = "Address of a MapLibre style; null where none is configured.") @Nullable
            String style,

            @Schema(description = "The datum that it is drawn in.")
            Crs datum) {}

    private final BaseMapSettings settings;

    BaseMapController(BaseMapSettings settings) {
        this.settings = settings;
    }

    @Operation(
            operationId = "getBaseMap",
            summary = "Get the base map of the pages",
            description =
                    "The style of an external base map and the datum that it is drawn in, so that a page can lay it"
                            + " under WGS 84 without shifting anything; none by default.")
    @GetMapping(path = "/tiles/base-map.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<BaseMap> get(@QueryParameters NoParameters none) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(new BaseMap(settings.style(), settings.datum()));
    }
}
