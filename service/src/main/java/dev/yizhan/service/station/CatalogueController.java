package dev.yizhan.service.station;

import dev.yizhan.service.web.NoParameters;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The words that filters take.
@RestController
@Tag(name = "catalogues", description = "The words that filters take: networks, tiers, amenities, districts.")
class CatalogueController {

    private final Catalogues catalogues;

    CatalogueController(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    @Operation(
            operationId = "listNetworks",
            summary = "List networks",
            description =
                    "Every network with its tiers and its menu of amenities, in its own words, and how many stations have each.")
    @GetMapping(path = "/v1/networks", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Catalogues.Networks> networks(@QueryParameters NoParameters none) {
        return catalogues.networks();
    }

    @Operation(
            operationId = "listAmenities",
            summary = "List amenities",
            description =
                    "Everything that a station may offer, by category, in Chinese and English, and how many stations do.")
    @GetMapping(path = "/v1/amenities", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Catalogues.Amenities> amenities(@QueryParameters NoParameters none) {
        return catalogues.amenities();
    }
}
