package dev.yizhan.geo.demand;

import dev.yizhan.geo.measure.LonLat;
import java.util.List;

/// A place with a weight: a depot and its riders, a cell of a grid and its people.
///
/// **Units**  `weight` in `unit` (people, workers, orders_per_day …), 0 or more; `hourly` in the same unit, one
/// for each hour of a day in local time.
/// **Shape**  `id` is unique in its dataset and stable from file to file.
/// **Empty**  no hours: the weight is the same at all of them.
public record DemandPoint(String id, LonLat place, double weight, String unit, List<Double> hourly) {

    public static final int HOURS = 24;

    public DemandPoint {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a weight is 0 or more, not " + weight);
        }
        if (!hourly.isEmpty() && hourly.size() != HOURS) {
            throw new IllegalArgumentException("a day has 24 hours, not " + hourly.size());
        }
        hourly = List.copyOf(hourly);
    }

    /// The same weight at all hours.
    public static DemandPoint of(String id, LonLat place, double weight, String unit) {
        return new DemandPoint(id, place, weight, unit, List.of());
    }
}
