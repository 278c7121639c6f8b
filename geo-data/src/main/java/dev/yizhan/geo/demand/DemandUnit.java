package dev.yizhan.geo.demand;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What weights count, in one spelling, so that the same unit is the same word.
public final class DemandUnit {

    /// The one by which stations are set in relation to those who need them.
    public static final String WORKERS = "workers";

    private static final Pattern UNIT = Pattern.compile("[\\p{L}][\\p{L}\\p{N}_]{0,39}");

    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("人", "people"),
            Map.entry("人口", "people"),
            Map.entry("person", "people"),
            Map.entry("persons", "people"),
            Map.entry("population", "people"),
            Map.entry("worker", WORKERS),
            Map.entry("劳动者", WORKERS),
            Map.entry("从业者", WORKERS),
            Map.entry("小哥", WORKERS),
            Map.entry("骑手", WORKERS),
            Map.entry("单_日", "orders_per_day"),
            Map.entry("单_天", "orders_per_day"),
            Map.entry("orders_day", "orders_per_day"));

    private DemandUnit() {}

    /// The unit that a text means; null when it is no word.
    public static @Nullable String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s/_.-]+", "_");
        String unit = SPELLINGS.getOrDefault(plain, plain);
        return UNIT.matcher(unit).matches() ? unit : null;
    }
}
