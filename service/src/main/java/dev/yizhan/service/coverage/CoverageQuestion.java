package dev.yizhan.service.coverage;

import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.station.Selection;
import org.jspecify.annotations.Nullable;

/// What decides the figures of an answer, and nothing else: by this they are kept.
///
/// **Empty**  no parent: everywhere. No level: whatever lies directly below the parent. No cell side:
/// districts. No roads: circles were asked for.
record CoverageQuestion(
        long number,
        ServiceStandard standard,
        @Nullable String roads,
        Selection selection,
        @Nullable String demand,
        @Nullable Integer hour,
        @Nullable String parent,
        @Nullable String level,
        @Nullable Double cellMetres) {

    /// Whether the record keeps the areas of it: a default standard, and all stations that count.
    boolean isKept() {
        return cellMetres == null
                && roads == null
                && standard.equals(ServiceStandard.of(standard.mode()))
                && selection.equals(Selection.ALL);
    }

    Method method() {
        return Reaches.method(roads);
    }
}
