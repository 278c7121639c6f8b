package dev.yizhan.service.siting;

import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.RoadLengths;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.reach.ServiceArea;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.siting.SitingOutcome.NoSites;
import dev.yizhan.service.siting.SitingOutcome.Sites;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Feature;
import dev.yizhan.service.web.PointShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the answer: what the search found, what it changes, and the count anew that it has to agree with.
final class SitesReport {

    private static final Logger LOG = LoggerFactory.getLogger(SitesReport.class);

    private final SitesQuestion question;
    private final Land land;
    private final LandReach reach;

    SitesReport(SitesQuestion question, Land land, LandReach reach) {
        this.question = question;
        this.land = land;
        this.reach = reach;
    }

    /// **Errors** [Unanswerable] where counting anew does not agree: then there are no sites to be trusted.
    SitesAnswer answer(
            Demand demand,
            @Nullable Double side,
            SitesAnswer.Candidates candidates,
            List<PlaceReader.Named> used,
            SitingProblem problem,
            SitingOutcome outcome,
            @Nullable RoadLengths lengths,
            DistrictCoverage before,
            List<ServiceArea> chosenAreas,
            boolean[] reached)
            throws Unanswerable {
        List<LonLat> chosen = outcome instanceof Sites sites
                ? sites.sites().stream()
                        .map(site -> used.get(site.candidate()).place())
                        .toList()
                : List.of();
        List<Geometry> chosenShapes =
                chosenAreas.stream().map(ServiceArea::area).toList();
        List<LonLat> near = reach.near(demand, problem.withoutMetres());
        Sites sites = outcome instanceof Sites found ? found : null;
        double[] loads = sites != null && problem.isCapacitated() ? loads(sites) : null;
        Recheck.People people = new Recheck.People(demand.places(), demand.weights());
        Recheck recheck = land.areas() == null
                ? Recheck.byCircle(
                        people,
                        near,
                        chosen,
                        problem.candidates(),
                        question.standard().radiusMetres(),
                        loads)
                : Recheck.byArea(people, near, reach.existingAreas(), chosen, chosenShapes, reach.reachedAnew(), loads);
        if (lengths != null) {
            recheck = recheck.withMean(people, problem.withoutMetres(), chosen, lengths);
        }
        Disagreements disagreements = Disagreements.of(
                question, land, said(demand, problem, chosen, chosenShapes, reached), recheck, sites, chosen);
        if (!disagreements.found().isEmpty()) {
            LOG.error("sites of {} are not what the search says: {}", question.adcode(), disagreements.found());
            throw new Unanswerable(
                    "The sites that were found are not given out, for counting them anew does not agree: "
                            + String.join("; ", disagreements.found())
                            + ". The fault has been noted.");
        }
        List<LonLat> after = new ArrayList<>(land.existing());
        after.addAll(chosen);
        List<Geometry> areasAfter = new ArrayList<>(reach.existingAreas());
        areasAfter.addAll(chosenShapes);
        DistrictCoverage then = chosen.isEmpty() ? before : reach.coverage(after, areasAfter);
        return new SitesAnswer(
                sites == null ? List.of() : features(demand, problem, sites, used, chosenAreas),
                question.crs(),
                land.datasetVersion(),
                question.adcode(),
                land.name(),
                question.objective(),
                question.k(),
                StandardAnswer.of(question.standard(), land.areas() == null ? Method.CIRCLE : Method.NETWORK),
                StationFilter.echo(question.serving()),
                demand.unit(),
                demand.source(),
                demand.synthetic(),
                demand.hour(),
                question.minSpacingMetres(),
                problem.isCapacitated() ? question.capacity() : null,
                side,
                candidates,
                (int) land.existing().stream()
                        .filter(place -> SitingRun.holds(land.district(), place))
                        .count(),
                sites == null ? null : rounded(sites.value()),
                sites == null ? null : rounded(sites.bound()),
                sites == null ? null : Math.round(sites.gap() * 1e8) / 1e8,
                sites != null && sites.provenOptimal(),
                sites == null ? null : sites.solver(),
                question.seed(),
                new SitesAnswer.Demand(
                        demand.weights().length,
                        rounded(recheck.demand()),
                        rounded(recheck.coveredBefore()),
                        rounded(recheck.coveredAfter()),
                        rounded(recheck.inReachAfter()),
                        ratio(recheck.coveredBefore(), recheck.demand()),
                        ratio(recheck.coveredAfter(), recheck.demand()),
                        rounded(missed(demand.weights(), reached))),
                new SitesAnswer.Area(
                        Math.rint(before.areaSquareMetres()),
                        Math.rint(before.coveredSquareMetres()),
                        Math.rint(then.coveredSquareMetres()),
                        share(before.coveredSquareMetres(), before.areaSquareMetres()),
                        share(then.coveredSquareMetres(), before.areaSquareMetres())),
                new SitesAnswer.MeanDistance(
                        tenths(recheck.meanMetresBefore()),
                        tenths(recheck.meanMetresAfter()),
                        lengths == null ? "straight" : "network"),
                new SitesAnswer.Check(
                        rounded(recheck.coveredBefore()),
                        rounded(recheck.coveredAfter()),
                        rounded(recheck.inReachAfter()),
                        tenths(recheck.meanMetresAfter()),
                        disagreements.checked(),
                        true),
                outcome instanceof NoSites none ? none.reasons() : List.of(),
                notes(candidates, lengths, sites));
    }

    private List<String> notes(
            SitesAnswer.Candidates candidates, @Nullable RoadLengths lengths, @Nullable Sites sites) {
        List<String> notes = new ArrayList<>();
        if (land.whyCircles() != null) {
            notes.add("Circles stand for areas over roads: " + land.whyCircles() + ".");
        }
        notes.addAll(reach.notes());
        if (candidates.offRoad() > 0) {
            notes.add("%d of %d candidates are more than %.0f m from any road and were not used: no way leads there."
                    .formatted(candidates.offRoad(), candidates.given(), RoadNetwork.FARTHEST_ROAD_METRES));
        }
        if (lengths != null && lengths.roadless() > 0) {
            notes.add("%d places of demand have no road near: straight lines with the detour stand for their ways."
                    .formatted(lengths.roadless()));
        }
        if (sites != null) {
            notes.addAll(sites.notes());
        }
        return notes;
    }

    private static double[] loads(Sites sites) {
        return sites.sites().stream()
                .mapToDouble(site -> site.load() == null ? 0 : site.load())
                .toArray();
    }

    /// What the search's own links say.
    private Disagreements.Said said(
            Demand demand, SitingProblem problem, List<LonLat> chosen, List<Geometry> chosenAreas, boolean[] reached) {
        boolean[] served = problem.served().clone();
        double before = sum(demand.weights(), served);
        LandReach.mark(reach.links(chosen, chosenAreas, demand), served);
        return new Disagreements.Said(before, sum(demand.weights(), served), missed(demand.weights(), reached));
    }

    private static double sum(double[] weights, boolean[] which) {
        return IntStream.range(0, weights.length)
                .filter(i -> which[i])
                .mapToDouble(i -> weights[i])
                .sum();
    }

    private static double missed(double[] weights, boolean[] reached) {
        return IntStream.range(0, weights.length)
                .filter(i -> !reached[i])
                .mapToDouble(i -> weights[i])
                .sum();
    }

    private List<Feature<PointShape, SitesAnswer.Site>> features(
            Demand demand,
            SitingProblem problem,
            Sites sites,
            List<PlaceReader.Named> used,
            List<ServiceArea> chosenAreas) {
        boolean[] served = problem.served().clone();
        List<Feature<PointShape, SitesAnswer.Site>> features = new ArrayList<>();
        for (int at = 0; at < sites.sites().size(); at++) {
            SitingOutcome.Site site = sites.sites().get(at);
            PlaceReader.Named candidate = used.get(site.candidate());
            ServiceArea area = land.areas() == null ? null : chosenAreas.get(at);
            double gained = 0;
            for (int i : inReach(demand, candidate.place(), area == null ? List.of() : List.of(area.area()))) {
                gained += served[i] ? 0 : demand.weights()[i];
                served[i] = true;
            }
            features.add(new Feature<>(
                    candidate.id(),
                    PointShape.of(candidate.place(), question.crs()),
                    new SitesAnswer.Site(
                            at + 1,
                            candidate.name(),
                            rounded(problem.isCapacitated() ? site.gained() : gained),
                            site.load() == null ? null : rounded(site.load()),
                            (area == null ? Method.CIRCLE : area.method()).code(),
                            area == null ? land.whyCircles() : area.reason())));
        }
        return features;
    }

    private int[] inReach(Demand demand, LonLat place, List<Geometry> area) {
        Links links = reach.links(List.of(place), area, demand);
        return IntStream.range(0, links.size()).map(links::demand).toArray();
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e3) / 1e3 + 0.0;
    }

    private static @Nullable Double tenths(@Nullable Double value) {
        return value == null ? null : Math.rint(value * 10) / 10;
    }

    private static @Nullable Double ratio(double part, double whole) {
        return whole > 0 ? (Double) share(part, whole) : null;
    }

    private static double share(double part, double whole) {
        return whole <= 0 ? 0 : Math.min(1, Math.round(part / whole * 1e8) / 1e8);
    }
}
