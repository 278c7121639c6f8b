package dev.yizhan.service.station;

import dev.yizhan.geo.measure.LonLat;

/// A row of the view `station_answer`.
///
/// **Shape**  `location` is WGS 84; `version` is the number of the publication that last changed
/// the row; a removed row is a tombstone.
public record StationRow(String id, LonLat location, StationProperties properties, long version, boolean removed) {

    /// Whether a courier can be sent there: not removed, and open or not known to be otherwise.
    public boolean counts() {
        return !removed && (properties.status() == null || properties.status().equals("open"));
    }
}
