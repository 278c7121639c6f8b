package dev.yizhan.service.tiles;

import dev.yizhan.service.station.OpenAt;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.QueryParameter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What a client asks to be drawn in a tile, beside its place.
sealed interface TileQuestion {

    String VERSION_WORDS =
            "The version from the TileJSON; a tile asked for by the version that is current may be kept for"
                    + " good. It chooses nothing: tiles are always of the newest version.";

    /// The version that the client believes to be current.
    @Nullable
    String v();

    /// What is drawn at a zoom.
    Drawing drawing(int zoom);

    /// Whether the same address asks the same tomorrow; "open now" does not.
    default boolean isLasting() {
        return true;
    }

    /// Districts of one level.
    record OfDistricts(
            @QueryParameter("The level to draw; from province to county as the zoom grows, where it is not given.")
            @Nullable
            Level level,

            @QueryParameter(value = VERSION_WORDS, maxLength = 64, example = "9-1b74af84") @Nullable
            String v)
            implements TileQuestion {

        /// The level that is asked for, else the one that fits the zoom.
        @Override
        public Drawing drawing(int zoom) {
            if (level != null) {
                return new Drawing.Districts(level);
            }
            return new Drawing.Districts(zoom < 5 ? Level.PROVINCE : zoom < 7 ? Level.CITY : Level.COUNTY);
        }
    }

    /// The steps of the hierarchy, the widest first.
    enum Level {
        PROVINCE(0),
        CITY(5),
        COUNTY(7),
        TOWN(10);

        private final int namedFrom;

        Level(int namedFrom) {
            this.namedFrom = namedFrom;
        }

        /// Whether there is room for their names.
        boolean isNamedAt(int zoom) {
            return zoom >= namedFrom;
        }
    }

    /// Stations.
    record OfStations(
            StationFilter filter,

            @QueryParameter(value = VERSION_WORDS, maxLength = 64, example = "9-1b74af84") @Nullable
            String v)
            implements TileQuestion {

        @Override
        public Drawing drawing(int zoom) {
            return new Drawing.Stations(filter.selection());
        }

        @Override
        public boolean isLasting() {
            return lasting(filter);
        }
    }

    /// The circles of stations, or what they leave over.
    record OfCircles(
            @QueryParameter(
                    name = "radius_m",
                    value = "Radius of the circles, in metres; an answer about coverage names that of its standard.",
                    fallback = "1000",
                    min = 50,
                    max = 20_000)
            double radiusMetres,

            StationFilter filter,

            @QueryParameter(value = VERSION_WORDS, maxLength = 64, example = "9-1b74af84") @Nullable
            String v)
            implements TileQuestion {

        @Override
        public Drawing drawing(int zoom) {
            return new Drawing.Served(radiusMetres, filter.selection());
        }

        @Override
        public boolean isLasting() {
            return lasting(filter);
        }
    }

    /// Roads.
    record OfRoads(
            @QueryParameter(value = VERSION_WORDS, maxLength = 64, example = "84c1d2e0a9b7f653-2") @Nullable
            String v) implements TileQuestion {

        @Override
        public Drawing drawing(int zoom) {
            return new Drawing.Roads();
        }
    }

    /// A short word for what is drawn, the same for the same drawing in every process: tiles of one place and one
    /// version
    /// differ by it. A map that is given another question keeps the tile it has where the tag has not changed.
    static String code(TileLayer layer, Drawing drawing) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((layer.code() + drawing).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean lasting(StationFilter filter) {
        OpenAt openAt = filter.openAt();
        return openAt == null || openAt.time() != null;
    }
}
