package dev.yizhan.service.web;

import dev.yizhan.service.problem.ParameterError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The commonest mistake with coordinates, told instead of left to be found.
final class Coordinates {

    private Coordinates() {}

    /// Where `lat` cannot be a latitude but the two would fit the other way round, says so.
    static void explainSwap(
            Map<String, @Nullable Object> values, Map<String, List<String>> given, List<ParameterError> errors) {
        if (!(values.get("lon") instanceof Double lon) || Math.abs(lon) > 90) {
            return;
        }
        List<String> lat = given.getOrDefault("lat", List.of());
        for (int at = 0; at < errors.size(); at++) {
            ParameterError error = errors.get(at);
            if (error.parameter().equals("lat")
                    && error.suggestion() == null
                    && lat.size() == 1
                    && isLongitude(lat.getFirst())) {
                errors.set(
                        at,
                        new ParameterError(
                                "lat",
                                error.detail() + "; longitude and latitude look swapped",
                                "lon=" + lat.getFirst() + "&lat="
                                        + given.getOrDefault("lon", List.of("")).getFirst()));
            }
        }
    }

    private static boolean isLongitude(String raw) {
        try {
            double value = Double.parseDouble(raw);
            return Math.abs(value) > 90 && Math.abs(value) <= 180;
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
