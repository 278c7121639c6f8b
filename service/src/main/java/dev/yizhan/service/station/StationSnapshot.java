package dev.yizhan.service.station;

import dev.yizhan.geo.hours.Holidays;
import dev.yizhan.geo.hours.OpeningHours.Stretch;
import dev.yizhan.geo.index.PointIndex.Hit;
import dev.yizhan.geo.measure.LonLat;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Every station that counts, at one dataset version, ready to be asked which are nearest.
/// Immutable: a request that holds one sees no other version, and a newer one is another object.
///
/// A publish that changed few stations leaves the great block as it is: what is gone from it is
/// marked, and what is new stands in a small block beside it, until that has grown to a fiftieth
/// and both become one.
///
/// **Units**  metres on the WGS 84 ellipsoid.
/// **Blocking**  never; safe for any number of threads.
public final class StationSnapshot {

    /// A station, its distance from the place that was asked about, and whether it is open; null =
    /// it says no hours.
    public record Near(
            StationRow station,
            double distanceMetres,
            @Nullable Stretch hours) {}

    private static final int SMALL_ENOUGH = 200;
    private static final int SMALL_SHARE = 50;

    /// Before the first publish.
    static final StationSnapshot EMPTY =
            of(0, null, List.of(), new Catalogue(Set.of(), Set.of(), Set.of(), Map.of()), Holidays.NONE);

    private final long number;
    private final @Nullable String version;
    private final Catalogue catalogue;
    private final Holidays holidays;
    private final StationBlock settled;
    /// Numbers of settled stations that are no longer so.
    private final BitSet gone;
    private final StationBlock fresh;

    private StationSnapshot(
            long number,
            @Nullable String version,
            Catalogue catalogue,
            Holidays holidays,
            StationBlock settled,
            BitSet gone,
            StationBlock fresh) {
        this.number = number;
        this.version = version;
        this.catalogue = catalogue;
        this.holidays = holidays;
        this.settled = settled;
        this.gone = gone;
        this.fresh = fresh;
    }

    /// A snapshot of rows as the record has them; those that do not count are left out.
    public static StationSnapshot of(
            long number,
            @Nullable String version,
            Collection<StationRow> rows,
            Catalogue catalogue,
            Holidays holidays) {
        return new StationSnapshot(
                number,
                version,
                catalogue,
                holidays,
                new StationBlock(rows.stream().filter(StationRow::counts).toList(), holidays),
                new BitSet(),
                new StationBlock(List.of(), holidays));
    }

    /// The snapshot after a publish that changed `changes` and nothing else.
    ///
    /// **Cost**   that of the changes, not of the stations, as long as the changes are few.
    public StationSnapshot patched(
            long newNumber, String newVersion, Collection<StationRow> changes, Catalogue newCatalogue) {
        Map<String, StationRow> moving = new HashMap<>();
        fresh.stations().forEach(station -> moving.put(station.id(), station));
        BitSet nowGone = (BitSet) gone.clone();
        for (StationRow change : changes) {
            int was = settled.numberOf(change.id());
            if (was >= 0) {
                nowGone.set(was);
            }
            if (change.counts()) {
                moving.put(change.id(), change);
            } else {
                moving.remove(change.id());
            }
        }
        boolean few =
                Math.max(moving.size(), nowGone.cardinality()) <= Math.max(SMALL_ENOUGH, settled.size() / SMALL_SHARE);
        if (few) {
            return new StationSnapshot(
                    newNumber,
                    newVersion,
                    newCatalogue,
                    holidays,
                    settled,
                    nowGone,
                    new StationBlock(moving.values(), holidays));
        }
        List<StationRow> all = new ArrayList<>(moving.values());
        for (int i = nowGone.nextClearBit(0); i < settled.size(); i = nowGone.nextClearBit(i + 1)) {
            all.add(settled.station(i));
        }
        return of(newNumber, newVersion, all, newCatalogue, holidays);
    }

    /// The number of the newest publication in it; 0 before the first.
    public long number() {
        return number;
    }

    /// The dataset version of every answer made from it; null before the first publish.
    public @Nullable String version() {
        return version;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /// The stations that count, in order of id.
    public List<StationRow> stations() {
        if (gone.isEmpty() && fresh.size() == 0) {
            return settled.stations();
        }
        List<StationRow> all = new ArrayList<>(fresh.stations());
        for (int i = gone.nextClearBit(0); i < settled.size(); i = gone.nextClearBit(i + 1)) {
            all.add(settled.station(i));
        }
        all.sort(Comparator.comparing(StationRow::id));
        return all;
    }

    /// The stations of a selection, in order of id.
    public List<StationRow> stations(Selection selection) {
        if (selection.equals(Selection.ALL)) {
            return stations();
        }
        IntPredicate settledOnes = settled.filter(selection, catalogue);
        IntPredicate freshOnes = fresh.filter(selection, catalogue);
        List<StationRow> all = new ArrayList<>();
        for (int i = gone.nextClearBit(0); i < settled.size(); i = gone.nextClearBit(i + 1)) {
            if (settledOnes.test(i)) {
                all.add(settled.station(i));
            }
        }
        for (int i = 0; i < fresh.size(); i++) {
            if (freshOnes.test(i)) {
                all.add(fresh.station(i));
            }
        }
        all.sort(Comparator.comparing(StationRow::id));
        return all;
    }

    /// How many stations count.
    public int size() {
        return settled.size() - gone.cardinality() + fresh.size();
    }

    /// The stations of a selection that are closest to a place, nearest first; ties in order of id.
    ///
    /// **Shape**  at most `limit`, none farther than `radiusMetres`; the selection comes before the
    /// limit. `hours` are those at `epochSecond`.
    /// **Empty**  nothing in range, or a selection that nothing meets.
    public List<Near> nearest(LonLat place, int limit, double radiusMetres, Selection selection, long epochSecond) {
        IntPredicate selected = settled.filter(selection, catalogue);
        IntPredicate there = gone.isEmpty() ? selected : i -> !gone.get(i) && selected.test(i);
        List<Near> near = new ArrayList<>(Math.min(limit, 16));
        add(settled, settled.nearest(place, limit, radiusMetres, there), epochSecond, near);
        if (fresh.size() > 0) {
            Hit[] hits = fresh.nearest(place, limit, radiusMetres, fresh.filter(selection, catalogue));
            if (hits.length > 0) {
                add(fresh, hits, epochSecond, near);
                near.sort(Comparator.comparingDouble(Near::distanceMetres)
                        .thenComparing(found -> found.station().id()));
                return near.size() > limit ? List.copyOf(near.subList(0, limit)) : near;
            }
        }
        return near;
    }

    private static void add(StationBlock block, Hit[] hits, long epochSecond, List<Near> near) {
        for (Hit hit : hits) {
            near.add(new Near(
                    block.station(hit.point()),
                    hit.distanceMetres(),
                    block.timetable().at(hit.point(), epochSecond)));
        }
    }

    /// The opening hours, in OSM's syntax, that are open at a moment.
    Set<String> hoursOpenAt(long epochSecond) {
        Set<String> open = new HashSet<>(settled.timetable().textsOpenAt(epochSecond));
        open.addAll(fresh.timetable().textsOpenAt(epochSecond));
        return open;
    }

    /// Whether hours are open at a moment, whoever keeps them.
    Stretch hoursAt(String osm, long epochSecond) {
        Stretch known = settled.timetable().at(osm, epochSecond);
        return known != null ? known : Timetable.read(osm, holidays).at(epochSecond);
    }
}
