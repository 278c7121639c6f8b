package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.LonLat;
import org.jspecify.annotations.Nullable;

/// A place where a station could be built.
record Candidate(String id, LonLat place, @Nullable String name) {}
