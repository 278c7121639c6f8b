package dev.yizhan.service.siting;

import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.index.PointIndex;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.siting.SitingOutcome.NoSites;
import dev.yizhan.service.siting.SitingOutcome.Sites;
import dev.yizhan.service.web.Feature;
import dev.yizhan.service.web.PointShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

/// From a question and the land that it is about to an answer: demand, candidates, search, and the count anew.
///
/// **Blocking** for as long as the search takes.
/// **Errors** [Unanswerable] in words for the client.
final class SitingRun {

    /// How far beside a road an area over roads may go.
    private static final double ROADSIDE_METRES = 300;

    /// The question cannot be put to the search.
    static final class Unanswerable extends Exception {
        private final String words;

        Unanswerable(String words) {
            super(words);
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// What the question is about, at one moment.
    ///
    /// **Shape**  `existing` are the places of all stations that count, anywhere; `demand` is null where none
    /// is known; `areas` gives what a station at a place would serve over roads, and is null where circles do;
    /// `notes` what there is to say of that, once all are drawn.
    record Land(
            String datasetVersion,
            String name,
            Geometry district,
            List<Geometry> excluded,
            List<LonLat> existing,
            @Nullable Demand demand,
            @Nullable Function<LonLat, Geometry> areas,
            Supplier<List<String>> notes) {}

    /// Known demand inside the district.
    ///
    /// **Empty**  `synthetic` where it comes from no dataset, so that it is not told whether its places are
    /// real.
    record Demand(String source, String unit, @Nullable Boolean synthetic, List<LonLat> places, double[] weights) {}

    private final SitesQuestion question;
    private final Land land;
    private final Progress progress;
    private final double radiusMetres;
    private final PointIndex existing;
    /// Over roads: the areas of the stations that may reach into the district. Else empty.
    private final List<Geometry> existingAreas = new ArrayList<>();

    SitingRun(SitesQuestion question, Land land, Progress progress) {
        this.question = question;
        this.land = land;
        this.progress = progress;
        this.radiusMetres = question.standard().radiusMetres();
        this.existing = PointIndex.of(
                land.existing.stream().mapToDouble(LonLat::lon).toArray(),
                land.existing.stream().mapToDouble(LonLat::lat).toArray());
    }

    SitesAnswer run() throws Unanswerable {
        progress.at("demand", Double.NaN);
        drawExisting();
        DistrictCoverage before = coverage(land.existing, existingAreas);
        double side = question.cellM() == null
                ? DemandCells.usualSideMetres(before.areaSquareMetres(), radiusMetres)
                : question.cellM();
        DemandCells cells = new DemandCells(land.district.getEnvelopeInternal(), side);
        boolean onCells = land.demand == null;
        Demand demand = land.demand == null ? uncovered(cells, before) : land.demand;
        List<PlaceReader.Named> given =
                question.candidates() == null ? candidates(cells, demand, onCells) : question.candidates();
        List<PlaceReader.Named> outside = given.stream()
                .filter(candidate -> land.excluded.stream().noneMatch(area -> holds(area, candidate.place())))
                .toList();
        List<PlaceReader.Named> used =
                outside.stream().filter(candidate -> isFar(candidate.place())).toList();
        SitesAnswer.Candidates counted = new SitesAnswer.Candidates(
                given.size(), given.size() - outside.size(), outside.size() - used.size(), used.size());

        progress.at("reach", Double.NaN);
        List<LonLat> sites = used.stream().map(PlaceReader.Named::place).toList();
        double[] without = without(demand);
        Links coverage = coverage(demand, sites);
        SitingProblem problem = problem(demand, sites, coverage, without);
        SitingOutcome outcome = outside.isEmpty() && !given.isEmpty()
                ? new NoSites(List.of("All %d candidates lie in excluded areas.".formatted(given.size())))
                : used.isEmpty() && !outside.isEmpty()
                        ? new NoSites(List.of(
                                "All candidates outside excluded areas are closer than the spacing to a station."))
                        : ExactSiting.solve(problem, question.seed(), progress);
        progress.at("check", Double.NaN);
        Function<LonLat, Geometry> areas = land.areas;
        List<Geometry> chosenAreas = outcome instanceof Sites found && areas != null
                ? found.sites().stream()
                        .map(site -> areas.apply(sites.get(site.candidate())))
                        .toList()
                : List.of();
        return answer(
                demand,
                onCells || question.candidates() == null ? side : null,
                counted,
                used,
                problem,
                outcome,
                before,
                chosenAreas,
                reached(coverage, problem));
    }

    /// How far a standard reaches at most: over roads its detour is not taken off.
    private double farthestMetres() {
        return land.areas == null
                ? radiusMetres
                : radiusMetres * question.standard().detour() + ROADSIDE_METRES;
    }

    private void drawExisting() throws Unanswerable {
        Function<LonLat, Geometry> areas = land.areas;
        if (areas == null) {
            return;
        }
        Envelope box = grown(land.district.getEnvelopeInternal(), farthestMetres());
        for (LonLat station : land.existing) {
            if (box.covers(station.lon(), station.lat())) {
                if (progress.mustStop()) {
                    throw new Unanswerable(
                            "The time was up before the areas of all stations were drawn over roads. Ask with a"
                                    + " longer time_limit_s.");
                }
                existingAreas.add(areas.apply(station));
            }
        }
    }

    /// What each candidate covers by the standard; areas over roads are drawn for it and not kept.
    private Links coverage(Demand demand, List<LonLat> sites) throws Unanswerable {
        Function<LonLat, Geometry> areas = land.areas;
        try {
            if (areas == null) {
                return Links.within(sites, demand.places, radiusMetres);
            }
            Geometry nothing = land.district.getFactory().createPolygon();
            Links links = Links.inside(
                    sites.size(),
                    j -> {
                        progress.at("reach", Double.NaN);
                        return progress.mustStop() ? nothing : areas.apply(sites.get(j));
                    },
                    demand.places);
            if (progress.mustStop()) {
                throw new Unanswerable(
                        "The time was up before the areas of all %d candidates were drawn over roads. Ask with a"
                                        .formatted(sites.size())
                                + " longer time_limit_s or fewer candidates.");
            }
            return links;
        } catch (Links.TooManyLinks e) {
            throw tooMany(demand, sites, e);
        }
    }

    private static Unanswerable tooMany(Demand demand, List<LonLat> sites, Links.TooManyLinks e) {
        return new Unanswerable(
                "%d places of demand and %d candidates make %s, which is more than one job takes. Ask for a smaller"
                                .formatted(demand.weights.length, sites.size(), e.getMessage())
                        + " district, fewer candidates or a larger cell_m.");
    }

    private DistrictCoverage coverage(List<LonLat> stations, List<Geometry> areas) {
        return land.areas == null
                ? DistrictCoverage.of(land.district, places(stations), radiusMetres)
                : DistrictCoverage.of(land.district, places(stations), areas);
    }

    private Links links(List<LonLat> sites, List<Geometry> siteAreas, Demand demand) {
        return land.areas == null
                ? Links.within(sites, demand.places, radiusMetres)
                : Links.inside(siteAreas, demand.places);
    }

    private static Envelope grown(Envelope box, double metres) {
        double lat = metres / 110_500;
        double lon = lat / Math.max(0.01, Math.cos(Math.toRadians(Math.min(89, Math.abs(box.centre().y) + lat + 1))));
        Envelope grown = new Envelope(box);
        grown.expandBy(lon, lat);
        return grown;
    }

    private Demand uncovered(DemandCells cells, DistrictCoverage before) throws Unanswerable {
        refuseTooMany(cells);
        List<DemandCells.Cell> made = cells.ofArea(before.uncovered());
        return new Demand(
                "uncovered_cells",
                "m2",
                null,
                made.stream().map(DemandCells.Cell::place).toList(),
                made.stream().mapToDouble(DemandCells.Cell::weight).toArray());
    }

    private List<PlaceReader.Named> candidates(DemandCells cells, Demand demand, boolean onCells) throws Unanswerable {
        refuseTooMany(cells);
        List<DemandCells.Cell> made = onCells
                ? IntStream.range(0, demand.weights.length)
                        .mapToObj(i -> new DemandCells.Cell("cell-" + (i + 1), demand.places.get(i), demand.weights[i]))
                        .toList()
                : cells.ofPlaces(demand.places, demand.weights);
        return made.stream()
                .map(cell -> new PlaceReader.Named(cell.id(), cell.place(), null, null))
                .toList();
    }

    private static void refuseTooMany(DemandCells cells) throws Unanswerable {
        if (cells.size() > DemandCells.MOST) {
            throw new Unanswerable(
                    "Cells of that size would be %d over this district; at most %d are made. Ask with a larger cell_m."
                            .formatted(cells.size(), DemandCells.MOST));
        }
    }

    private static boolean holds(Geometry area, LonLat place) {
        return area.getEnvelopeInternal().covers(place.lon(), place.lat())
                && new IndexedPointInAreaLocator(area).locate(new Coordinate(place.lon(), place.lat()))
                        != Location.EXTERIOR;
    }

    private boolean isFar(LonLat place) {
        double spacing = question.minSpacingMetres();
        return !(spacing > 0)
                || Arrays.stream(existing.nearest(place.lon(), place.lat(), 1, spacing, _ -> true))
                        .noneMatch(hit -> hit.distanceMetres() < spacing);
    }

    /// How far each place of demand is from the nearest station that there is.
    private double[] without(Demand demand) {
        return demand.places.stream()
                .mapToDouble(place -> {
                    PointIndex.Hit[] nearest =
                            existing.nearest(place.lon(), place.lat(), 1, Double.POSITIVE_INFINITY, _ -> true);
                    return nearest.length == 0 ? Double.POSITIVE_INFINITY : nearest[0].distanceMetres();
                })
                .toArray();
    }

    private boolean[] served(Demand demand, double[] without) {
        boolean[] served = new boolean[without.length];
        if (land.areas == null) {
            for (int i = 0; i < served.length; i++) {
                served[i] = without[i] <= radiusMetres;
            }
        } else {
            mark(Links.inside(existingAreas, demand.places), served);
        }
        return served;
    }

    private static void mark(Links links, boolean[] places) {
        for (int link = 0; link < links.size(); link++) {
            places[links.demand(link)] = true;
        }
    }

    /// What a station or a candidate reaches.
    private static boolean[] reached(Links coverage, SitingProblem problem) {
        boolean[] reached = problem.served().clone();
        mark(coverage, reached);
        return reached;
    }

    private SitingProblem problem(Demand demand, List<LonLat> sites, Links coverage, double[] without)
            throws Unanswerable {
        boolean[] served = served(demand, without);
        try {
            Links links = question.objective() == Objective.P_MEDIAN
                    ? Links.nearerThan(sites, demand.places, without)
                    : coverage;
            Integer k = question.k();
            return new SitingProblem(
                    question.objective(),
                    k == null ? 0 : k,
                    demand.weights,
                    served,
                    without,
                    sites,
                    links,
                    question.minSpacingMetres(),
                    question.capacity());
        } catch (Links.TooManyLinks e) {
            throw tooMany(demand, sites, e);
        }
    }

    private static Places places(List<LonLat> stations) {
        return new Places(
                IntStream.range(0, stations.size()).mapToObj(String::valueOf).toList(), stations);
    }

    private SitesAnswer answer(
            Demand demand,
            @Nullable Double side,
            SitesAnswer.Candidates candidates,
            List<PlaceReader.Named> used,
            SitingProblem problem,
            SitingOutcome outcome,
            DistrictCoverage before,
            List<Geometry> chosenAreas,
            boolean[] reached) {
        List<LonLat> chosen = outcome instanceof Sites sites
                ? sites.sites().stream()
                        .map(site -> used.get(site.candidate()).place())
                        .toList()
                : List.of();
        List<LonLat> near = near(demand, problem.withoutMetres());
        Recheck recheck = land.areas == null
                ? Recheck.byCircle(demand.places, demand.weights, near, chosen, radiusMetres)
                : Recheck.byArea(demand.places, demand.weights, near, existingAreas, chosen, chosenAreas);
        Covered covered = covered(demand, problem, chosen, chosenAreas);
        List<LonLat> after = new ArrayList<>(land.existing);
        after.addAll(chosen);
        List<Geometry> areasAfter = new ArrayList<>(existingAreas);
        areasAfter.addAll(chosenAreas);
        DistrictCoverage then = chosen.isEmpty() ? before : coverage(after, areasAfter);
        boolean agrees = agrees(covered, recheck, outcome);
        if (!agrees) {
            throw new IllegalStateException(
                    "the search says " + outcome + " and " + covered + ", positions say " + recheck);
        }
        Sites sites = outcome instanceof Sites found ? found : null;
        return new SitesAnswer(
                sites == null ? List.of() : features(demand, problem, sites, used, chosenAreas),
                question.crs(),
                land.datasetVersion,
                question.adcode(),
                land.name,
                question.objective(),
                question.k(),
                StandardAnswer.of(question.standard(), land.areas == null ? Method.CIRCLE : Method.NETWORK),
                demand.unit,
                demand.source,
                demand.synthetic,
                side,
                candidates,
                (int) land.existing.stream()
                        .filter(place -> holds(land.district, place))
                        .count(),
                sites == null ? null : rounded(sites.value()),
                sites == null ? null : rounded(sites.bound()),
                sites == null ? null : Math.round(sites.gap() * 1e8) / 1e8,
                sites != null && sites.provenOptimal(),
                sites == null ? null : sites.solver(),
                question.seed(),
                new SitesAnswer.Demand(
                        demand.weights.length,
                        rounded(recheck.demand()),
                        rounded(recheck.coveredBefore()),
                        rounded(recheck.coveredAfter()),
                        ratio(recheck.coveredBefore(), recheck.demand()),
                        ratio(recheck.coveredAfter(), recheck.demand()),
                        rounded(missed(demand.weights, reached))),
                new SitesAnswer.Area(
                        Math.rint(before.areaSquareMetres()),
                        Math.rint(before.coveredSquareMetres()),
                        Math.rint(then.coveredSquareMetres()),
                        share(before.coveredSquareMetres(), before.areaSquareMetres()),
                        share(then.coveredSquareMetres(), before.areaSquareMetres())),
                new SitesAnswer.MeanDistance(metres(recheck.meanMetresBefore()), metres(recheck.meanMetresAfter())),
                new SitesAnswer.Check(
                        rounded(recheck.coveredBefore()),
                        rounded(recheck.coveredAfter()),
                        metres(recheck.meanMetresAfter()),
                        agrees),
                outcome instanceof NoSites none ? none.reasons() : List.of(),
                notes(sites));
    }

    private List<String> notes(@Nullable Sites sites) {
        List<String> notes = new ArrayList<>(land.notes.get());
        if (sites != null) {
            notes.addAll(sites.notes());
        }
        return notes;
    }

    /// Stations that could be the nearest to some demand.
    private List<LonLat> near(Demand demand, double[] without) {
        if (demand.places.isEmpty() || land.existing.isEmpty()) {
            return List.of();
        }
        double farthest = Arrays.stream(without).max().orElse(0) + 1;
        Envelope around = new Envelope();
        demand.places.forEach(place -> around.expandToInclude(place.lon(), place.lat()));
        Envelope box = grown(around, farthest);
        return land.existing.stream()
                .filter(place -> box.covers(place.lon(), place.lat()))
                .toList();
    }

    private record Covered(double before, double after) {}

    /// What the search's own links say is covered.
    private Covered covered(Demand demand, SitingProblem problem, List<LonLat> chosen, List<Geometry> chosenAreas) {
        boolean[] served = problem.served().clone();
        double before = sum(demand.weights, served);
        mark(links(chosen, chosenAreas, demand), served);
        return new Covered(before, sum(demand.weights, served));
    }

    private static double sum(double[] weights, boolean[] which) {
        return IntStream.range(0, weights.length)
                .filter(i -> which[i])
                .mapToDouble(i -> weights[i])
                .sum();
    }

    private boolean agrees(Covered covered, Recheck recheck, SitingOutcome outcome) {
        double tolerance = 1e-6 * Math.max(1, recheck.demand());
        boolean same = Math.abs(covered.before - recheck.coveredBefore()) <= tolerance
                && Math.abs(covered.after - recheck.coveredAfter()) <= tolerance;
        if (!(outcome instanceof Sites sites)) {
            return same;
        }
        return same
                && switch (question.objective()) {
                    case MCLP -> {
                        double gained = recheck.coveredAfter() - recheck.coveredBefore();
                        // With a capacity part of what the sites reach is not served.
                        yield question.capacity() < Double.POSITIVE_INFINITY
                                ? sites.value() <= gained + tolerance
                                : Math.abs(sites.value() - gained) <= tolerance;
                    }
                    case LSCP -> sites.value() == sites.sites().size();
                    case P_MEDIAN -> {
                        Double mean = recheck.meanMetresAfter();
                        // Links keep their distances as floats.
                        yield mean != null && Math.abs(sites.value() - mean) <= 1e-5 * Math.max(1, mean);
                    }
                };
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
            List<Geometry> chosenAreas) {
        boolean[] served = problem.served().clone();
        List<Feature<PointShape, SitesAnswer.Site>> features = new ArrayList<>();
        for (int at = 0; at < sites.sites().size(); at++) {
            SitingOutcome.Site site = sites.sites().get(at);
            PlaceReader.Named candidate = used.get(site.candidate());
            double gained = 0;
            for (int i :
                    inReach(demand, candidate.place(), land.areas == null ? List.of() : List.of(chosenAreas.get(at)))) {
                gained += served[i] ? 0 : demand.weights[i];
                served[i] = true;
            }
            features.add(new Feature<>(
                    candidate.id(),
                    PointShape.of(candidate.place(), question.crs()),
                    new SitesAnswer.Site(
                            at + 1,
                            candidate.name(),
                            rounded(gained),
                            site.load() == null ? null : rounded(site.load()))));
        }
        return features;
    }

    private int[] inReach(Demand demand, LonLat place, List<Geometry> area) {
        Links links = links(List.of(place), area, demand);
        return IntStream.range(0, links.size()).map(links::demand).toArray();
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e3) / 1e3 + 0.0;
    }

    private static @Nullable Double metres(@Nullable Double value) {
        return value == null ? null : Math.rint(value * 10) / 10;
    }

    private static @Nullable Double ratio(double part, double whole) {
        return whole > 0 ? (Double) share(part, whole) : null;
    }

    private static double share(double part, double whole) {
        return whole <= 0 ? 0 : Math.min(1, Math.round(part / whole * 1e8) / 1e8);
    }
}
