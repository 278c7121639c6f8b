package dev.yizhan.service.tiles;

import static dev.yizhan.service.sql.Columns.required;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yizhan.geo.measure.BoundingBox;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.reach.Roads;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.web.CurrentDataset;
import io.r2dbc.spi.Readable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Keeps tiles as long as what they show stays the same.
///
/// Districts change when shapes are published, roads with the extract, everything else with every publish; so a list of
/// stations that is published leaves the tiles of districts in place. Those who ask for one tile at once wait for one
/// drawing.
///
/// **Source** districts_version.sql, tile_bounds.sql.
@Component
@EnableConfigurationProperties(TileSettings.class)
class Tiles {

    private static final String DISTRICTS_VERSION = SqlFile.read(Tiles.class, "districts_version.sql");
    private static final String BOUNDS = SqlFile.read(Tiles.class, "tile_bounds.sql");

    /// The version of what is not there.
    private static final String NOTHING = "0";

    /// Which tile it is, and of what.
    private record Key(TileLayer layer, TileAddress address, Drawing drawing, String version) {}

    private record Bounds(TileLayer layer, String version) {}

    private final CurrentDataset current;
    private final Roads roads;
    private final TileSettings settings;
    private final TileDrawer drawer;
    private final DatabaseClient database;
    private final AsyncCache<Key, Tile> tiles;
    private final AsyncCache<Bounds, List<Double>> bounds =
            Caffeine.newBuilder().maximumSize(8).buildAsync();
    private final AsyncCache<String, String> districtVersions =
            Caffeine.newBuilder().maximumSize(2).buildAsync();

    Tiles(TileConnections connections, CurrentDataset current, Roads roads, TileSettings settings, TileDrawer drawer) {
        this.current = current;
        this.roads = roads;
        this.settings = settings;
        this.drawer = drawer;
        this.database = DatabaseClient.create(connections.factory());
        this.tiles = Caffeine.newBuilder()
                .maximumWeight(settings.cache().toBytes())
                .weigher((Key _, Tile tile) -> tile.weight())
                .buildAsync();
    }

    /// The version of what a layer shows, which its tiles are tagged with.
    ///
    /// **Errors** [ProblemException#notReady] before the first publish.
    Mono<String> version(TileLayer layer) {
        String dataset = current.version();
        if (dataset == null) {
            return Mono.error(ProblemException::notReady);
        }
        return switch (layer) {
            case DISTRICTS -> districtVersion(dataset);
            case ROADS -> {
                RoadNetwork network = roads.network();
                yield Mono.just(network == null ? NOTHING : network.id());
            }
            case STATIONS, CIRCLES, GAPS -> Mono.just(dataset);
        };
    }

    private Mono<String> districtVersion(String dataset) {
        return Mono.fromFuture(
                () -> districtVersions.get(
                        dataset,
                        (_, _) -> database.sql(DISTRICTS_VERSION)
                                .map(row -> {
                                    String version = row.get("version", String.class);
                                    return version == null ? NOTHING : version;
                                })
                                .one()
                                .toFuture()),
                true);
    }

    /// The tile of the newest version.
    Mono<Tile> tile(TileLayer layer, TileAddress address, TileQuestion question) {
        return version(layer).flatMap(version -> {
            Key key = new Key(layer, address, question.drawing(address.z()), version);
            return Mono.fromFuture(() -> tiles.get(key, (_, _) -> drawn(key).toFuture()), true);
        });
    }

    private Mono<Tile> drawn(Key key) {
        return drawer.draw(key.layer, key.address, key.drawing)
                .timeout(settings.timeout())
                .publishOn(Schedulers.boundedElastic())
                .map(mvt -> Tile.of(key.version, mvt));
    }

    /// What a map needs to know of a layer.
    ///
    /// @param address of a tile, with `{z}`, `{x}` and `{y}` in it and its question, without a version
    Mono<TileJson> describe(TileLayer layer, String address) {
        return version(layer)
                .flatMap(version -> bounds(layer, version)
                        .map(box -> new TileJson(
                                "3.0.0",
                                "yizhan " + layer.code(),
                                List.of(address + (address.contains("?") ? "&v=" : "?v=") + version),
                                layer.minZoom(),
                                layer.maxZoom(),
                                box.isEmpty() ? null : box,
                                layer.sublayers(),
                                version,
                                current.version())));
    }

    /// **Empty**  nothing is to be drawn.
    private Mono<List<Double>> bounds(TileLayer layer, String version) {
        if (layer == TileLayer.ROADS) {
            RoadNetwork network = roads.network();
            return Mono.just(network == null ? List.of() : box(network.bounds()));
        }
        String what = layer == TileLayer.DISTRICTS || layer == TileLayer.GAPS ? "districts" : "stations";
        return Mono.fromFuture(
                () -> bounds.get(
                        new Bounds(layer, version),
                        (_, _) -> database.sql(BOUNDS)
                                .bind("layer", what)
                                .map(Tiles::box)
                                .one()
                                .toFuture()),
                true);
    }

    private static List<Double> box(Readable row) {
        @Nullable Double west = row.get("west", Double.class);
        if (west == null) {
            return List.of();
        }
        return box(new BoundingBox(
                west,
                required(row, "south", Double.class),
                required(row, "east", Double.class),
                required(row, "north", Double.class)));
    }

    private static List<Double> box(BoundingBox box) {
        return List.of(
                Math.floor(box.west() * 1e4) / 1e4,
                Math.floor(box.south() * 1e4) / 1e4,
                Math.ceil(box.east() * 1e4) / 1e4,
                Math.ceil(box.north() * 1e4) / 1e4);
    }
}
