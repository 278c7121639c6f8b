package dev.yizhan.service.coverage;

import dev.yizhan.service.demand.DemandSnapshot;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.station.StationSnapshot;

/// Stations and demand as of the same publication.
record World(StationSnapshot stations, DemandSnapshot demand) {

    /// The stations that a filter leaves.
    ///
    /// **Errors**  those of [dev.yizhan.service.station.Catalogue#requireKnown].
    Selection selection(StationFilter filter) {
        Selection selection = filter.selection();
        stations.catalogue().requireKnown(selection);
        return selection;
    }
}
