package dev.yizhan.service.coverage;

import dev.yizhan.service.station.Selection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Pictures of a district's coverage, for reports and messages.
@Component
class Maps {

    private final Worlds worlds;
    private final Gaps gaps;
    private final ServingPlaces places;
    private final CoverageWorkers workers;

    Maps(Worlds worlds, Gaps gaps, ServingPlaces places, CoverageWorkers workers) {
        this.worlds = worlds;
        this.gaps = gaps;
        this.places = places;
        this.workers = workers;
    }

    /// A PNG.
    ///
    /// **Errors**  district-not-found.
    Mono<byte[]> png(String adcode, MapQuery query) {
        return worlds.ask(world -> {
            Selection selection = world.selection(query.filter());
            CoverageQuestion question = gaps.question(world, query.standard(), selection, adcode);
            return gaps.uncovered(world, question)
                    .publishOn(workers.scheduler())
                    .map(uncovered -> CoverageMap.png(
                            CoverageMap.Scene.of(
                                    world,
                                    question,
                                    query.demand().question(world.demand(), selection),
                                    uncovered,
                                    places.of(world.stations(), selection)),
                            query.width()));
        });
    }
}
