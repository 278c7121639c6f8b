package dev.yizhan.service.siting;

import static dev.yizhan.service.sql.Columns.required;

import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.service.demand.DemandSet;
import dev.yizhan.service.demand.DemandSnapshot;
import dev.yizhan.service.demand.Demands;
import dev.yizhan.service.job.JobWork;
import dev.yizhan.service.job.Jobs;
import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.reach.Roads;
import dev.yizhan.service.reach.ServiceArea;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFeed;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.station.StationSnapshot;
import dev.yizhan.service.web.BodyPart;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Questions about sites, from the body to a job.
///
/// **Shape**  the question that a job keeps names what was given by its checksum, so that it stays small.
/// **Blocking** while the body is understood: a large one comes on a thread of its own, a small one takes no time.
/// **Errors** [ProblemType#DISTRICT_NOT_FOUND]; a problem for everything in the body that cannot be read.
/// **Source** siting_shapes.sql.
@Component
class Sitings {

    private static final String SHAPES = SqlFile.read(Sitings.class, "siting_shapes.sql");

    private static final String CELLS_OF_DEMAND = "demand_cells";
    private static final int MOST_CANDIDATES = 5_000;
    private static final int MOST_DEMAND = 50_000;
    private static final int MOST_DISTRICTS = 50;

    private final DatabaseClient database;
    private final StationFeed feed;
    private final Roads roads;
    private final Demands demands;
    private final Jobs jobs;
    private final JsonMapper json;

    Sitings(DatabaseClient database, StationFeed feed, Roads roads, Demands demands, Jobs jobs, JsonMapper json) {
        this.database = database;
        this.feed = feed;
        this.roads = roads;
        this.demands = demands;
        this.jobs = jobs;
        this.json = json;
    }

    private record Shape(String adcode, String name, Geometry area) {

        static Shape of(Readable row) {
            ByteBuffer wkb = required(row, "shape", ByteBuffer.class);
            byte[] bytes = new byte[wkb.remaining()];
            wkb.get(bytes);
            try {
                return new Shape(
                        required(row, "adcode", String.class),
                        required(row, "name", String.class),
                        new WKBReader().read(bytes));
            } catch (ParseException e) {
                throw new IllegalStateException("PostGIS wrote WKB that JTS cannot read", e);
            }
        }
    }

    Mono<Jobs.Asked> ask(String adcode, SitesBody body) {
        StationSnapshot snapshot = feed.snapshot();
        String version = Objects.requireNonNullElse(snapshot.version(), "0");
        List<ParameterError> errors = new ArrayList<>();
        add(errors, () -> snapshot.catalogue().requireKnown(body.filter().selection()));
        SitesQuestion question = understood(adcode, body, errors);
        Selection serving = question.serving();
        RoadNetwork network = question.method() == Method.NETWORK ? roads.network() : null;
        // Now, so that a large body is not held while the record is asked.
        String kept = kept(question, body, network);
        Mono<Optional<Demand>> demand =
                Mono.defer(() -> known(question, snapshot, errors)).subscribeOn(Schedulers.boundedElastic());
        return shapes(question, body.exclude(), errors)
                .zipWhen(_ -> demand)
                .publishOn(Schedulers.boundedElastic())
                .flatMap(read -> {
                    Map<String, Shape> shapes = read.getT1();
                    Shape district = shapes.get(adcode);
                    boolean onCells =
                            question.candidates() == null || read.getT2().isEmpty();
                    if (district != null && question.cellM() != null && onCells) {
                        String tooMany =
                                new DemandCells(district.area.getEnvelopeInternal(), question.cellM()).tooMany();
                        if (tooMany != null) {
                            errors.add(new ParameterError("/cell_m", tooMany));
                        }
                    }
                    if (!errors.isEmpty()) {
                        return Mono.error(ProblemException.invalidBody(errors));
                    }
                    if (district == null) {
                        return Mono.error(ProblemException.of(
                                ProblemType.DISTRICT_NOT_FOUND,
                                "No district with a shape has the adcode " + adcode + "; see /v1/districts."));
                    }
                    RoadAreas drawn = network == null
                            ? null
                            : new RoadAreas(
                                    network, question.standard(), () -> kept(question, district.area, snapshot));
                    List<Geometry> excluded = new ArrayList<>(question.excludedAreas());
                    for (String excludedDistrict : question.excludedDistricts()) {
                        Shape shape = shapes.get(excludedDistrict);
                        if (shape != null) {
                            excluded.add(shape.area);
                        }
                    }
                    Land land = new Land(
                            version,
                            district.name,
                            district.area,
                            excluded,
                            places(snapshot.stations(serving)),
                            question.minSpacingMetres() > 0 ? places(snapshot.stations()) : List.of(),
                            read.getT2().orElse(null),
                            drawn == null ? null : drawn::area,
                            drawn == null ? _ -> false : drawn::isRoadless,
                            drawn == null ? null : drawn::lengths,
                            drawn == null && question.method() == Method.NETWORK ? roads.whyNot() : null);
                    return jobs.ask("sites", kept, version, watch -> run(question, land, watch));
                });
    }

    private static List<LonLat> places(List<StationRow> stations) {
        return stations.stream().map(StationRow::location).toList();
    }

    /// What a check refuses becomes one error among others, at its place in the body.
    private static void add(List<ParameterError> errors, Runnable check) {
        try {
            check.run();
        } catch (ProblemException e) {
            if (e.type() != ProblemType.INVALID_PARAMETER) {
                throw e;
            }
            e.errors()
                    .forEach(error -> errors.add(
                            new ParameterError("/" + error.parameter(), error.detail(), error.suggestion())));
        }
    }

    /// The areas that the record keeps of the stations in and around a district.
    ///
    /// **Blocking** while they are read: for the thread of a job, which computes those that cannot be read.
    private Map<LonLat, ServiceArea> kept(SitesQuestion question, Geometry district, StationSnapshot snapshot) {
        Envelope around = Places.grown(
                district.getEnvelopeInternal(), Roads.farthestMetres(question.standard(), question.method()));
        List<StationRow> near = snapshot.stations().stream()
                .filter(station -> around.covers(
                        station.location().lon(), station.location().lat()))
                .toList();
        return roads.kept(near, question.standard())
                .onErrorReturn(Map.of())
                .toFuture()
                .join();
    }

    /// Demand in the district: what was given, else that of a dataset; empty where cells stand for it.
    private Mono<Optional<Demand>> known(
            SitesQuestion question, StationSnapshot snapshot, List<ParameterError> errors) {
        List<PlaceReader.Named> places = question.demandPlaces();
        if (places != null) {
            return Mono.just(Optional.of(new Demand(
                    "given",
                    "given",
                    null,
                    null,
                    places.stream().map(PlaceReader.Named::place).toList(),
                    places.stream()
                            .mapToDouble(place -> Objects.requireNonNullElse(place.weight(), 0.0))
                            .toArray())));
        }
        String name = question.demandName();
        if (SitesQuestion.CELLS.equals(name)) {
            return Mono.just(Optional.empty());
        }
        return demands.at(snapshot.number())
                .map(all -> loaded(question, chosen(all, name, errors), name != null, errors));
    }

    private static Optional<DemandSet> chosen(DemandSnapshot all, @Nullable String name, List<ParameterError> errors) {
        List<DemandSet> chosen = new ArrayList<>();
        int before = errors.size();
        add(errors, () -> all.choose(name).ifPresent(chosen::add));
        if (chosen.isEmpty() && errors.size() == before && !all.sets().isEmpty()) {
            errors.add(new ParameterError(
                    "/demand",
                    "is missing: several datasets of demand are loaded; name one, or cells: "
                            + all.sets().stream().map(set -> set.about().name()).collect(Collectors.joining(", "))));
        }
        return chosen.stream().findFirst();
    }

    /// **Empty**  nobody named a dataset, and the one that is loaded has nothing in the district.
    private static Optional<Demand> loaded(
            SitesQuestion question, Optional<DemandSet> chosen, boolean named, List<ParameterError> errors) {
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        DemandSet set = chosen.get();
        int[] inside = set.inside(question.adcode());
        if (inside.length == 0 && !named) {
            return Optional.empty();
        }
        if (question.hour() != null && !set.hasHours()) {
            errors.add(
                    new ParameterError("/hour", "means nothing: " + set.about().name() + " has no profile of the day"));
            return Optional.empty();
        }
        Integer asked = question.hour() == null ? StationFilter.hour(question.serving()) : question.hour();
        Integer hour = set.hasHours() ? asked : null;
        return Optional.of(new Demand(
                set.about().name(),
                set.about().unit(),
                set.about().synthetic(),
                hour,
                Arrays.stream(inside)
                        .mapToObj(point -> new LonLat(set.lon(point), set.lat(point)))
                        .toList(),
                Arrays.stream(inside)
                        .mapToDouble(point -> set.weight(point, hour))
                        .toArray()));
    }

    private String run(SitesQuestion question, Land land, JobWork.Watch watch) throws JobWork.JobRefused {
        Progress progress = new Progress(
                Duration.ofSeconds(question.timeLimitSeconds()), step -> watch.at(step.stage(), step.gap()));
        watch.onCancel(progress::cancel);
        try {
            return json.writeValueAsString(new SitingRun(question, land, progress).run());
        } catch (Unanswerable e) {
            throw new JobWork.JobRefused(e.words());
        }
    }

    private Mono<Map<String, Shape>> shapes(
            SitesQuestion question, @Nullable JsonNode exclude, List<ParameterError> errors) {
        String[] adcodes = Stream.concat(Stream.of(question.adcode()), question.excludedDistricts().stream())
                .distinct()
                .toArray(String[]::new);
        return database.sql(SHAPES)
                .bind("adcodes", adcodes)
                .map(Shape::of)
                .all()
                .collect(Collectors.toMap(Shape::adcode, Function.identity()))
                .doOnNext(found -> question.excludedDistricts().stream()
                        .filter(adcode -> !found.containsKey(adcode))
                        .map(adcode -> new ParameterError(
                                placeOf(adcode, exclude), "no district with a shape has the adcode " + adcode))
                        .forEach(errors::add));
    }

    /// Where an adcode stands among what is excluded.
    private static String placeOf(String adcode, @Nullable JsonNode exclude) {
        for (int i = 0; exclude != null && exclude.isArray() && i < exclude.size(); i++) {
            if (exclude.get(i).isString() && exclude.get(i).asString().equals(adcode)) {
                return "/exclude/" + i;
            }
        }
        return "/exclude";
    }

    private SitesQuestion understood(String adcode, SitesBody body, List<ParameterError> errors) {
        PlaceReader reader = new PlaceReader(body.crs(), errors);
        List<PlaceReader.Named> candidates = candidates(body, errors);
        JsonNode demand = body.demand();
        List<PlaceReader.Named> places =
                demand == null || demand.isString() ? null : reader.places("/demand", demand, MOST_DEMAND, true);
        List<String> districts = new ArrayList<>();
        List<Geometry> areas = new ArrayList<>();
        exclude(body.exclude(), reader, districts, areas, errors);
        String name = demand != null && demand.isString() ? demand.asString() : null;
        if (body.standard().method() == Method.NETWORK) {
            add(errors, () -> Roads.requireNear(body.standard().standard()));
        }
        return new SitesQuestion(
                adcode,
                body.objective(),
                body.k(),
                body.standard().standard(),
                body.standard().method(),
                body.filter().selection(),
                candidates,
                places,
                name,
                body.hour(),
                body.cellM(),
                districts,
                areas,
                body.minSpacingM(),
                Objects.requireNonNullElse(body.capacity(), Double.POSITIVE_INFINITY),
                body.timeLimitS(),
                body.seed(),
                body.crs());
    }

    /// **Empty**  the cells of the demand are the candidates.
    private static @Nullable List<PlaceReader.Named> candidates(SitesBody body, List<ParameterError> errors) {
        PlaceReader reader = new PlaceReader(Objects.requireNonNullElse(body.candidatesCrs(), body.crs()), errors);
        return switch (body.candidates()) {
            case null -> null;
            case BodyPart.File file -> reader.places("/candidates", file, MOST_CANDIDATES);
            case BodyPart.Json(JsonNode word)
            when word.isString() -> {
                if (!word.asString().equals(CELLS_OF_DEMAND)) {
                    errors.add(new ParameterError("/candidates", "is no word that is known here", CELLS_OF_DEMAND));
                }
                yield null;
            }
            case BodyPart.Json(JsonNode list) -> reader.places("/candidates", list, MOST_CANDIDATES, false);
        };
    }

    private static void exclude(
            @Nullable JsonNode exclude,
            PlaceReader reader,
            List<String> districts,
            List<Geometry> areas,
            List<ParameterError> errors) {
        if (exclude == null) {
            return;
        }
        boolean list = exclude.isArray();
        for (int i = 0; i < (list ? exclude.size() : 1); i++) {
            JsonNode one = list ? exclude.get(i) : exclude;
            String at = list ? "/exclude/" + i : "/exclude";
            if (one.isString() && one.asString().matches("[0-9]{2,12}")) {
                districts.add(one.asString());
            } else if (one.isObject()) {
                areas.addAll(reader.areas(at, one));
            } else {
                errors.add(new ParameterError(at, "is neither an adcode nor a GeoJSON polygon"));
            }
        }
        if (districts.size() > MOST_DISTRICTS) {
            errors.add(new ParameterError("/exclude", "names more than " + MOST_DISTRICTS + " districts"));
        }
    }

    /// The question as a job keeps it: every default written out, lists by their length and checksum.
    private String kept(SitesQuestion question, SitesBody body, @Nullable RoadNetwork network) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("adcode", question.adcode());
        kept.put("objective", question.objective());
        kept.put("k", question.k());
        kept.put("candidates", question.candidates() == null ? CELLS_OF_DEMAND : brief(question.candidates()));
        kept.put("mode", question.standard().mode().code());
        kept.put("minutes", question.standard().minutes());
        kept.put("speed_kmh", question.standard().speedKmh());
        kept.put("detour", question.standard().detour());
        kept.put("method", question.method());
        kept.put("roads", network == null ? null : network.id());
        kept.put("filter", StationFilter.echo(question.serving()));
        kept.put("demand", question.demandPlaces() == null ? question.demandName() : brief(question.demandPlaces()));
        kept.put("hour", question.hour());
        kept.put("cell_m", question.cellM());
        kept.put("exclude", brief(body.exclude()));
        kept.put("min_spacing_m", question.minSpacingMetres());
        kept.put("capacity", body.capacity());
        kept.put("time_limit_s", question.timeLimitSeconds());
        kept.put("seed", question.seed());
        kept.put("crs", question.crs());
        return json.writeValueAsString(kept);
    }

    /// The same places have the same checksum, in whatever form they came.
    private Object brief(List<PlaceReader.Named> places) {
        return brief(places.size(), json.writeValueAsBytes(places));
    }

    private static @Nullable Object brief(@Nullable JsonNode part) {
        if (part == null || part.isString()) {
            return part == null ? null : part.asString();
        }
        int items =
                part.isArray() ? part.size() : Math.max(1, part.path("features").size());
        return brief(items, part.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Object brief(int items, byte[] written) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(written);
            Map<String, Object> kept = new LinkedHashMap<>();
            kept.put("items", items);
            kept.put("sha256", HexFormat.of().formatHex(hash));
            return kept;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
