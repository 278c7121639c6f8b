package dev.yizhan.geo.district;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.MultiPolygon;

/// A district with its shape, as it is published.
///
/// **Units**  WGS 84; square metres on the ellipsoid.
/// **Empty**  `repairChangeSquareMetres` null: the shape was valid. `parent` null: a province.
public record District(
        String adcode,
        String name,
        Level level,
        @Nullable String parent,
        MultiPolygon shape,
        double areaSquareMetres,
        @Nullable Double repairChangeSquareMetres,
        boolean derived) {

    /// The steps of the hierarchy, the widest first.
    public enum Level {
        PROVINCE,
        CITY,
        COUNTY,
        TOWN;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
