package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.service.demand.DemandSet;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.Decimals;
import dev.yizhan.service.web.Feature;
import dev.yizhan.service.web.PointShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The parts of a district that no station serves, with who needs one there.
///
/// **Cost**  the shapes of the gaps asked about last are kept, 2 million corners at most, some 80 MB.
@Component
class Gaps {

    private static final int MOST_CORNERS = 2_000_000;
    /// A corner of a circle's polygon is as far from the circle; demand this near to a gap counts to it.
    private static final double NEAR_DEGREES = 5e-5;

    private final Worlds worlds;
    private final DistrictShapes shapes;
    private final ServingPlaces places;
    private final Reaches reaches;
    private final CoverageWorkers workers;
    private final Computed<CoverageQuestion, Uncovered> kept;

    Gaps(Worlds worlds, DistrictShapes shapes, ServingPlaces places, Reaches reaches, CoverageWorkers workers) {
        this.reaches = reaches;
        this.worlds = worlds;
        this.shapes = shapes;
        this.places = places;
        this.workers = workers;
        this.kept = new Computed<>(workers, MOST_CORNERS, Uncovered::corners);
    }

    /// A connected part of a district outside every service area.
    record Part(Polygon shape, double areaSquareMetres) {}

    /// All gaps of a district, what leaves them, and the figures of the whole.
    record Uncovered(
            DistrictShape district,
            Reach reach,
            double areaSquareMetres,
            double coveredSquareMetres,
            List<Part> parts) {

        int corners() {
            return district.outline().cornerCount()
                    + reach.corners()
                    + parts.stream().mapToInt(part -> part.shape.getNumPoints()).sum();
        }
    }

    /// A gap with the demand in it; null where no demand is known.
    record Weighed(Part part, @Nullable Double demand) {}

    Mono<GapsAnswer> list(String adcode, GapsQuery query, GapsQuery.Form form) {
        return worlds.ask(world -> {
            Selection selection = world.selection(query.filter());
            DemandQuestion demand = query.demand().question(world.demand(), selection);
            CoverageQuestion question = question(world, query.standard(), selection, adcode);
            return uncovered(world, question)
                    .publishOn(workers.scheduler())
                    .map(uncovered -> answer(world, question, demand, uncovered, query, query.most(form)));
        });
    }

    /// The question about the gaps of one district, which demand does not decide.
    ///
    /// **Errors**  invalid-parameter for a standard that reaches too far over roads.
    CoverageQuestion question(World world, StandardParameters standard, Selection selection, String adcode) {
        return new CoverageQuestion(
                world.stations().number(),
                standard.standard(),
                reaches.roads(standard),
                selection,
                null,
                null,
                adcode,
                null,
                null);
    }

    /// The gaps of the district that the question names as its parent.
    ///
    /// **Errors**  district-not-found.
    Mono<Uncovered> uncovered(World world, CoverageQuestion question) {
        String adcode = java.util.Objects.requireNonNull(question.parent());
        return kept.get(
                question,
                () -> shapes.one(adcode)
                        .flatMap(district -> reaches.into(
                                        district.outline(),
                                        () -> world.stations().stations(question.selection()),
                                        question.standard(),
                                        question.roads())
                                .map(reach ->
                                        measure(district, places.of(world.stations(), question.selection()), reach))));
    }

    private static Uncovered measure(DistrictShape district, Places stations, Reach reach) {
        DistrictCoverage coverage = reach.coverage(district.outline(), stations);
        Geometry uncovered = coverage.uncovered();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < uncovered.getNumGeometries(); i++) {
            // As they are written, so that their figures are those of what is read.
            Geometry shown = Decimals.rounded(uncovered.getGeometryN(i));
            for (int j = 0; j < shown.getNumGeometries(); j++) {
                if (shown.getGeometryN(j) instanceof Polygon polygon && !polygon.isEmpty()) {
                    parts.add(new Part(polygon, EllipsoidalArea.squareMetres(polygon)));
                }
            }
        }
        return new Uncovered(district, reach, coverage.areaSquareMetres(), coverage.coveredSquareMetres(), parts);
    }

    /// The gaps with the demand in each, the worst first.
    ///
    /// **Shape**  demand is uncovered as it is in rows, by a circle's distance or by the areas over roads; it
    /// belongs to the gap that holds it, or to one a few metres away, for a gap's border is that of polygons.
    static List<Weighed> weigh(Uncovered uncovered, DemandQuestion demand, Places stations, boolean byDemand) {
        List<Part> parts = uncovered.parts;
        DemandSet set = demand.set();
        int @Nullable [] points = demand.inside(uncovered.district.adcode());
        Double[] weights = new Double[parts.size()];
        if (set != null && points != null) {
            java.util.Arrays.fill(weights, 0.0);
            STRtree boxes = new STRtree();
            List<IndexedPointInAreaLocator> locators = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                boxes.insert(parts.get(i).shape.getEnvelopeInternal(), i);
                locators.add(new IndexedPointInAreaLocator(parts.get(i).shape));
            }
            boolean[] served = uncovered.reach.served(set, points, Reach.nearestMetres(set, points, stations));
            for (int i = 0; i < points.length; i++) {
                int point = points[i];
                if (!served[i]) {
                    Integer gap = gapAt(new Coordinate(set.lon(point), set.lat(point)), boxes, locators, parts);
                    if (gap != null) {
                        weights[gap] += set.weight(point, demand.hour());
                    }
                }
            }
        }
        Comparator<Weighed> byArea = Comparator.comparingDouble(gap -> -gap.part.areaSquareMetres);
        Comparator<Weighed> order = byDemand
                ? Comparator.<Weighed>comparingDouble(gap -> gap.demand == null ? 0 : -gap.demand)
                        .thenComparing(byArea)
                : byArea;
        return IntStream.range(0, parts.size())
                .mapToObj(i -> new Weighed(parts.get(i), weights[i]))
                .sorted(order)
                .toList();
    }

    private static @Nullable Integer gapAt(
            Coordinate place, STRtree boxes, List<IndexedPointInAreaLocator> locators, List<Part> parts) {
        Envelope around = new Envelope(place);
        around.expandBy(NEAR_DEGREES);
        Integer near = null;
        for (Object found : boxes.query(around)) {
            Integer gap = (Integer) found;
            if (locators.get(gap).locate(place) != Location.EXTERIOR) {
                return gap;
            }
            Polygon shape = parts.get(gap).shape;
            if (near == null && shape.isWithinDistance(shape.getFactory().createPoint(place), NEAR_DEGREES)) {
                near = gap;
            }
        }
        return near;
    }

    private GapsAnswer answer(
            World world,
            CoverageQuestion question,
            DemandQuestion demand,
            Uncovered uncovered,
            GapsQuery query,
            int most) {
        Places stations = places.of(world.stations(), question.selection());
        DistrictShape district = uncovered.district();
        DemandFigures figures = DemandFigures.of(demand, demand.inside(district.adcode()), stations, uncovered.reach());
        boolean byDemand = query.rank() == CoverageQuery.Rank.DEMAND && figures != null;
        List<Weighed> gaps = weigh(uncovered, demand, stations, byDemand).stream()
                .filter(gap -> gap.part.areaSquareMetres >= query.minSquareMetres())
                .toList();
        List<Weighed> shown = gaps.stream().limit(most).toList();
        double gapArea = Math.rint(uncovered.areaSquareMetres() - uncovered.coveredSquareMetres());
        return new GapsAnswer(
                IntStream.range(0, shown.size())
                        .mapToObj(i -> feature(district.adcode() + "-gap-" + (i + 1), shown.get(i), stations, query))
                        .toList(),
                query.crs(),
                world.stations().version(),
                StandardAnswer.of(question.standard(), question.method()),
                RoadShare.of(question.roads(), uncovered.reach()),
                StationFilter.echo(question.selection()),
                demand.source(),
                demand.choice(world.demand()),
                byDemand ? CoverageQuery.Rank.DEMAND : CoverageQuery.Rank.AREA,
                query.simplifyMetres(),
                query.minSquareMetres(),
                gaps.size(),
                leftOut(uncovered.parts.size() - shown.size(), shown, gapArea, figures),
                district.adcode(),
                district.name(),
                Math.rint(uncovered.areaSquareMetres()),
                Math.rint(uncovered.coveredSquareMetres()),
                gapArea,
                CoverageAnswer.Row.ratio(uncovered.coveredSquareMetres(), uncovered.areaSquareMetres()),
                figures == null ? null : Round.thousandths(figures.demand()),
                figures == null ? null : Round.thousandths(figures.uncovered()));
    }

    private static GapsAnswer.LeftOut leftOut(
            int gaps, List<Weighed> shown, double gapArea, @Nullable DemandFigures figures) {
        double area = shown.stream()
                .mapToDouble(gap -> Math.rint(gap.part.areaSquareMetres))
                .sum();
        double demand = shown.stream()
                .mapToDouble(gap -> gap.demand == null ? 0 : gap.demand)
                .sum();
        return new GapsAnswer.LeftOut(
                gaps,
                gaps == 0 ? 0 : Math.max(0, gapArea - area),
                figures == null ? null : Round.thousandths(Math.max(0, figures.uncovered() - demand)));
    }

    private static Feature<Geometry, GapsAnswer.Gap> feature(String id, Weighed gap, Places stations, GapsQuery query) {
        Crs crs = query.crs();
        WorstPoint worst = WorstPoint.in(gap.part.shape, stations);
        return new Feature<>(
                id,
                crs.fromWgs84(Simplified.by(query.simplifyMetres(), gap.part.shape)),
                new GapsAnswer.Gap(
                        Math.rint(gap.part.areaSquareMetres),
                        gap.demand == null ? null : Round.thousandths(gap.demand),
                        worst == null ? null : PointShape.of(worst.place(), crs),
                        worst == null
                                ? null
                                : new GapsAnswer.NearestStation(
                                        worst.nearestStation(), Math.rint(worst.distanceMetres() * 10) / 10)));
    }
}
