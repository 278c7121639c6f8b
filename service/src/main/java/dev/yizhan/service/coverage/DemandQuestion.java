package dev.yizhan.service.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yizhan.geo.demand.DemandUnit;
import dev.yizhan.service.demand.DemandSet;
import dev.yizhan.service.demand.DemandSnapshot;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The demand that a question is measured by, and the hour whose weights count.
///
/// **Empty**  no set: demand is unknown. No hour: that of the whole day.
record DemandQuestion(@Nullable DemandSet set, @Nullable Integer hour) {

    /// The demand as an answer names it.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Source(
            String dataset,
            @Nullable String titleZh,
            @Nullable String titleEn,
            String unit,

            @Schema(allowableValues = {"real", "synthetic"}) String positions,

            @Schema(
                    description =
                            "The hour of the day whose weights count; null where they are those of the whole day.")
            @Nullable
            Integer hour,

            @Nullable LocalDate asOf) {}

    @Nullable
    Source source() {
        if (set == null) {
            return null;
        }
        DemandSet.About about = set.about();
        return new Source(
                about.name(),
                about.titleZh(),
                about.titleEn(),
                about.unit(),
                about.synthetic() ? "synthetic" : "real",
                hour,
                about.asOf());
    }

    /// The datasets to choose from, where none was chosen.
    List<String> choice(DemandSnapshot snapshot) {
        return set != null
                ? List.of()
                : snapshot.sets().stream().map(other -> other.about().name()).toList();
    }

    @Nullable
    String name() {
        return set == null ? null : set.about().name();
    }

    boolean countsWorkers() {
        return set != null && set.about().unit().equals(DemandUnit.WORKERS);
    }

    /// The demand in a district; null where none is known.
    ///
    /// A dataset that has no point in a district says nothing about it: that is unknown, not zero.
    int @Nullable [] inside(String adcode) {
        if (set == null) {
            return null;
        }
        int[] points = set.inside(adcode);
        return points.length == 0 ? null : points;
    }

    @Nullable
    Double outside() {
        return set == null ? null : set.weight(set.outside(), hour);
    }
}
