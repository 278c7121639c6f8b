package dev.yizhan.geo.check;

import dev.yizhan.geo.station.PositionQuality;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How good a position is where no column says it: by words in the description, else the same for all.
///
/// **Shape**  the first word that the description holds decides; the usual words come after the caller's.
/// **Empty**  `otherwise` null = unknown.
public record PositionRule(
        Map<String, PositionQuality> words, @Nullable PositionQuality otherwise) {

    /// What lists write about their own points.
    private static final Map<String, PositionQuality> USUAL = usual();

    /// No more than the usual words.
    public static final PositionRule BY_DESCRIPTION = new PositionRule(Map.of(), null);

    public PositionRule {
        Map<String, PositionQuality> all = new LinkedHashMap<>(words);
        USUAL.forEach(all::putIfAbsent);
        words = Collections.unmodifiableMap(all);
    }

    private static Map<String, PositionQuality> usual() {
        Map<String, PositionQuality> usual = new LinkedHashMap<>();
        usual.put("示意点位", PositionQuality.SCHEMATIC);
        usual.put("示意位置", PositionQuality.SCHEMATIC);
        usual.put("坐标已核实", PositionQuality.SURVEYED);
        usual.put("实地核实坐标", PositionQuality.SURVEYED);
        usual.put("地理编码", PositionQuality.GEOCODED);
        return usual;
    }

    @Nullable
    PositionQuality decide(@Nullable String description) {
        if (description != null) {
            for (Map.Entry<String, PositionQuality> word : words.entrySet()) {
                if (description.contains(word.getKey())) {
                    return word.getValue();
                }
            }
        }
        return otherwise;
    }
}
