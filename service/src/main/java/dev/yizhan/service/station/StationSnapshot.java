package dev.yizhan.service.station;

import dev.yizhan.geo.index.PointIndex;
import dev.yizhan.geo.index.PointIndex.Hit;
import dev.yizhan.geo.measure.LonLat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Every station that counts, at one dataset version, ready to be asked which are nearest.
/// Immutable: a request that holds one sees no other version, and a newer one is another object.
///
/// **Units**  metres on the WGS 84 ellipsoid.
/// **Blocking**  never; safe for any number of threads.
public final class StationSnapshot {

    /// A station, and its distance from the place that was asked about.
    public record Near(StationRow station, double distanceMetres) {}

    /// Before the first publish.
    static final StationSnapshot EMPTY =
            new StationSnapshot(0, null, List.of(), new Catalogue(Set.of(), Set.of(), Set.of(), Map.of()));

    private final long number;
    private final @Nullable String version;
    private final Catalogue catalogue;
    /// In order of id, so that equal distances are answered in that order.
    private final List<StationRow> stations;
    private final PointIndex index;
    private final Labels networks;
    private final Labels tiers;
    private final Labels districts;
    private final Map<String, BitSet> amenities;

    private StationSnapshot(long number, @Nullable String version, List<StationRow> stations, Catalogue catalogue) {
        this.number = number;
        this.version = version;
        this.catalogue = catalogue;
        this.stations = stations;
        int n = stations.size();
        double[] lon = new double[n];
        double[] lat = new double[n];
        String[] network = new String[n];
        @Nullable String[] tier = new String[n];
        @Nullable String[] district = new String[n];
        amenities = new HashMap<>();
        for (int i = 0; i < n; i++) {
            StationRow station = stations.get(i);
            StationProperties properties = station.properties();
            lon[i] = station.location().lon();
            lat[i] = station.location().lat();
            network[i] = properties.network();
            tier[i] = properties.tier();
            district[i] =
                    properties.district() == null ? null : properties.district().adcode();
            for (String amenity : properties.amenities()) {
                amenities.computeIfAbsent(amenity, _ -> new BitSet(n)).set(i);
            }
        }
        index = PointIndex.of(lon, lat);
        networks = Labels.of(network);
        tiers = Labels.of(tier);
        districts = Labels.of(district);
    }

    /// A snapshot of rows as the record has them; those that do not count are left out.
    public static StationSnapshot of(
            long number, @Nullable String version, Collection<StationRow> rows, Catalogue catalogue) {
        List<StationRow> stations = rows.stream()
                .filter(StationRow::counts)
                .sorted(Comparator.comparing(StationRow::id))
                .toList();
        return new StationSnapshot(number, version, stations, catalogue);
    }

    /// The snapshot after a publish that changed `changes` and nothing else.
    public StationSnapshot patched(
            long newNumber, String newVersion, Collection<StationRow> changes, Catalogue newCatalogue) {
        Map<String, StationRow> byId = new TreeMap<>();
        stations.forEach(station -> byId.put(station.id(), station));
        for (StationRow change : changes) {
            if (change.counts()) {
                byId.put(change.id(), change);
            } else {
                byId.remove(change.id());
            }
        }
        return new StationSnapshot(newNumber, newVersion, List.copyOf(byId.values()), newCatalogue);
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
        return stations;
    }

    /// How many stations count.
    public int size() {
        return stations.size();
    }

    /// The stations of a selection that are closest to a place, nearest first; ties in order of id.
    ///
    /// **Shape**  at most `limit`, none farther than `radiusMetres`; the selection comes before the limit.
    /// **Empty**  nothing in range, or a selection that nothing meets.
    public List<Near> nearest(LonLat place, int limit, double radiusMetres, Selection selection) {
        Hit[] hits = index.nearest(place.lon(), place.lat(), limit, radiusMetres, filter(selection));
        List<Near> near = new ArrayList<>(hits.length);
        for (Hit hit : hits) {
            near.add(new Near(stations.get(hit.point()), hit.distanceMetres()));
        }
        return near;
    }

    private IntPredicate filter(Selection selection) {
        List<IntPredicate> parts = new ArrayList<>();
        for (String amenity : selection.amenities()) {
            BitSet having = amenities.getOrDefault(amenity, new BitSet());
            parts.add(having::get);
        }
        if (!selection.networks().isEmpty()) {
            parts.add(networks.matching(selection.networks()::contains));
        }
        if (!selection.tiers().isEmpty()) {
            parts.add(tiers.matching(selection.tiers()::contains));
        }
        String district = selection.district();
        if (district != null) {
            parts.add(districts.matching(adcode -> catalogue.isWithin(adcode, district)));
        }
        return parts.stream().reduce(IntPredicate::and).orElse(_ -> true);
    }

    /// One label a station out of a small set, such as its network: which label is kept as a number.
    private record Labels(List<String> labels, int[] of) {

        static Labels of(@Nullable String[] labelOf) {
            Map<String, Integer> numbers = new HashMap<>();
            int[] of = new int[labelOf.length];
            Arrays.setAll(of, i -> {
                String label = labelOf[i];
                return label == null ? -1 : numbers.computeIfAbsent(label, _ -> numbers.size());
            });
            String[] labels = new String[numbers.size()];
            numbers.forEach((label, number) -> labels[number] = label);
            return new Labels(List.of(labels), of);
        }

        /// The stations whose label passes; one without a label does not.
        IntPredicate matching(Predicate<String> wanted) {
            BitSet passing = new BitSet(labels.size());
            for (int number = 0; number < labels.size(); number++) {
                passing.set(number, wanted.test(labels.get(number)));
            }
            return station -> of[station] >= 0 && passing.get(of[station]);
        }
    }
}
