package dev.yizhan.service.nearest;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.station.OpenAt;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.QueryParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the courier is and what they need.
record NearestQuery(
        @QueryParameter(value = "Longitude of the place, in degrees.", min = -180, max = 180, example = "113.6654")
        double lon,

        @QueryParameter(value = "Latitude of the place, in degrees.", min = -90, max = 90, example = "34.7578")
        double lat,

        @QueryParameter(value = "How many stations at most.", min = 1, max = 100, fallback = "5")
        int limit,

        @QueryParameter(
                name = "radius_m",
                value = "How far to look, in metres, in a straight line also where ways are measured over roads."
                        + " Where nothing is found the search is widened once, to ten times as"
                        + " far and at least 50 km, and says so.",
                min = 0,
                aboveMin = true,
                max = MAX_RADIUS_METRES,
                fallback = "5000")
        double radiusMetres,

        @QueryParameter(value = "Only these networks.", example = "huangpu-15min")
        List<String> network,

        @QueryParameter(value = "Only these tiers.") List<String> tier,

        @QueryParameter(value = "Only stations that have all of these amenities.", example = "drinking_water,toilet")
        List<String> amenity,

        @QueryParameter(value = "Only stations inside this district, an adcode of any level.", example = "440112")
        @Nullable
        String district,

        @QueryParameter(value = OpenAt.WORDS, maxLength = 40, example = "now") @Nullable
        OpenAt openAt,

        @QueryParameter(
                value = "What nearest means: the straight line, or the time on foot or by e-bike. Where roads are"
                        + " loaded, and one is within 200 m of the place, the time is that of the fastest way over them,"
                        + " distance_m is its length and distance_kind says network; else it is estimated from the straight line, and the three"
                        + " order alike.",
                fallback = "distance")
        Rank rank,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {

    /// Half way round the earth, rounded up: farther than any two places are apart.
    static final double MAX_RADIUS_METRES = 20_003_932;

    private static final double WIDENED_AT_LEAST_METRES = 50_000;
    private static final double WIDENED_FACTOR = 10;

    /// By what stations are ordered.
    enum Rank {
        DISTANCE,
        WALK,
        EBIKE;

        /// The standard whose speed and detour turn a straight line into a time.
        ServiceStandard standard() {
            return this == EBIKE ? ServiceStandard.EBIKE : ServiceStandard.WALK;
        }
    }

    /// The place on WGS 84.
    LonLat place() {
        return crs.toWgs84(new LonLat(lon, lat));
    }

    Selection selection() {
        return new Selection(network, tier, amenity, district, openAt == null ? null : openAt.epochSecond());
    }

    /// How far to look when there is nothing within the radius.
    double widenedRadiusMetres() {
        return Math.min(MAX_RADIUS_METRES, Math.max(WIDENED_AT_LEAST_METRES, WIDENED_FACTOR * radiusMetres));
    }
}
