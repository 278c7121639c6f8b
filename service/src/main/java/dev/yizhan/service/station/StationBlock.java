package dev.yizhan.service.station;

import dev.yizhan.geo.hours.Holidays;
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
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Stations in order of id, with what it takes to find the nearest of a selection: an index of
/// their places, and by number of station its labels, amenities and hours. Immutable.
final class StationBlock {

    private final List<StationRow> stations;
    private final PointIndex index;
    private final Labels networks;
    private final Labels tiers;
    private final Labels districts;
    private final Map<String, BitSet> amenities = new HashMap<>();
    private final Timetable timetable;

    StationBlock(Collection<StationRow> rows, Holidays holidays) {
        stations = rows.stream().sorted(Comparator.comparing(StationRow::id)).toList();
        int n = stations.size();
        double[] lon = new double[n];
        double[] lat = new double[n];
        String[] network = new String[n];
        @Nullable String[] tier = new String[n];
        @Nullable String[] district = new String[n];
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
        // Beside the rest: at a start both cores wait for it.
        CompletableFuture<PointIndex> indexing = CompletableFuture.supplyAsync(() -> PointIndex.of(lon, lat));
        networks = Labels.of(network);
        tiers = Labels.of(tier);
        districts = Labels.of(district);
        timetable = Timetable.of(stations, holidays);
        index = indexing.join();
    }

    int size() {
        return stations.size();
    }

    List<StationRow> stations() {
        return stations;
    }

    StationRow station(int number) {
        return stations.get(number);
    }

    Timetable timetable() {
        return timetable;
    }

    /// The number of the station with an id; negative if it is not here.
    int numberOf(String id) {
        int low = 0;
        int high = stations.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = stations.get(middle).id().compareTo(id);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /// The numbers of the stations nearest to a place that pass the filter, with their distances;
    /// ties in order of id.
    Hit[] nearest(LonLat place, int limit, double radiusMetres, IntPredicate filter) {
        return index.nearest(place.lon(), place.lat(), limit, radiusMetres, filter);
    }

    /// Tells by number whether a station belongs to a selection.
    IntPredicate filter(Selection selection, Catalogue catalogue) {
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
        // The hours last: they cost the most to look at.
        Long openAt = selection.openAtSecond();
        if (openAt != null) {
            parts.add(timetable.openAt(openAt));
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
