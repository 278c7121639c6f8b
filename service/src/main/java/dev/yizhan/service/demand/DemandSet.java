package dev.yizhan.service.demand;

import dev.yizhan.geo.demand.DemandPoint;
import dev.yizhan.geo.measure.LonLat;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All demand of one dataset at one version. Immutable.
///
/// **Units**  degrees on WGS 84; weights in [About#unit].
/// **Shape**  points are numbers from 0 to [#size], those of a district beside each other.
/// **Cost**  32 bytes a point and its id; 192 more where it has a profile of the day.
public final class DemandSet {

    /// What is known about the dataset.
    ///
    /// **Empty**  a title that nobody gave is null.
    public record About(
            String name,
            @Nullable String titleZh,
            @Nullable String titleEn,
            String unit,
            boolean synthetic,
            @Nullable LocalDate asOf,
            @Nullable String source) {}

    /// A point as it was read; a district of null is outside every district.
    record Read(
            String id,
            double lon,
            double lat,
            double weight,
            double @Nullable [] hourly,
            @Nullable String district) {}

    private record Range(int from, int to) {}

    private static final String OUTSIDE = "";

    private final About about;
    private final String[] ids;
    private final double[] lon;
    private final double[] lat;
    private final double[] weight;
    private final double @Nullable [][] hourly;
    private final Map<String, Range> byDistrict = new HashMap<>();
    private final Map<String, @Nullable String> parents;

    /// @param points  those of a district beside each other
    /// @param parents leads from an adcode to the one above it
    DemandSet(About about, List<Read> points, Map<String, @Nullable String> parents) {
        this.about = about;
        this.parents = parents;
        ids = points.stream().map(Read::id).toArray(String[]::new);
        lon = points.stream().mapToDouble(Read::lon).toArray();
        lat = points.stream().mapToDouble(Read::lat).toArray();
        weight = points.stream().mapToDouble(Read::weight).toArray();
        hourly = points.stream().anyMatch(point -> point.hourly != null)
                ? points.stream().map(Read::hourly).toArray(double[][]::new)
                : null;
        for (int from = 0; from < ids.length; ) {
            String district = points.get(from).district;
            int to = from + 1;
            while (to < ids.length && java.util.Objects.equals(points.get(to).district, district)) {
                to++;
            }
            byDistrict.put(district == null ? OUTSIDE : district, new Range(from, to));
            from = to;
        }
    }

    public About about() {
        return about;
    }

    public int size() {
        return ids.length;
    }

    public String id(int point) {
        return ids[point];
    }

    public double lon(int point) {
        return lon[point];
    }

    public double lat(int point) {
        return lat[point];
    }

    /// Whether any point has a profile of the day.
    public boolean hasHours() {
        return hourly != null;
    }

    /// How much there is at a point, at an hour of the day (0 to 23) where one is asked and known.
    public double weight(int point, @Nullable Integer hour) {
        if (hour != null && hourly != null) {
            double[] day = hourly[point];
            return day == null ? weight[point] : day[hour];
        }
        return weight[point];
    }

    /// The points in a district and in those below it.
    public int[] inside(String adcode) {
        return byDistrict.entrySet().stream()
                .filter(home -> isWithin(home.getKey(), adcode))
                .map(Map.Entry::getValue)
                .flatMapToInt(range -> IntStream.range(range.from, range.to))
                .sorted()
                .toArray();
    }

    /// The points in no district that has a shape.
    public int[] outside() {
        Range range = byDistrict.get(OUTSIDE);
        return range == null
                ? new int[0]
                : IntStream.range(range.from, range.to).toArray();
    }

    /// The weight of some of the points together.
    public double weight(int[] points, @Nullable Integer hour) {
        return Arrays.stream(points).mapToDouble(point -> weight(point, hour)).sum();
    }

    /// The points in a district and in those below it, each with its weight at the hour.
    public List<DemandPoint> points(String adcode, @Nullable Integer hour) {
        return Arrays.stream(inside(adcode))
                .mapToObj(i -> DemandPoint.of(ids[i], new LonLat(lon[i], lat[i]), weight(i, hour), about.unit))
                .toList();
    }

    private boolean isWithin(String district, String ancestor) {
        String at = district;
        // No hierarchy is deeper than town, county, city, province; the bound keeps a circular file
        // from hanging us.
        for (int step = 0; at != null && step < 8; step++) {
            if (at.equals(ancestor)) {
                return true;
            }
            at = parents.get(at);
        }
        return false;
    }
}
