package dev.yizhan.service.siting;

import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.coverage.Outline;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.index.PointIndex;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.RoadLengths;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.reach.Roads;
import dev.yizhan.service.reach.ServiceArea;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/// What stations and candidates reach on a land: by circles, or over roads.
///
/// **Blocking** over roads for as long as the areas take to draw.
final class LandReach {

    /// Of the areas of all stations that there are: some 60 MB, and more while they are united.
    private static final int MOST_CORNERS = 1_500_000;

    private final Land land;
    private final SitesQuestion question;
    private final Progress progress;
    private final double radiusMetres;
    private final PointIndex existing;
    private final PointIndex standing;
    /// Over roads: the areas of the stations that may reach into the district. Else empty.
    private final List<Geometry> existingAreas = new ArrayList<>();
    private int existingCircles;
    private Recheck.Reached reachedAnew = new Recheck.Reached(List.of());

    /// **Errors** [Unanswerable] where the time is up before all stations are drawn, or they take too much memory.
    LandReach(SitesQuestion question, Land land, Progress progress) throws Unanswerable {
        this.land = land;
        this.question = question;
        this.progress = progress;
        this.radiusMetres = question.standard().radiusMetres();
        this.existing = index(land.existing());
        this.standing = index(land.standing());
        drawExisting();
    }

    private static PointIndex index(List<LonLat> places) {
        return PointIndex.of(
                places.stream().mapToDouble(LonLat::lon).toArray(),
                places.stream().mapToDouble(LonLat::lat).toArray());
    }

    List<Geometry> existingAreas() {
        return existingAreas;
    }

    /// Over roads: what was seen of the areas of candidates while they were drawn.
    Recheck.Reached reachedAnew() {
        return reachedAnew;
    }

    /// What there is to say of how they were drawn.
    List<String> notes() {
        return existingCircles == 0
                ? List.of()
                : List.of("%d stations that there are have no road near; circles stand for their areas."
                        .formatted(existingCircles));
    }

    private void drawExisting() throws Unanswerable {
        Function<LonLat, ServiceArea> areas = land.areas();
        if (areas == null) {
            return;
        }
        Envelope box = Places.grown(
                land.district().getEnvelopeInternal(), Roads.farthestMetres(question.standard(), Method.NETWORK));
        List<LonLat> near = land.existing().stream()
                .filter(station -> box.covers(station.lon(), station.lat()))
                .toList();
        int corners = 0;
        for (LonLat station : near) {
            progress.at("reach", existingAreas.size(), near.size(), "stations");
            if (progress.mustStop()) {
                throw new Unanswerable(
                        "The time was up before the areas of all stations were drawn over roads. Ask with a longer"
                                + " time_limit_s.");
            }
            ServiceArea area = areas.apply(station);
            corners += area.area().getNumPoints();
            if (corners > MOST_CORNERS) {
                throw new Unanswerable(
                        "The areas of the %,d stations in and around the district take too much memory over roads. Ask with"
                                        .formatted(near.size())
                                + " fewer minutes or for a smaller district.");
            }
            existingAreas.add(area.area());
            existingCircles += area.method() == Method.CIRCLE ? 1 : 0;
        }
    }

    /// What each candidate covers by the standard; areas over roads are drawn for it and not kept.
    Links ofCandidates(Demand demand, List<LonLat> sites) throws Unanswerable {
        Function<LonLat, ServiceArea> areas = land.areas();
        try {
            if (areas == null) {
                return Links.within(sites, demand.places(), radiusMetres);
            }
            Geometry nothing = land.district().getFactory().createPolygon();
            Recheck.Reached reached = new Recheck.Reached(demand.places());
            reachedAnew = reached;
            Links links = Links.inside(
                    sites.size(),
                    j -> {
                        progress.at("reach", j, sites.size(), "candidates");
                        if (progress.mustStop()) {
                            return nothing;
                        }
                        Geometry area = areas.apply(sites.get(j)).area();
                        reached.see(area);
                        return area;
                    },
                    demand.places());
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

    static Unanswerable tooMany(Demand demand, List<LonLat> sites, Links.TooManyLinks e) {
        return new Unanswerable(
                "%d places of demand and %d candidates make %s, which is more than one job takes. Ask for a smaller"
                                .formatted(demand.weights().length, sites.size(), e.getMessage())
                        + " district, fewer candidates or a larger cell_m.");
    }

    DistrictCoverage coverage(List<LonLat> stations, List<Geometry> areas) {
        return land.areas() == null
                ? DistrictCoverage.of(land.district(), places(stations), radiusMetres)
                : DistrictCoverage.of(Outline.of(land.district()), places(stations), areas);
    }

    Links links(List<LonLat> sites, List<Geometry> siteAreas, Demand demand) {
        return land.areas() == null
                ? Links.within(sites, demand.places(), radiusMetres)
                : Links.inside(siteAreas, demand.places());
    }

    boolean isFar(LonLat place) {
        double spacing = question.minSpacingMetres();
        return !(spacing > 0)
                || Arrays.stream(standing.nearest(place.lon(), place.lat(), 1, spacing, _ -> true))
                        .noneMatch(hit -> hit.distanceMetres() < spacing);
    }

    /// How far each place of demand is from the nearest station that there is.
    double[] without(Demand demand) {
        return demand.places().stream()
                .mapToDouble(place -> {
                    PointIndex.Hit[] nearest =
                            existing.nearest(place.lon(), place.lat(), 1, Double.POSITIVE_INFINITY, _ -> true);
                    return nearest.length == 0 ? Double.POSITIVE_INFINITY : nearest[0].distanceMetres();
                })
                .toArray();
    }

    /// The same over roads.
    ///
    /// **Shape**  no way is shorter than the straight line: after the stations nearest in a straight line only
    /// those are asked that are no farther in one than the best of these by road.
    /// **Errors** [Unanswerable] where the time is up before all are asked.
    double[] without(Demand demand, RoadLengths lengths) throws Unanswerable {
        double[] least = new double[demand.weights().length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        if (land.existing().isEmpty()) {
            return least;
        }
        BitSet asked = new BitSet();
        for (LonLat place : demand.places()) {
            for (PointIndex.Hit hit :
                    existing.nearest(place.lon(), place.lat(), 1, Double.POSITIVE_INFINITY, _ -> true)) {
                asked.set(hit.point());
            }
        }
        lower(least, lengths, asked, Double.POSITIVE_INFINITY);
        BitSet further = new BitSet();
        for (int i = 0; i < least.length; i++) {
            LonLat place = demand.places().get(i);
            for (PointIndex.Hit hit : existing.nearest(
                    place.lon(),
                    place.lat(),
                    Integer.MAX_VALUE,
                    least[i],
                    point -> !asked.get(point) && !further.get(point))) {
                further.set(hit.point());
            }
        }
        lower(least, lengths, further, Arrays.stream(least).max().orElse(0));
        return least;
    }

    private void lower(double[] least, RoadLengths lengths, BitSet stations, double enoughMetres) throws Unanswerable {
        int done = 0;
        for (int station = stations.nextSetBit(0); station >= 0; station = stations.nextSetBit(station + 1)) {
            progress.at("ways", done++, stations.cardinality(), "stations");
            if (progress.mustStop()) {
                throw new Unanswerable("The time was up before the ways to all stations were found. Ask with a longer"
                        + " time_limit_s.");
            }
            double[] now = lengths.to(land.existing().get(station), enoughMetres);
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], now[i]);
            }
        }
    }

    /// Demand that is nearer to a candidate than to any station, by ways over roads.
    Links nearerThan(double[] without, List<LonLat> sites, Demand demand, RoadLengths lengths) throws Unanswerable {
        double farthest = Arrays.stream(without).max().orElse(0);
        Links links = Links.nearerThan(
                sites.size(),
                j -> {
                    progress.at("ways", j, sites.size(), "candidates");
                    return progress.mustStop() ? without : lengths.to(sites.get(j), farthest);
                },
                without);
        if (progress.mustStop()) {
            throw new Unanswerable("The time was up before the ways to all %d candidates were found. Ask with a longer"
                            .formatted(sites.size())
                    + " time_limit_s or fewer candidates.");
        }
        return links;
    }

    boolean[] served(Demand demand, double[] without) {
        boolean[] served = new boolean[without.length];
        if (land.areas() == null) {
            for (int i = 0; i < served.length; i++) {
                served[i] = without[i] <= radiusMetres;
            }
        } else {
            mark(Links.inside(existingAreas, demand.places()), served);
        }
        return served;
    }

    static void mark(Links links, boolean[] places) {
        for (int link = 0; link < links.size(); link++) {
            places[links.demand(link)] = true;
        }
    }

    /// What a station or a candidate reaches.
    static boolean[] reached(Links coverage, SitingProblem problem) {
        boolean[] reached = problem.served().clone();
        mark(coverage, reached);
        return reached;
    }

    /// Stations that could be the nearest to some demand.
    List<LonLat> near(Demand demand, double[] without) {
        if (demand.places().isEmpty() || land.existing().isEmpty()) {
            return List.of();
        }
        double farthest = Arrays.stream(without).max().orElse(0) + 1;
        Envelope around = new Envelope();
        demand.places().forEach(place -> around.expandToInclude(place.lon(), place.lat()));
        Envelope box = Places.grown(around, farthest);
        return land.existing().stream()
                .filter(place -> box.covers(place.lon(), place.lat()))
                .toList();
    }

    private static Places places(List<LonLat> stations) {
        return new Places(
                IntStream.range(0, stations.size()).mapToObj(String::valueOf).toList(), stations);
    }
}
