package dev.yizhan.service.demand;

import dev.yizhan.service.web.CurrentDataset;
import dev.yizhan.service.web.NoParameters;
import dev.yizhan.service.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// What is known of who needs stations.
@RestController
@Tag(name = "catalogues", description = "The words that filters take: networks, tiers, amenities, districts.")
class DemandController {

    private final Demands demands;
    private final CurrentDataset current;

    DemandController(Demands demands, CurrentDataset current) {
        this.demands = demands;
        this.current = current;
    }

    @Operation(
            operationId = "listDemand",
            summary = "List datasets of demand",
            description = "Each with its unit, how much it holds, and how much of that lies in no district that has a"
                    + " shape. Weights of different datasets are never added up: coverage asks for one by its name.")
    @GetMapping(path = "/v1/demand", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<DemandAnswer> list(@QueryParameters NoParameters none) {
        // Asked with a number that no publication has, it looks for itself.
        return demands.at(-1)
                .map(snapshot -> new DemandAnswer(
                        current.version(),
                        snapshot.choose(null).map(set -> set.about().name()).orElse(null),
                        snapshot.sets().stream().map(DemandAnswer.Loaded::of).toList()))
                .map(Objects::requireNonNull);
    }
}
