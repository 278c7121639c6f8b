package dev.yizhan.service.station;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yizhan.service.web.QueryParameter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of the stations that count are meant, in a question about what they serve: the rest might as well not be
/// there.
public record StationFilter(
        @QueryParameter(
                value = "Only stations of these networks, any of them; /v1/networks lists the codes.",
                maxLength = 64,
                example = "huangpu")
        List<String> network,

        @QueryParameter(value = "Only stations of these tiers, any of them.", maxLength = 64)
        List<String> tier,

        @QueryParameter(
                value = "Only stations that offer all of these; /v1/amenities lists the codes. So one finds where no"
                        + " toilet is near.",
                maxLength = 64,
                example = "toilet")
        List<String> amenity,

        @QueryParameter(
                value = "Only stations that are known to be open then: now, or a time such as"
                        + " 2026-05-01T02:00:00+08:00.",
                maxLength = 40,
                example = "now")
        @Nullable
        OpenAt openAt) {

    private static final ZoneId LOCAL_TIME = ZoneId.of("Asia/Shanghai");
    private static final long MINUTE = 60;

    /// The filter as an answer repeats it.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Echo(
            List<String> network,
            List<String> tier,
            List<String> amenity,
            @Nullable OffsetDateTime openAt) {}

    /// Hours begin and end on full minutes, so a question asked twice in a minute is the same question.
    public Selection selection() {
        return new Selection(
                sorted(network),
                sorted(tier),
                sorted(amenity),
                null,
                openAt == null ? null : Math.floorDiv(openAt.epochSecond(), MINUTE) * MINUTE);
    }

    private static List<String> sorted(List<String> words) {
        return words.stream().distinct().sorted().toList();
    }

    public static Echo echo(Selection selection) {
        Long openAt = selection.openAtSecond();
        return new Echo(
                selection.networks(), selection.tiers(), selection.amenities(), openAt == null ? null : local(openAt));
    }

    /// The hour of the day, local time, at which the stations have to be open; null where no time is
    /// asked.
    public static @Nullable Integer hour(Selection selection) {
        Long openAt = selection.openAtSecond();
        return openAt == null ? null : local(openAt).getHour();
    }

    private static OffsetDateTime local(long epochSecond) {
        return Instant.ofEpochSecond(epochSecond).atZone(LOCAL_TIME).toOffsetDateTime();
    }
}
