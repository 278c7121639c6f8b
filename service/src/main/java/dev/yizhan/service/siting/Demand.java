package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.LonLat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Known demand inside the district.
///
/// **Empty**  `synthetic` where it comes from no dataset, so that it is not told whether its places are
/// real; `hour` where the weights are those of the whole day.
record Demand(
        String source,
        String unit,
        @Nullable Boolean synthetic,
        @Nullable Integer hour,
        List<LonLat> places,
        double[] weights) {}
