package dev.yizhan.service.coverage;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.demand.DemandSet;
import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.reach.Roads;
import dev.yizhan.service.reach.StandardAnswer;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.station.StationSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Tries changes to stations and tells, district by district, what would be served that is not, and the
/// other way.
///
/// **Source** what_if_adcodes.sql.
/// **Cost**  twice the coverage of each district that the changes may touch, on the workers' threads.
@Component
class WhatIf {

    private static final String ADCODES = SqlFile.read(WhatIf.class, "what_if_adcodes.sql");

    private static final double LONGEST_MINUTES = 60;
    private static final double FASTEST_KMH = 50;
    private static final double LONGEST_DETOUR = 5;

    private final Worlds worlds;
    private final DistrictShapes shapes;
    private final ServingPlaces places;
    private final Reaches reaches;
    private final CoverageWorkers workers;
    private final DatabaseClient database;

    WhatIf(
            Worlds worlds,
            DistrictShapes shapes,
            ServingPlaces places,
            Reaches reaches,
            CoverageWorkers workers,
            DatabaseClient database) {
        this.worlds = worlds;
        this.shapes = shapes;
        this.places = places;
        this.reaches = reaches;
        this.workers = workers;
        this.database = database;
    }

    /// Stations and standard at one time.
    private record Side(Places stations, Supplier<List<StationRow>> serving, ServiceStandard standard) {}

    private record Trial(DemandQuestion demand, @Nullable String roads, Side before, Side after) {}

    /// What reaches into one district at one time.
    private record Into(Places stations, Reach reach) {}

    /// @param body the changes, as they came
    Mono<WhatIfAnswer> answer(String adcode, byte[] body, WhatIfQuery query) {
        // Where there is no such district nothing else matters.
        return shapes.one(adcode)
                .then(Mono.fromCallable(() -> WhatIfReader.read(body)).subscribeOn(workers.scheduler()))
                .flatMap(request -> worlds.ask(world -> Mono.fromCallable(() -> {
                            Selection selection = world.selection(query.filter());
                            return ChangedStations.of(world.stations(), selection, request, query.crs());
                        })
                        .subscribeOn(workers.scheduler())
                        .flatMap(changed -> answer(world, adcode, request, query, changed))));
    }

    private Mono<WhatIfAnswer> answer(
            World world, String adcode, WhatIfRequest request, WhatIfQuery query, ChangedStations changed) {
        Selection selection = query.filter().selection();
        ServiceStandard standard = query.standard().standard();
        ServiceStandard later = later(standard, request.standard());
        DemandQuestion demand = query.demand().question(world.demand(), selection);
        String roads = reaches.roads(query.standard());
        if (query.standard().method() == Method.NETWORK) {
            requireNear(later);
        }
        Method method = Reaches.method(roads);
        StationSnapshot then = changed.after();
        Trial trial = new Trial(
                demand,
                roads,
                new Side(
                        places.of(world.stations(), selection),
                        SingletonSupplier.of(() -> world.stations().stations(selection)),
                        standard),
                new Side(
                        changed.places().isEmpty()
                                ? places.of(world.stations(), selection)
                                : ServingPlaces.places(then.stations(selection)),
                        SingletonSupplier.of(() -> then.stations(selection)),
                        later));
        RoadShare.Tally before = new RoadShare.Tally();
        RoadShare.Tally after = new RoadShare.Tally();
        double farthest = Math.max(Roads.farthestMetres(standard, method), Roads.farthestMetres(later, method));
        return adcodes(adcode, changed.places(), farthest)
                .flatMapSequential(
                        one -> shapes.one(one)
                                .publishOn(workers.scheduler())
                                .flatMap(district -> into(district, trial.before, roads)
                                        .zipWith(into(district, trial.after, roads))
                                        .doOnNext(both -> {
                                            before.add(both.getT1().reach);
                                            after.add(both.getT2().reach);
                                        })
                                        .flatMap(both -> Mono.justOrEmpty(
                                                district(district, adcode, trial, both.getT1(), both.getT2(), query)))),
                        workers.threads())
                .collectList()
                .map(districts -> new WhatIfAnswer(
                        adcode,
                        StandardAnswer.of(standard, method),
                        StandardAnswer.of(later, method),
                        before.share(roads),
                        after.share(roads),
                        StationFilter.echo(selection),
                        demand.source(),
                        demand.choice(world.demand()),
                        world.stations().version(),
                        query.crs(),
                        request.changes(),
                        districts.stream()
                                .sorted(Comparator.comparing((WhatIfAnswer.District district) ->
                                        !district.adcode().equals(adcode)))
                                .toList()));
    }

    private Mono<Into> into(DistrictShape district, Side side, @Nullable String roads) {
        return reaches.into(district.outline(), side.serving, side.standard, roads)
                .map(reach -> new Into(side.stations, reach));
    }

    /// The districts that the changes may touch: the one asked about, those below it, and those beside
    /// them.
    private Flux<String> adcodes(String adcode, List<LonLat> changed, double radiusMetres) {
        List<Envelope> boxes = changed.stream()
                .map(place -> ServiceCircle.around(place, radiusMetres).getEnvelopeInternal())
                .toList();
        return database.sql(ADCODES)
                .bind("adcode", adcode)
                .bind("west", boxes.stream().map(Envelope::getMinX).toArray(Double[]::new))
                .bind("south", boxes.stream().map(Envelope::getMinY).toArray(Double[]::new))
                .bind("east", boxes.stream().map(Envelope::getMaxX).toArray(Double[]::new))
                .bind("north", boxes.stream().map(Envelope::getMaxY).toArray(Double[]::new))
                .map(row -> required(row, "adcode", String.class))
                .all();
    }

    private static WhatIfAnswer.@Nullable District district(
            DistrictShape district, String asked, Trial trial, Into before, Into after, WhatIfQuery query) {
        DistrictCoverage was = before.reach.coverage(district.outline(), before.stations);
        DistrictCoverage is = after.reach.coverage(district.outline(), after.stations);
        int @Nullable [] points = trial.demand.inside(district.adcode());
        double[] moved = new double[2];
        boolean known = move(trial.demand, before, after, points, moved);
        boolean same = was.coveredSquareMetres() == is.coveredSquareMetres()
                && was.stationsInside() == is.stationsInside()
                && moved[0] == 0
                && moved[1] == 0;
        if (same && !district.adcode().equals(asked)) {
            return null;
        }
        Geometry without = was.uncovered();
        Geometry withoutLater = is.uncovered();
        double still =
                EllipsoidalArea.squareMetres(OverlayNGRobust.overlay(without, withoutLater, OverlayNG.INTERSECTION));
        CoverageLine lineBefore = line(district, was, before, trial.demand, points);
        CoverageLine lineAfter = line(district, is, after, trial.demand, points);
        DemandFigures figures = lineBefore.demand();
        return new WhatIfAnswer.District(
                district.adcode(),
                district.name(),
                district.level(),
                Math.rint(was.areaSquareMetres()),
                figures == null ? null : Round.thousandths(figures.demand()),
                WhatIfAnswer.Served.of(lineBefore, query.crs()),
                WhatIfAnswer.Served.of(lineAfter, query.crs()),
                difference(EllipsoidalArea.squareMetres(without) - still, known, moved[0]),
                difference(EllipsoidalArea.squareMetres(withoutLater) - still, known, moved[1]));
    }

    private static WhatIfAnswer.Difference difference(double area, boolean known, double demand) {
        return new WhatIfAnswer.Difference(Math.max(0, Math.rint(area)), known ? Round.thousandths(demand) : null);
    }

    /// Adds up the demand that gains a station (first) and that loses it (second); false where none is
    /// known.
    private static boolean move(
            DemandQuestion demand, Into before, Into after, int @Nullable [] points, double[] moved) {
        DemandSet set = demand.set();
        if (set == null || points == null) {
            return false;
        }
        boolean[] was = served(before, set, points);
        boolean[] is = served(after, set, points);
        for (int i = 0; i < points.length; i++) {
            if (was[i] != is[i]) {
                moved[is[i] ? 0 : 1] += set.weight(points[i], demand.hour());
            }
        }
        return true;
    }

    private static boolean[] served(Into side, DemandSet set, int[] points) {
        return side.reach.served(set, points, Reach.nearestMetres(set, points, side.stations));
    }

    private static CoverageLine line(
            DistrictShape district,
            DistrictCoverage coverage,
            Into side,
            DemandQuestion demand,
            int @Nullable [] points) {
        WorstPoint worst = WorstPoint.in(district.area(), side.stations);
        return new CoverageLine(
                district.adcode(),
                district.name(),
                district.level(),
                null,
                coverage.stationsInside(),
                coverage.areaSquareMetres(),
                coverage.coveredSquareMetres(),
                side.reach.drawn(district.outline()),
                worst == null ? null : worst.place(),
                worst == null ? null : worst.distanceMetres(),
                DemandFigures.of(demand, points, side.stations, side.reach));
    }

    private static ServiceStandard later(ServiceStandard standard, WhatIfRequest.@Nullable Standard change) {
        if (change == null) {
            return standard;
        }
        List<ParameterError> errors = Stream.of(
                        outside("/standard/minutes", change.minutes(), 0, LONGEST_MINUTES),
                        outside("/standard/speed_kmh", change.speedKmh(), 0, FASTEST_KMH),
                        outside("/standard/detour", change.detour(), Math.nextDown(1.0), LONGEST_DETOUR))
                .flatMap(List::stream)
                .toList();
        if (!errors.isEmpty()) {
            throw ProblemException.invalidBody(new ArrayList<>(errors));
        }
        // Another mode comes with its own speed and detour.
        ServiceStandard base = change.mode() == null || change.mode() == standard.mode()
                ? standard
                : ServiceStandard.of(change.mode());
        return new ServiceStandard(
                base.mode(),
                change.minutes() == null ? standard.minutes() : change.minutes(),
                change.speedKmh() == null ? base.speedKmh() : change.speedKmh(),
                change.detour() == null ? base.detour() : change.detour());
    }

    /// The query's own standard was looked at before: what is too far is the body's.
    private static void requireNear(ServiceStandard later) {
        try {
            Roads.requireNear(later);
        } catch (ProblemException e) {
            throw ProblemException.invalidBody(e.errors().stream()
                    .map(error -> new ParameterError("/standard/" + error.parameter(), error.detail()))
                    .toList());
        }
    }

    private static List<ParameterError> outside(String at, @Nullable Double value, double above, double most) {
        return value == null || value > above && value <= most
                ? List.of()
                : List.of(new ParameterError(
                        at, "has to be more than %.0f and at most %.0f".formatted(Math.floor(above), most)));
    }
}
