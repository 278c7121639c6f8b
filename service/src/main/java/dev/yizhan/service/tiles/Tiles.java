package dev.yizhan.service.tiles;

import static dev.yizhan.service.sql.Columns.required;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.tiles.TileQuestion.OfCircles;
import dev.yizhan.service.tiles.TileQuestion.OfDistricts;
import dev.yizhan.service.tiles.TileQuestion.OfStations;
import dev.yizhan.service.web.CurrentDataset;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Wrapped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Draws tiles in the database and keeps them as long as what they show stays the same.
///
/// Districts change when shapes are published, everything else with every publish; so a list of stations that is
/// published leaves the tiles of districts in place. Those who ask for one tile at once wait for one drawing.
///
/// **Cost**   a tile of counties at the widest zoom reads all shapes: seconds, once a version.
/// **Source** districts_tile.sql, stations_tile.sql, circles_tile.sql, gaps_tile.sql, districts_version.sql,
/// tile_bounds.sql.
@Component
@EnableConfigurationProperties(TileSettings.class)
class Tiles implements DisposableBean {

    private static final String DISTRICTS = SqlFile.read(Tiles.class, "districts_tile.sql");
    private static final String STATIONS = SqlFile.read(Tiles.class, "stations_tile.sql");
    private static final String CIRCLES = SqlFile.read(Tiles.class, "circles_tile.sql");
    private static final String GAPS = SqlFile.read(Tiles.class, "gaps_tile.sql");
    private static final String DISTRICTS_VERSION = SqlFile.read(Tiles.class, "districts_version.sql");
    private static final String BOUNDS = SqlFile.read(Tiles.class, "tile_bounds.sql");

    /// From here on each station is a point of its own.
    private static final int SINGLE_FROM = 14;
    /// Cells along the side of a tile: points are some 20 pixels apart at least.
    private static final int CELLS = 24;
    /// So that a tile stays below half a megabyte whatever stands in it.
    private static final int MOST_POINTS = 4000;
    /// Wide maps are drawn on a coarser grid, half a pixel wide: all counties of China have to fit in one tile.
    private static final int COARSE = 1024;

    private static final int FINE = 4096;
    private static final int FINE_FROM = 8;

    /// Which tile it is, and of what.
    private record Key(TileLayer layer, TileAddress address, TileQuestion question, String version) {}

    private record Bounds(TileLayer layer, String version) {}

    private final CurrentDataset current;
    private final TileSettings settings;
    private final ConnectionPool connections;
    private final DatabaseClient database;
    private final AsyncCache<Key, Tile> tiles;
    private final AsyncCache<Bounds, List<Double>> bounds =
            Caffeine.newBuilder().maximumSize(8).buildAsync();
    private final AsyncCache<String, String> districtVersions =
            Caffeine.newBuilder().maximumSize(2).buildAsync();

    Tiles(ConnectionFactory connections, CurrentDataset current, TileSettings settings) {
        this.current = current;
        this.settings = settings;
        ConnectionFactory direct =
                connections instanceof Wrapped<?> pool && pool.unwrap() instanceof ConnectionFactory factory
                        ? factory
                        : connections;
        this.connections = new ConnectionPool(ConnectionPoolConfiguration.builder(direct)
                .initialSize(0)
                .minIdle(0)
                .maxSize(settings.connections())
                .maxAcquireTime(settings.timeout())
                .maxCreateConnectionTime(Duration.ofSeconds(3))
                .maxIdleTime(Duration.ofMinutes(5))
                .postAllocate(connection -> connection.setStatementTimeout(settings.timeout()))
                .build());
        this.database = DatabaseClient.create(this.connections);
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
        if (layer != TileLayer.DISTRICTS) {
            return Mono.just(dataset);
        }
        return Mono.fromFuture(
                () -> districtVersions.get(
                        dataset,
                        (_, _) -> database.sql(DISTRICTS_VERSION)
                                .map(row -> {
                                    String version = row.get("version", String.class);
                                    return version == null ? "0" : version;
                                })
                                .one()
                                .toFuture()),
                true);
    }

    /// The tile of the newest version.
    Mono<Tile> tile(TileLayer layer, TileAddress address, TileQuestion question) {
        return version(layer).flatMap(version -> {
            Key key = new Key(layer, address, timeless(question, address), version);
            return Mono.fromFuture(() -> tiles.get(key, (_, _) -> drawn(key).toFuture()), true);
        });
    }

    /// The question without the version that the client believes in, so that all ask the same.
    private static TileQuestion timeless(TileQuestion question, TileAddress address) {
        return switch (question) {
            case OfDistricts districts -> new OfDistricts(districts.levelAt(address.z()), null);
            case OfStations stations -> new OfStations(stations.network(), stations.tier(), stations.amenity(), null);
            case OfCircles circles ->
                new OfCircles(circles.radiusMetres(), circles.network(), circles.tier(), circles.amenity(), null);
        };
    }

    private Mono<Tile> drawn(Key key) {
        return statement(key)
                .map(Tiles::bytes)
                .one()
                .timeout(settings.timeout())
                .publishOn(Schedulers.boundedElastic())
                .map(mvt -> Tile.of(key.version, mvt));
    }

    private GenericExecuteSpec statement(Key key) {
        return switch (key.question) {
            case OfDistricts districts ->
                placed(DISTRICTS, key.address)
                        .bind("level", districts.levelAt(key.address.z()).name().toLowerCase(Locale.ROOT))
                        .bind("names", districts.levelAt(key.address.z()).isNamedAt(key.address.z()))
                        .bind("extent", key.address.z() < FINE_FROM ? COARSE : FINE);
            case OfStations stations ->
                filtered(placed(STATIONS, key.address), stations.network(), stations.tier(), stations.amenity())
                        .bind("cells", CELLS)
                        .bind("single_from", SINGLE_FROM)
                        .bind("most", MOST_POINTS);
            case OfCircles circles ->
                filtered(
                                placed(key.layer == TileLayer.GAPS ? GAPS : CIRCLES, key.address),
                                circles.network(),
                                circles.tier(),
                                circles.amenity())
                        .bind("radius_m", circles.radiusMetres());
        };
    }

    private GenericExecuteSpec placed(String sql, TileAddress address) {
        return database.sql(sql).bind("z", address.z()).bind("x", address.x()).bind("y", address.y());
    }

    private static GenericExecuteSpec filtered(
            GenericExecuteSpec statement, List<String> networks, List<String> tiers, List<String> amenities) {
        return statement
                .bind("networks", networks.toArray(String[]::new))
                .bind("tiers", tiers.toArray(String[]::new))
                .bind("amenities", amenities.toArray(String[]::new));
    }

    private static byte[] bytes(Readable row) {
        ByteBuffer mvt = row.get("tile", ByteBuffer.class);
        if (mvt == null) {
            return new byte[0];
        }
        byte[] bytes = new byte[mvt.remaining()];
        mvt.get(bytes);
        return bytes;
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

    private Mono<List<Double>> bounds(TileLayer layer, String version) {
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
        return List.of(
                Math.floor(west * 1e4) / 1e4,
                Math.floor(required(row, "south", Double.class) * 1e4) / 1e4,
                Math.ceil(required(row, "east", Double.class) * 1e4) / 1e4,
                Math.ceil(required(row, "north", Double.class) * 1e4) / 1e4);
    }

    @Override
    public void destroy() {
        connections.dispose();
    }
}
