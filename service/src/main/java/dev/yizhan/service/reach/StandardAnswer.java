package dev.yizhan.service.reach;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yizhan.geo.reach.ServiceStandard;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// The standard that an answer stands on.
///
/// **Units**  minutes, kilometres an hour; `radiusMetres` is how far it reaches in a straight line.
public record StandardAnswer(
        @Schema(allowableValues = {"walk", "ebike"}) String mode,

        double minutes,
        double speedKmh,
        double detour,

        @Schema(allowableValues = {"circle", "network"}) String method,

        @JsonProperty("radius_m") double radiusMetres) {

    public static StandardAnswer circle(ServiceStandard standard) {
        return of(standard, Method.CIRCLE);
    }

    /// What an answer by this method stands on; over roads the detour and the radius are those of a circle
    /// beside it.
    public static StandardAnswer of(ServiceStandard standard, Method method) {
        return new StandardAnswer(
                standard.mode().code(),
                standard.minutes(),
                standard.speedKmh(),
                standard.detour(),
                method.code(),
                BigDecimal.valueOf(standard.radiusMetres())
                        .setScale(2, RoundingMode.HALF_UP)
                        .doubleValue());
    }
}
