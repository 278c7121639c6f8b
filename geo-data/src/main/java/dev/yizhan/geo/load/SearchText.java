package dev.yizhan.geo.load;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a station or a district is found by: its own words, and their pinyin in full and by initials.
///
/// `金水区` is found by `金水`, `jinshuiqu` and `jsq`; `绿地` by `lvdi` and `ludi`.
///
/// **Shape**  lower case, full-width letters as plain ones, one space between parts.
/// **Accuracy**  each character by its most frequent reading: 重庆 is `zhongqing`.
public final class SearchText {

    private static final Pattern GAPS = Pattern.compile("\\s+");
    private static final Pattern TONES = Pattern.compile("[\\p{Mn}&&[^\u0308]]+");

    /// A transliterator keeps state while it works; readings are few and repeat, so they are kept.
    private static final Transliterator HAN_TO_LATIN = Transliterator.getInstance("Han-Latin");

    private static final ConcurrentHashMap<Integer, String> READINGS = new ConcurrentHashMap<>();

    private SearchText() {}

    /// The text to search in, made of the parts that are there.
    public static String of(@Nullable String... parts) {
        List<String> words = new ArrayList<>();
        List<String> readings = new ArrayList<>();
        for (String part : parts) {
            if (part != null && !part.isBlank()) {
                String plain = plain(part);
                words.add(plain);
                addReadings(plain, readings);
            }
        }
        words.addAll(readings);
        return String.join(" ", words);
    }

    /// A text as it is written here: the form in which a question has to be asked, too.
    public static String plain(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return GAPS.matcher(folded).replaceAll(" ").strip();
    }

    private static void addReadings(String plain, List<String> readings) {
        if (plain.codePoints().noneMatch(Character::isIdeographic)) {
            return;
        }
        StringBuilder full = new StringBuilder();
        StringBuilder initials = new StringBuilder();
        plain.codePoints().filter(c -> c != ' ').forEach(c -> {
            if (Character.isIdeographic(c)) {
                String reading = READINGS.computeIfAbsent(c, SearchText::reading);
                full.append(reading);
                initials.appendCodePoint(reading.codePointAt(0));
            } else {
                full.appendCodePoint(c);
                initials.appendCodePoint(c);
            }
        });
        String withUmlaut = full.toString();
        readings.add(withUmlaut.replace("u\u0308", "u"));
        if (withUmlaut.contains("u\u0308")) {
            readings.add(withUmlaut.replace("u\u0308", "v"));
        }
        readings.add(initials.toString());
    }

    private static String reading(int character) {
        String han = Character.toString(character);
        String latin;
        synchronized (HAN_TO_LATIN) {
            latin = HAN_TO_LATIN.transliterate(han);
        }
        String toneless = TONES.matcher(Normalizer.normalize(latin, Normalizer.Form.NFD))
                .replaceAll("")
                .strip();
        return toneless.isEmpty() ? han : toneless;
    }
}
