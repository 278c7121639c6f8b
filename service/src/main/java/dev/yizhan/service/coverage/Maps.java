package dev.yizhan.service.coverage;

import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.SelectionNames;
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
    private final SelectionNames names;
    private final Lettering lettering;

    Maps(
            Worlds worlds,
            Gaps gaps,
            ServingPlaces places,
            CoverageWorkers workers,
            SelectionNames names,
            Lettering lettering) {
        this.worlds = worlds;
        this.gaps = gaps;
        this.places = places;
        this.workers = workers;
        this.names = names;
        this.lettering = lettering;
    }

    /// A PNG.
    ///
    /// **Errors**  district-not-found.
    Mono<Printed> png(String adcode, MapQuery query, Language language) {
        return worlds.ask(world -> {
            Selection selection = world.selection(query.filter());
            CoverageQuestion question = gaps.question(world, query.standard(), selection, adcode);
            DemandQuestion demand = query.demand().question(world.demand(), selection);
            return Mono.zip(gaps.uncovered(world, question), names.of(selection))
                    .publishOn(workers.scheduler())
                    .map(found -> CoverageMap.print(
                            CoverageMap.Scene.of(
                                    world,
                                    question,
                                    found.getT2(),
                                    demand,
                                    found.getT1(),
                                    places.of(world.stations(), selection)),
                            query.width(),
                            lettering,
                            language));
        });
    }
}
