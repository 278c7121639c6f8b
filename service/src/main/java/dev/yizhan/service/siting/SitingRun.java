package dev.yizhan.service.siting;

import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.RoadLengths;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.service.reach.ServiceArea;
import dev.yizhan.service.siting.SitingOutcome.NoSites;
import dev.yizhan.service.siting.SitingOutcome.Sites;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

/// From a question and the land that it is about to an answer: demand, candidates, search, and the count anew.
///
/// **Blocking** for as long as the search takes.
/// **Errors** [Unanswerable] in words for the client.
final class SitingRun {

    private final SitesQuestion question;
    private final Land land;
    private final Progress progress;

    SitingRun(SitesQuestion question, Land land, Progress progress) {
        this.question = question;
        this.land = land;
        this.progress = progress;
    }

    SitesAnswer run() throws Unanswerable {
        progress.at("demand", Double.NaN);
        LandReach reach = new LandReach(question, land, progress);
        DistrictCoverage before = reach.coverage(land.existing(), reach.existingAreas());
        double side = question.cellM() == null
                ? DemandCells.usualSideMetres(
                        before.areaSquareMetres(), question.standard().radiusMetres())
                : question.cellM();
        DemandCells cells = new DemandCells(land.district().getEnvelopeInternal(), side);
        boolean onCells = land.demand() == null;
        Demand demand = land.demand() == null ? uncovered(cells, before) : land.demand();
        List<PlaceReader.Named> given =
                question.candidates() == null ? candidates(cells, demand, onCells) : question.candidates();
        List<PlaceReader.Named> outside = given.stream()
                .filter(candidate -> land.excluded().stream().noneMatch(area -> holds(area, candidate.place())))
                .toList();
        List<PlaceReader.Named> far = outside.stream()
                .filter(candidate -> reach.isFar(candidate.place()))
                .toList();
        List<PlaceReader.Named> used = far.stream()
                .filter(candidate -> !land.roadless().test(candidate.place()))
                .toList();
        SitesAnswer.Candidates counted = new SitesAnswer.Candidates(
                given.size(),
                given.size() - outside.size(),
                outside.size() - far.size(),
                far.size() - used.size(),
                used.size());

        progress.at("reach", Double.NaN);
        List<LonLat> sites = used.stream().map(PlaceReader.Named::place).toList();
        RoadLengths lengths = land.lengths() == null || question.objective() != Objective.P_MEDIAN
                ? null
                : land.lengths().apply(demand.places());
        double[] without = lengths == null ? reach.without(demand) : reach.without(demand, lengths);
        Links coverage = reach.ofCandidates(demand, sites);
        SitingProblem problem = problem(demand, sites, coverage, lengths, without, reach);
        String none = noneIsLeft(counted);
        SitingOutcome outcome =
                none == null ? ExactSiting.solve(problem, question.seed(), progress) : new NoSites(List.of(none));
        progress.at("check", Double.NaN);
        Function<LonLat, ServiceArea> areas = land.areas();
        List<ServiceArea> chosenAreas = outcome instanceof Sites found && areas != null
                ? found.sites().stream()
                        .map(site -> areas.apply(sites.get(site.candidate())))
                        .toList()
                : List.of();
        return new SitesReport(question, land, reach)
                .answer(
                        demand,
                        onCells || question.candidates() == null ? side : null,
                        counted,
                        used,
                        problem,
                        outcome,
                        lengths,
                        before,
                        chosenAreas,
                        LandReach.reached(coverage, problem));
    }

    /// Why no candidate is left; null where some are, or none was given.
    private static @Nullable String noneIsLeft(SitesAnswer.Candidates candidates) {
        if (candidates.used() > 0 || candidates.given() == 0) {
            return null;
        }
        if (candidates.excluded() == candidates.given()) {
            return "All %d candidates lie in excluded areas.".formatted(candidates.given());
        }
        return candidates.offRoad() == 0
                ? "All candidates outside excluded areas are closer than the spacing to a station."
                : candidates.tooClose() == 0
                        ? "All candidates outside excluded areas are more than %.0f m from any road."
                                .formatted(RoadNetwork.FARTHEST_ROAD_METRES)
                        : "All candidates outside excluded areas are closer than the spacing to a station, or more than"
                                + " %.0f m from any road.".formatted(RoadNetwork.FARTHEST_ROAD_METRES);
    }

    private Demand uncovered(DemandCells cells, DistrictCoverage before) throws Unanswerable {
        refuseTooMany(cells);
        List<DemandCells.Cell> made = cells.ofArea(before.uncovered());
        return new Demand(
                "uncovered_cells",
                "m2",
                null,
                null,
                made.stream().map(DemandCells.Cell::place).toList(),
                made.stream().mapToDouble(DemandCells.Cell::weight).toArray());
    }

    private List<PlaceReader.Named> candidates(DemandCells cells, Demand demand, boolean onCells) throws Unanswerable {
        refuseTooMany(cells);
        List<DemandCells.Cell> made = onCells
                ? IntStream.range(0, demand.weights().length)
                        .mapToObj(i -> new DemandCells.Cell(
                                "cell-" + (i + 1), demand.places().get(i), demand.weights()[i]))
                        .toList()
                : cells.ofPlaces(demand.places(), demand.weights());
        return made.stream()
                .map(cell -> new PlaceReader.Named(cell.id(), cell.place(), null, null))
                .toList();
    }

    private static void refuseTooMany(DemandCells cells) throws Unanswerable {
        String tooMany = cells.tooMany();
        if (tooMany != null) {
            throw new Unanswerable(tooMany);
        }
    }

    static boolean holds(Geometry area, LonLat place) {
        return area.getEnvelopeInternal().covers(place.lon(), place.lat())
                && new IndexedPointInAreaLocator(area).locate(new Coordinate(place.lon(), place.lat()))
                        != Location.EXTERIOR;
    }

    private SitingProblem problem(
            Demand demand,
            List<LonLat> sites,
            Links coverage,
            @Nullable RoadLengths lengths,
            double[] without,
            LandReach reach)
            throws Unanswerable {
        try {
            Links links = question.objective() != Objective.P_MEDIAN
                    ? coverage
                    : lengths == null
                            ? Links.nearerThan(sites, demand.places(), without)
                            : reach.nearerThan(without, sites, demand, lengths);
            Integer k = question.k();
            return new SitingProblem(
                    question.objective(),
                    k == null ? 0 : k,
                    demand.weights(),
                    reach.served(demand, without),
                    without,
                    sites,
                    links,
                    question.minSpacingMetres(),
                    question.capacity());
        } catch (Links.TooManyLinks e) {
            throw LandReach.tooMany(demand, sites, e);
        }
    }
}
