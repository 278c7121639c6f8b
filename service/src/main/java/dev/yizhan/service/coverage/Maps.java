package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.service.station.Selection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Pictures of a district's coverage, for reports and messages.
@Component
class Maps {

    private final Worlds worlds;
    private final Gaps gaps;
    private final ServingPlaces places;
    private final Reaches reaches;
    private final CoverageWorkers workers;

    Maps(Worlds worlds, Gaps gaps, ServingPlaces places, Reaches reaches, CoverageWorkers workers) {
        this.reaches = reaches;
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
            Selection selection = query.filter().selection();
            world.stations().catalogue().requireKnown(selection);
            CoverageQuestion question = CoverageQuestion.ofDistrict(
                    world.stations().number(),
                    query.standard().standard(),
                    reaches.roads(query.standard()),
                    selection,
                    adcode);
            return gaps.uncovered(world, question)
                    .publishOn(workers.scheduler())
                    .map(uncovered -> {
                        Places stations = places.of(world.stations(), selection);
                        return CoverageMap.png(
                                CoverageMap.Scene.of(
                                        uncovered,
                                        world.stations().stations(selection),
                                        WorstPoint.in(uncovered.district().area(), stations),
                                        query.demand().question(world.demand(), selection),
                                        question.standard(),
                                        RoadShare.of(question.roads(), uncovered.reach()),
                                        world.stations().version()),
                                query.width());
                    });
        });
    }
}
