package dev.yizhan.service.coverage;

import dev.yizhan.service.demand.DemandSnapshot;
import dev.yizhan.service.station.StationSnapshot;

/// Stations and demand as of the same publication.
record World(StationSnapshot stations, DemandSnapshot demand) {}
