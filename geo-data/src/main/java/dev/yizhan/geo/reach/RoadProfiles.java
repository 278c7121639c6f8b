package dev.yizhan.geo.reach;

import com.graphhopper.config.Profile;
import com.graphhopper.json.Statement;
import com.graphhopper.json.Statement.Op;
import com.graphhopper.util.CustomModel;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import java.util.List;

/// Where couriers may go and how fast, in the words of GraphHopper's custom models.
///
/// **On foot**  wherever OpenStreetMap's tags let people walk: 5 km/h, 3 km/h on stairs.
/// **By e-bike** the light electric bicycle of GB 17761: 15 km/h on cycleways and on streets, 10 km/h on
/// tracks and paths; 5 km/h, pushing, where one may only walk: pedestrian areas, footways, against a one-way
/// street, where bicycles are forbidden. Never motorways and motor roads, never stairs.
/// **Both**     no ferries, for nobody knows the wait; no private grounds; one-way streets hold for riding,
/// not for walking. Banned turns are not minded: who pushes may turn.
/// **Units**    kilometres an hour at the default speeds of the standards; another speed scales all times.
final class RoadProfiles {

    /// Part of a prepared graph's name, by which areas are kept: change it with anything here that changes the graph
    /// or its times, and with whatever changes areas.
    static final String VERSION = "2";

    private static final double WALK_KMH = 5;
    private static final double RIDE_KMH = 15;
    private static final double TRACK_KMH = 10;

    /// What GraphHopper has to remember of a way.
    static final String ENCODED_VALUES =
            "foot_access, foot_average_speed, bike_access, get_off_bike, road_class, road_environment";

    private RoadProfiles() {}

    static List<Profile> all() {
        return List.of(
                new Profile(Mode.WALK.code()).setCustomModel(walk()),
                new Profile(Mode.EBIKE.code()).setCustomModel(ebike()));
    }

    /// The speed on the ways that the mode is made for.
    static double fastestKmh(Mode mode) {
        return switch (mode) {
            case WALK -> WALK_KMH;
            case EBIKE -> RIDE_KMH;
        };
    }

    /// About as slow as anybody gets on: on mountain trails, and pushing.
    static double slowestMetresASecond(Mode mode) {
        return switch (mode) {
            case WALK -> 2 / 3.6;
            case EBIKE -> WALK_KMH / 3.6;
        };
    }

    /// Metres a second beside the roads, on foot in both modes.
    static double paceMetresASecond() {
        return WALK_KMH / 3.6;
    }

    // A priority is 0 or absent, so that GraphHopper's weight is the travel time.

    private static CustomModel walk() {
        return new CustomModel()
                .setDistanceInfluence(0.0)
                .addToPriority(Statement.If("!foot_access || road_environment == FERRY", Op.MULTIPLY, "0"))
                .addToSpeed(Statement.If("true", Op.LIMIT, "foot_average_speed"))
                .addToSpeed(Statement.If("true", Op.LIMIT, String.valueOf(WALK_KMH)));
    }

    private static CustomModel ebike() {
        return new CustomModel()
                .setDistanceInfluence(0.0)
                .addToPriority(Statement.If(
                        "!bike_access && !foot_access || road_class == STEPS || road_class == MOTORWAY"
                                + " || road_environment == FERRY",
                        Op.MULTIPLY,
                        "0"))
                .addToSpeed(Statement.If("!bike_access || get_off_bike", Op.LIMIT, String.valueOf(WALK_KMH)))
                .addToSpeed(Statement.ElseIf(
                        "road_class == TRACK || road_class == PATH || road_class == BRIDLEWAY",
                        Op.LIMIT,
                        String.valueOf(TRACK_KMH)))
                .addToSpeed(Statement.Else(Op.LIMIT, String.valueOf(RIDE_KMH)));
    }
}
