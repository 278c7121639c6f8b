package dev.yizhan.service.coverage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.station.StationSnapshot;
import java.util.List;
import org.springframework.stereotype.Component;

/// The stations that serve in a question, indexed at the first question about them.
///
/// **Cost**  some hundred bytes a station and selection; the few selections asked about last are kept.
@Component
class ServingPlaces {

    private static final int KEPT = 6;

    private record Key(long number, Selection selection) {}

    private final Cache<Key, Places> places =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /// **Blocking**  while they are indexed: for worker threads.
    Places of(StationSnapshot stations, Selection selection) {
        return places.get(new Key(stations.number(), selection), _ -> places(stations.stations(selection)));
    }

    static Places places(List<StationRow> stations) {
        return new Places(
                stations.stream().map(StationRow::id).toList(),
                stations.stream().map(StationRow::location).toList());
    }
}
