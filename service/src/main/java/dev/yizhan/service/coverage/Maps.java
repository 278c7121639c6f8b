package dev.yizhan.service.coverage;

import dev.yizhan.service.station.Selection;
import dev.yizhan.service.web.Language;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Pictures of a district's coverage, for reports and messages.
@Component
class Maps {

    private final Worlds worlds;
    private final Gaps gaps;
    private final ServingPlaces places;
    private final CoverageWorkers workers;
    private final Lettering lettering;

    Maps(Worlds worlds, Gaps gaps, ServingPlaces places, CoverageWorkers workers, Lettering lettering) {
        this.worlds = worlds;
        this.gaps = gaps;
        this.places = places;
        this.workers = workers;
        this.lettering = lettering;
    }

    /// A PNG.
    ///
    /// **Errors**  district-not-found.
    Mono<Printed> png(String adcode, MapQuery query, Language language) {
        return worlds.ask(world -> {
            Selection selection = world.selection(query.filter());
            CoverageQuestion question = gaps.question(world, query.standard(), selection, adcode);
            return gaps.uncovered(world, question)
                    .publishOn(workers.scheduler())
                    .map(uncovered -> CoverageMap.print(
                            CoverageMap.Scene.of(
                                    world,
                                    question,
                                    query.demand().question(world.demand(), selection),
                                    uncovered,
                                    places.of(world.stations(), selection)),
                            query.width(),
                            lettering,
                            language));
        });
    }
}
