package dev.yizhan.service.demand;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The datasets of demand that are loaded.
@JsonInclude(JsonInclude.Include.ALWAYS)
record DemandAnswer(
        @Nullable String datasetVersion,

        @Schema(description = "The one that is meant where a question names none; null where that is not plain.")
        @Nullable
        String usual,

        List<Loaded> datasets) {

    /// **Units**  `weight` in `unit`.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Loaded(
            @Schema(description = "What the parameter demand takes.")
            String name,

            @Schema(description = "Its title in Chinese; null where it was loaded without one.") @Nullable
            String titleZh,

            @Schema(description = "Its title in English; null where it was loaded without one.") @Nullable
            String titleEn,

            @Schema(description = "What the weights count: people, workers, orders_per_day …")
            String unit,

            @Schema(
                    description = "Whether its places are real or made up for a demonstration.",
                    allowableValues = {"real", "synthetic"})
            String positions,

            @Nullable LocalDate asOf,
            @Nullable String source,
            int points,
            double weight,

            @Schema(description = "Whether it says how much there is in each hour of a day.")
            boolean hourly,

            Outside outside) {

        static Loaded of(DemandSet set) {
            DemandSet.About about = set.about();
            int[] outside = set.outside();
            return new Loaded(
                    about.name(),
                    about.titleZh(),
                    about.titleEn(),
                    about.unit(),
                    about.synthetic() ? "synthetic" : "real",
                    about.asOf(),
                    about.source(),
                    set.size(),
                    set.weight(IntStream.range(0, set.size()).toArray(), null),
                    set.hasHours(),
                    new Outside(outside.length, set.weight(outside, null)));
        }
    }

    /// What lies in no district that has a shape.
    record Outside(int points, double weight) {}
}
