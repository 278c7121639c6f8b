package dev.yizhan.geo.station;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// One amenity at one station, with what it costs and on what condition where that is known.
///
/// **Units**  `priceCny` in yuan; null = not stated, 0 = free of charge.
public record Offer(
        String amenity,
        @Nullable BigDecimal priceCny,
        @Nullable String condition) {}
