package dev.yizhan.service.reach;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.geo.reach.RoadsUnavailable;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.station.StationRow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The road network of this process, if it was given an extract, and the areas that stations serve over it.
///
/// The network is read or prepared while the service answers already. Until it is there, or if it never
/// comes, areas are circles, which say why.
/// **Blocking** never; what takes long runs on threads of its own, one for each core.
@Component
public class Roads implements SmartLifecycle, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Roads.class);

    /// Longer ways make areas that take too much memory at once.
    private static final double LONGEST_WAY_METRES = 15_000;

    /// More than an area goes beside the last road, and than that road is from its station.
    private static final double ROADSIDE_METRES = 300;

    private static final String NONE = "no road network is loaded: start the service with YIZHAN_OSM=file.osm.pbf";
    private static final String SOON = "the road network is still being prepared";

    private final String extract;
    private final Path cache;
    private final Isochrones isochrones;
    private final RoadWorkers workers = new RoadWorkers();
    private volatile @Nullable RoadNetwork network;
    private volatile String whyNot;
    private volatile boolean running;

    Roads(
            @Value("${yizhan.roads.extract:}") String extract,
            @Value("${yizhan.roads.home:.yizhan}") String home,
            Isochrones isochrones) {
        this.extract = extract;
        this.cache = Path.of(home).resolve("roads");
        this.isochrones = isochrones;
        this.whyNot = extract.isBlank() ? NONE : SOON;
    }

    /// The network; null while there is none.
    public @Nullable RoadNetwork network() {
        return network;
    }

    /// Why there is no network, for a person to read.
    public String whyNot() {
        return whyNot;
    }

    /// Runs a search over roads that takes some milliseconds to some hundred.
    public <T> Mono<T> search(Callable<T> search) {
        return workers.run(search);
    }

    /// The area that a station serves by a standard: as the record keeps it, else computed.
    ///
    /// **Cost**   over roads some 100 kB on foot and 500 kB by e-bike, and where it is not kept yet, 50 ms and
    /// 300 ms of a core; 5 MB and some seconds for the longest standards.
    /// **Errors** [ProblemException] for a standard that reaches too far over roads.
    public Mono<ServiceArea> serviceArea(StationRow station, ServiceStandard standard, Method method) {
        RoadNetwork roads = network;
        LonLat place = station.location();
        if (method == Method.CIRCLE || roads == null) {
            String reason = method == Method.CIRCLE ? null : whyNot;
            return Mono.fromSupplier(() -> ServiceArea.circle(place, standard, reason));
        }
        requireNear(standard);
        return isochrones.kept(roads, List.of(station), standard).flatMap(kept -> {
            ServiceArea known = kept.get(station.id());
            return known != null
                    ? Mono.just(known)
                    : isochrones
                            .computed(roads, place, standard, workers)
                            .map(area -> ServiceArea.of(area, place, standard));
        });
    }

    /// The areas of some stations that the record keeps, by place; none where no roads are.
    public Mono<Map<LonLat, ServiceArea>> kept(List<StationRow> stations, ServiceStandard standard) {
        RoadNetwork roads = network;
        if (roads == null) {
            return Mono.just(Map.of());
        }
        return isochrones.kept(roads, stations, standard).map(kept -> {
            Map<LonLat, ServiceArea> byPlace = new HashMap<>();
            stations.forEach(station -> {
                ServiceArea area = kept.get(station.id());
                if (area != null) {
                    byPlace.put(station.location(), area);
                }
            });
            return byPlace;
        });
    }

    /// How far from its station an area may reach at most, in a straight line: over roads the detour is not
    /// taken off.
    public static double farthestMetres(ServiceStandard standard, Method method) {
        return switch (method) {
            case CIRCLE -> standard.radiusMetres();
            case NETWORK -> standard.radiusMetres() * standard.detour() + ROADSIDE_METRES;
        };
    }

    /// Refuses a standard that reaches too far over roads.
    public static void requireNear(ServiceStandard standard) {
        double wayMetres = standard.minutes() / 60 * standard.speedKmh() * 1000;
        if (wayMetres > LONGEST_WAY_METRES) {
            throw ProblemException.invalidParameter(
                    "minutes",
                    "with method=network at most " + Math.round(LONGEST_WAY_METRES / 1000)
                            + " km of way; these minutes at this speed are " + Math.round(wayMetres / 100) / 10.0);
        }
    }

    @Override
    public void start() {
        running = true;
        if (!extract.isBlank()) {
            Thread.ofPlatform().daemon().name("roads-prepare").start(this::prepare);
        }
    }

    private void prepare() {
        try {
            RoadNetwork prepared = RoadNetwork.open(Path.of(extract), cache, line -> LOG.info("{}", line));
            if (running) {
                network = prepared;
                isochrones.follow(prepared, workers);
            } else {
                prepared.close();
            }
        } catch (RoadsUnavailable e) {
            whyNot = "the road network cannot be used";
            LOG.error("no roads, circles instead: {}", e.getMessage());
        } catch (OutOfMemoryError e) {
            whyNot = "the road network does not fit into the memory";
            LOG.error(
                    "no roads, circles instead: {} does not fit into a heap of {} MB",
                    extract,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    @Override
    public void stop() {
        running = false;
        isochrones.stop();
        // Searches may still be reading it; what it holds goes with the process.
        network = null;
    }

    /// Only here, not when it stops: what is stopped may be started again.
    @Override
    public void destroy() {
        workers.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
