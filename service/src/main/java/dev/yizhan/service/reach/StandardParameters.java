package dev.yizhan.service.reach;

import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import dev.yizhan.service.web.QueryParameter;
import org.jspecify.annotations.Nullable;

/// A service standard as queries say it; every call about reach takes the same words.
public record StandardParameters(
        @QueryParameter(value = "How couriers travel.", fallback = "walk")
        Mode mode,

        @QueryParameter(
                value = "Travel time, in minutes; 15 if not given.",
                min = 0,
                aboveMin = true,
                max = 60,
                example = "15")
        @Nullable
        Double minutes,

        @QueryParameter(
                value = "Speed, in kilometres an hour; that of the mode if not given: 5 on foot, 15 by e-bike.",
                min = 0,
                aboveMin = true,
                max = 50,
                example = "5")
        @Nullable
        Double speedKmh,

        @QueryParameter(
                value = "Length of the way over the straight line; that of the mode if not given: 1.25 on foot,"
                        + " 1.35 by e-bike.",
                min = 1,
                max = 5,
                example = "1.25")
        @Nullable
        Double detour,

        @QueryParameter(
                value = "How areas are drawn: a circle, or over roads. Over roads the detour says nothing, speed is"
                        + " that on the ways made for the mode, and minutes at this speed are at most 15 km.",
                fallback = "circle")
        Method method) {

    /// The standard of the mode, changed where the query says so.
    public ServiceStandard standard() {
        ServiceStandard usual = ServiceStandard.of(mode);
        return new ServiceStandard(
                mode,
                minutes == null ? usual.minutes() : minutes,
                speedKmh == null ? usual.speedKmh() : speedKmh,
                detour == null ? usual.detour() : detour);
    }
}
