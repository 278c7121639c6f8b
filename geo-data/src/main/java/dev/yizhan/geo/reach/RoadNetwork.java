package dev.yizhan.geo.reach;

import com.graphhopper.routing.ev.EnumEncodedValue;
import com.graphhopper.routing.ev.RoadClass;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.shapes.BBox;
import dev.yizhan.geo.measure.BoundingBox;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/// The roads of an extract of OpenStreetMap, ready to be asked how far couriers get on them.
///
/// **Units**    WGS 84; seconds and metres. A standard's speed is that on the ways its mode is made for; all
/// others, and the way on foot beside the roads, are slower or faster in proportion. Its detour says nothing
/// here: the roads do.
/// **Shape**    roads are entered and left at their nearest point, up to [#FARTHEST_ROAD_METRES] away. Areas go no
/// farther beside roads than [#BESIDE_METRES]: who stands within that is told a way in time where the area says so, and
/// farther off (in Porto 15 % of the land) may be told one outside the area.
/// **Blocking** only [#open]; safe for any number of threads.
/// **Source**   GraphHopper 11 with the profiles of [RoadProfiles].
public final class RoadNetwork implements AutoCloseable {

    /// Farther from a road than this, ways over roads say little about a place.
    public static final double FARTHEST_ROAD_METRES = 200;

    /// How far beside a road an isochrone goes, where there is time for it.
    public static final double BESIDE_METRES = 50;

    /// Ways that take longer are not looked for, at the default speeds.
    public static final double LONGEST_SECONDS = 2 * 3600;

    private final String id;
    private final RoadImport roads;

    private RoadNetwork(String id, RoadImport roads) {
        this.id = id;
        this.roads = roads;
    }

    /// The network of an extract, prepared once and kept under `cache`.
    ///
    /// **Cost**   seconds for a city, once; from the cache much less.
    /// **Errors** [RoadsUnavailable], in words for the person who named the file.
    ///
    /// @param osm      `.osm.pbf`, or any other form that GraphHopper reads
    /// @param progress is told what goes on, a line at a time
    public static RoadNetwork open(Path osm, Path cache, Consumer<String> progress) {
        if (!Files.isRegularFile(osm) || !Files.isReadable(osm)) {
            throw new RoadsUnavailable("there is no file " + osm.toAbsolutePath() + " that can be read");
        }
        try {
            String name = RoadCache.name(osm);
            RoadImport roads = new RoadCache(cache).open(osm, name, progress);
            progress.accept(String.format(
                    "roads: %,d between %,d junctions, from %s",
                    roads.getBaseGraph().getEdges(), roads.getBaseGraph().getNodes(), osm.getFileName()));
            return new RoadNetwork(name, roads);
        } catch (RoadsUnavailable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new RoadsUnavailable(osm + " cannot be read as an extract of OpenStreetMap: " + innermost(e), e);
        }
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /// Names the extract and the profiles: areas with the same id are made from the same roads.
    public String id() {
        return id;
    }

    /// A box around all roads: beyond it the network says nothing.
    public Envelope extent() {
        BBox bounds = roads.getBaseGraph().getBounds();
        return new Envelope(bounds.minLon, bounds.maxLon, bounds.minLat, bounds.maxLat);
    }

    /// Stretches of road between two junctions.
    public int roads() {
        return roads.getBaseGraph().getEdges();
    }

    /// The roads of a rank, or of one that matters more, that come near a box or lie in it.
    ///
    /// **Cost**   a microsecond for each road in the box, of whatever rank.
    public List<RoadLine> lines(BoundingBox box, RoadRank least) {
        EnumEncodedValue<RoadClass> classes =
                roads.getEncodingManager().getEnumEncodedValue(RoadClass.KEY, RoadClass.class);
        BitSet seen = new BitSet();
        List<RoadLine> lines = new ArrayList<>();
        roads.getLocationIndex().query(new BBox(box.west(), box.east(), box.south(), box.north()), edge -> {
            if (seen.get(edge)) {
                return;
            }
            seen.set(edge);
            EdgeIteratorState road = roads.getBaseGraph().getEdgeIteratorState(edge, Integer.MIN_VALUE);
            RoadRank rank = RoadRank.of(road.get(classes));
            if (rank.compareTo(least) <= 0) {
                lines.add(
                        new RoadLine(rank, road.fetchWayGeometry(FetchMode.ALL).toLineString(false)));
            }
        });
        return lines;
    }

    /// How far a place is from the nearest road that a mode may use; null where there is none for about a
    /// kilometre.
    public @Nullable Double nearestRoadMetres(LonLat place, Mode mode) {
        RoadSide side = new RoadWays(roads, mode).side(place);
        return side == null ? null : side.offRoadMetres();
    }

    /// Where there are roads at all.
    public BoundingBox bounds() {
        BBox box = roads.getBaseGraph().getBounds();
        return new BoundingBox(box.minLon, box.minLat, box.maxLon, box.maxLat);
    }

    /// The area from which couriers reach a place within the standard's time.
    ///
    /// **Shape**  reached roads and the land nearest to them, no farther than [#BESIDE_METRES] and than the
    /// time that is left on foot; with holes. Nothing crosses where no road does: water, cliffs, motorways.
    /// The area of a shorter time lies inside that of a longer one.
    public RoadArea isochrone(LonLat place, ServiceStandard standard) {
        RoadWays ways = new RoadWays(roads, standard.mode());
        RoadSide side = ways.side(place);
        if (side == null || side.offRoadMetres() > FARTHEST_ROAD_METRES) {
            return new NoRoad(side == null ? null : side.offRoadMetres());
        }
        RoadTimes times = ways.times(List.of(side), limitSeconds(standard));
        double farthestMetres = FARTHEST_ROAD_METRES + standard.minutes() / 60 * standard.speedKmh() * 1000;
        return new Isochrone(
                new IsochroneShape(times, ways, place, cellMetres(standard.mode())).around(place, farthestMetres),
                side.offRoadMetres());
    }

    /// The land in a box from which couriers reach at least one of some places within the standard's time.
    ///
    /// One search from all places and one field over the box, instead of an area for each place and their
    /// union: it holds all that these hold, and a little more where two of them meet in one cell of the grid.
    ///
    /// **Shape**  may stand out of the box by some 100 m; empty where no way leads into the box in time.
    /// Places whose road is too far say nothing: [RoadsReach#roadless] numbers them.
    /// **Cost**   a microsecond for each junction reached and for each road in the box, a tenth for each cell
    /// where roads are; 70 MB at most for the grid, and what the area itself takes.
    /// **Errors** [TooManyCorners] as soon as the area has more than `mostCorners`.
    public RoadsReach reach(List<LonLat> places, ServiceStandard standard, Envelope box, int mostCorners)
            throws TooManyCorners {
        RoadWays ways = new RoadWays(roads, standard.mode());
        List<RoadSide> sides = new ArrayList<>();
        BitSet roadless = new BitSet();
        for (int i = 0; i < places.size(); i++) {
            RoadSide side = ways.side(places.get(i));
            if (side == null || side.offRoadMetres() > FARTHEST_ROAD_METRES) {
                roadless.set(i);
            } else {
                sides.add(side);
            }
        }
        RoadTimes times = ways.times(sides, limitSeconds(standard));
        LonLat middle = new LonLat(box.centre().x, box.centre().y);
        return new RoadsReach(
                new IsochroneShape(times, ways, middle, cellMetres(standard.mode())).in(box, mostCorners), roadless);
    }

    /// At the profile's speeds.
    private static double limitSeconds(ServiceStandard standard) {
        return standard.minutes() * 60 * scale(standard);
    }

    /// Who walks is told apart more finely, over a smaller area.
    static double cellMetres(Mode mode) {
        return switch (mode) {
            case WALK -> 10;
            case EBIKE -> 16;
        };
    }

    /// Seconds at the profile's speeds that are a second at the standard's.
    private static double scale(ServiceStandard standard) {
        return standard.speedKmh() / RoadProfiles.fastestKmh(standard.mode());
    }

    /// What is near a courier in a straight line: how a search over roads gets to know of it.
    ///
    /// **Shape**  nearest first; the same distances at every call.
    public interface Candidates<T> {

        /// The nearest, at most so many.
        List<Candidate<T>> nearest(int count);

        /// All that are no farther than this, in a straight line.
        List<Candidate<T>> within(double metres);
    }

    /// Something at a place, and its distance in a straight line.
    public record Candidate<T>(T what, LonLat place, double straightMetres) {}

    /// How one gets there. `overRoads` is false where no road is near it, or none leads there within
    /// [#LONGEST_SECONDS]: then the length is the straight line's, and the time an estimate from it.
    public record Way<T>(T what, boolean overRoads, double distanceMetres, double durationSeconds) {}

    /// What a courier reaches soonest, in order of time.
    ///
    /// One search outwards from the courier, which stops as soon as nothing unseen can be sooner: what lies
    /// farther than the fastest speed covers in the time of the last one found cannot.
    ///
    /// **Shape**  at most `limit`; what no road leads to comes last; equal times in the candidates' order.
    /// **Empty**  there is no road near the courier.
    public <T> Optional<List<Way<T>>> soonest(
            LonLat courier, ServiceStandard standard, int limit, Candidates<T> candidates) {
        RoadWays ways = new RoadWays(roads, standard.mode());
        RoadWays.Start start = ways.start(courier);
        if (start == null || start.side().offRoadMetres() > FARTHEST_ROAD_METRES) {
            return Optional.empty();
        }
        return Optional.of(new SoonestSearch<>(ways, standard, scale(standard), limit, candidates).run(start));
    }

    /// The lengths of ways from some places, each put beside its road once.
    public RoadLengths lengths(List<LonLat> places, ServiceStandard standard) {
        return new RoadLengths(new RoadWays(roads, standard.mode()), standard, places);
    }

    @Override
    public void close() {
        roads.close();
    }
}
