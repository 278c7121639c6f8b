package dev.yizhan.service.tiles;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yizhan.geo.measure.BoundingBox;
import dev.yizhan.geo.reach.RoadLine;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.geo.reach.RoadRank;
import dev.yizhan.service.reach.Roads;
import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFeed;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.station.StationSnapshot;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Draws tiles in the database: districts and stations from its tables; circles around the stations of the snapshot,
/// which knows who is open when; roads from the network in memory.
///
/// **Cost**   a tile of counties at the widest zoom reads all shapes: seconds. One of roads at zoom 8 looks at every
/// road in a square of 150 km: a second for a million.
/// **Source** districts_tile.sql, stations_tile.sql, served_tile.sql, roads_tile.sql.
@Component
class TileDrawer {

    private static final String DISTRICTS = SqlFile.read(TileDrawer.class, "districts_tile.sql");
    private static final String STATIONS = SqlFile.read(TileDrawer.class, "stations_tile.sql");
    private static final String SERVED = SqlFile.read(TileDrawer.class, "served_tile.sql");
    private static final String ROADS = SqlFile.read(TileDrawer.class, "roads_tile.sql");

    /// From here on each station is a point of its own.
    private static final int SINGLE_FROM = 14;
    /// Cells along the side of a tile: points are some 20 pixels apart at least.
    private static final int CELLS = 24;
    /// So that a tile stays below half a megabyte whatever stands in it.
    private static final int MOST_POINTS = 4000;

    private static final int MOST_BYTES = 500_000;
    /// Wide maps are drawn on a coarser grid, half a pixel wide: all counties of China have to fit in one tile.
    private static final int COARSE = 1024;

    private static final int FINE = 4096;
    private static final int FINE_FROM = 8;

    private record Chosen(long snapshot, Selection selection) {}

    private final DatabaseClient database;
    private final StationFeed feed;
    private final Roads roads;
    /// A screenful of tiles asks for the same few.
    private final Cache<Chosen, List<StationRow>> chosen =
            Caffeine.newBuilder().maximumSize(4).build();

    TileDrawer(TileConnections connections, StationFeed feed, Roads roads) {
        this.database = DatabaseClient.create(connections.factory());
        this.feed = feed;
        this.roads = roads;
    }

    /// The tile as MVT; no bytes where nothing is to be drawn.
    Mono<byte[]> draw(TileLayer layer, TileAddress address, Drawing drawing) {
        return switch (drawing) {
            case Drawing.Districts districts -> drawn(districts(address, districts));
            case Drawing.Stations stations ->
                off(() -> stations(address, stations)).flatMap(TileDrawer::drawn);
            case Drawing.Served served ->
                off(() -> served(address, served, layer == TileLayer.GAPS)).flatMap(TileDrawer::drawn);
            case Drawing.Roads _ -> {
                RoadNetwork network = roads.network();
                yield network == null ? Mono.just(new byte[0]) : roads(address, network, leastRank(address.z()));
            }
        };
    }

    /// Choosing stations takes milliseconds: too long for a thread that answers others.
    private static Mono<GenericExecuteSpec> off(Supplier<GenericExecuteSpec> statement) {
        return Mono.fromSupplier(statement).subscribeOn(Schedulers.boundedElastic());
    }

    private GenericExecuteSpec placed(String sql, TileAddress address) {
        return database.sql(sql).bind("z", address.z()).bind("x", address.x()).bind("y", address.y());
    }

    /// With the box that a tile reaches in degrees: PostGIS would turn one that touches 180° inside out.
    private GenericExecuteSpec reaching(String sql, TileAddress address) {
        BoundingBox box = address.around(0);
        return placed(sql, address)
                .bind("west", box.west())
                .bind("south", box.south())
                .bind("east", box.east())
                .bind("north", box.north());
    }

    private GenericExecuteSpec districts(TileAddress address, Drawing.Districts drawing) {
        return reaching(DISTRICTS, address)
                .bind("level", drawing.level().name().toLowerCase(Locale.ROOT))
                .bind("names", drawing.level().isNamedAt(address.z()))
                .bind("extent", address.z() < FINE_FROM ? COARSE : FINE);
    }

    private GenericExecuteSpec stations(TileAddress address, Drawing.Stations drawing) {
        Selection which = drawing.which();
        GenericExecuteSpec statement = reaching(STATIONS, address)
                .bind("networks", which.networks().toArray(String[]::new))
                .bind("tiers", which.tiers().toArray(String[]::new))
                .bind("amenities", which.amenities().toArray(String[]::new))
                .bind("cells", CELLS)
                .bind("single_from", SINGLE_FROM)
                .bind("most", MOST_POINTS);
        return which.openAtSecond() == null
                ? statement.bindNull("open", String[].class)
                : statement.bind(
                        "open",
                        near(address.around(0), which).map(StationRow::id).toArray(String[]::new));
    }

    private GenericExecuteSpec served(TileAddress address, Drawing.Served drawing, boolean gaps) {
        List<StationRow> near =
                near(address.around(drawing.radiusMetres()), drawing.by()).toList();
        return reaching(SERVED, address)
                .bind("radius_m", drawing.radiusMetres())
                .bind("gaps", gaps)
                .bind(
                        "lons",
                        near.stream().map(station -> station.location().lon()).toArray(Double[]::new))
                .bind(
                        "lats",
                        near.stream().map(station -> station.location().lat()).toArray(Double[]::new));
    }

    private Stream<StationRow> near(BoundingBox box, Selection selection) {
        StationSnapshot snapshot = feed.snapshot();
        return chosen.get(new Chosen(snapshot.number(), selection), _ -> snapshot.stations(selection)).stream()
                .filter(station -> box.contains(
                        station.location().lon(), station.location().lat()));
    }

    /// What there is room for on a map of this zoom.
    private static RoadRank leastRank(int zoom) {
        return switch (zoom) {
            case 8 -> RoadRank.TRUNK;
            case 9 -> RoadRank.PRIMARY;
            case 10, 11 -> RoadRank.SECONDARY;
            case 12 -> RoadRank.TERTIARY;
            case 13 -> RoadRank.STREET;
            default -> RoadRank.WAY;
        };
    }

    /// Roads of this rank and above; where that is too much, without the least.
    private Mono<byte[]> roads(TileAddress address, RoadNetwork network, RoadRank least) {
        return roads.search(() -> network.lines(address.around(0), least))
                .flatMap(lines -> lines.isEmpty() ? Mono.just(new byte[0]) : drawn(roads(address, lines)))
                .flatMap(mvt -> mvt.length <= MOST_BYTES || least == RoadRank.MOTORWAY
                        ? Mono.just(mvt)
                        : roads(address, network, RoadRank.values()[least.ordinal() - 1]));
    }

    private GenericExecuteSpec roads(TileAddress address, List<RoadLine> lines) {
        WKBWriter writer = new WKBWriter();
        return placed(ROADS, address)
                .bind(
                        "ranks",
                        lines.stream()
                                .map(line -> line.rank().name().toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .bind(
                        "lines",
                        lines.stream()
                                .map(line -> WKBWriter.toHex(writer.write(line.line())))
                                .toArray(String[]::new));
    }

    private static Mono<byte[]> drawn(GenericExecuteSpec statement) {
        return statement.map(TileDrawer::bytes).one();
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
}
