package dev.yizhan.service.tiles;

import dev.yizhan.service.web.QueryParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be drawn in a tile, beside its place. Equal questions have equal tiles.
sealed interface TileQuestion {

    String VERSION_WORDS =
            "The version from the TileJSON; a tile asked for by the version that is current may be kept for"
                    + " good. It chooses nothing: tiles are always of the newest version.";

    /// The version that the client believes to be current.
    @Nullable
    String v();

    /// Districts of one level.
    record OfDistricts(
            @QueryParameter("The level to draw; from province to county as the zoom grows, where it is not given.")
            @Nullable
            Level level,

            @QueryParameter(value = VERSION_WORDS, maxLength = 64, example = "9-1b74af84") @Nullable
            String v)
            implements TileQuestion {

        /// The level that fits a zoom, unless one is asked for.
        Level levelAt(int zoom) {
            if (level != null) {
                return level;
            }
            return zoom < 5 ? Level.PROVINCE : zoom < 7 ? Level.CITY : Level.COUNTY;
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
            @QueryParameter(
                    value = "Only stations of these networks, any of them; /v1/networks lists the codes.",
                    maxLength = 64,
                    example = "huangpu")
            List<String> network,

            @QueryParameter(value = "Only stations of these tiers, any of them.", maxLength = 64)
            List<String> tier,

            @QueryParameter(
                    value = "Only stations that offer all of these; /v1/amenities lists the codes.",
                    maxLength = 64,
                    example = "toilet")
            List<String> amenity,

            @QueryParameter(value = VERSION_WORDS, maxLength = 64, example = "9-1b74af84") @Nullable
            String v)
            implements TileQuestion {}

    /// The circles of stations, or what they leave over.
    record OfCircles(
            @QueryParameter(
                    name = "radius_m",
                    value = "Radius of the circles, in metres; an answer about coverage names that of its standard.",
                    fallback = "1000",
                    min = 50,
                    max = 20_000)
            double radiusMetres,

            @QueryParameter(
                    value = "Only stations of these networks, any of them; /v1/networks lists the codes.",
                    maxLength = 64,
                    example = "huangpu")
            List<String> network,

            @QueryParameter(value = "Only stations of these tiers, any of them.", maxLength = 64)
            List<String> tier,

            @QueryParameter(
                    value = "Only stations that offer all of these; /v1/amenities lists the codes.",
                    maxLength = 64,
                    example = "toilet")
            List<String> amenity,

            @QueryParameter(value = VERSION_WORDS, maxLength = 64, example = "9-1b74af84") @Nullable
            String v)
            implements TileQuestion {}
}
