package dev.yizhan.geo.load;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a station or a district is found by: its own words, and their pinyin in full and by initials.
///
/// `金水区` is found by `金水`, `jinshuiqu` and `jsq`; `绿地` by `lvdi` and `ludi`.
///
/// **Shape**  lower case, full-width letters as plain ones, one space between parts.
/// **Accuracy**  each character by one reading, the one of place names where that is known to differ; a rare place
/// name may still be read otherwise than its people do.
public final class SearchText {

    private static final Pattern GAPS = Pattern.compile("\\s+");
    private static final Pattern TONES = Pattern.compile("[\\p{Mn}&&[^\u0308]]+");

    /// Where ICU's reading of a single character is not the one that place names have.
    private static final Map<Integer, String> IN_PLACE_NAMES = Map.ofEntries(
            entry("地", "di"),
            entry("都", "du"),
            entry("长", "chang"),
            entry("埔", "pu"),
            entry("蚌", "beng"),
            entry("泊", "bo"),
            entry("藏", "zang"));

    /// Words in which a character is read otherwise than by itself; each reading stands for one character.
    private static final Map<String, List<String>> IN_WORDS = Map.of(
            "重庆", List.of("chong", "qing"),
            "厦门", List.of("xia", "men"),
            "番禺", List.of("pan", "yu"),
            "六安", List.of("lu", "an"),
            "银行", List.of("yin", "hang"),
            "支行", List.of("zhi", "hang"),
            "分行", List.of("fen", "hang"));

    /// A whole sentence at a time costs half a millisecond; characters repeat, so their readings are kept.
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
        for (int i = 0; i < plain.length(); i += Character.charCount(plain.codePointAt(i))) {
            int character = plain.codePointAt(i);
            List<String> word = i + 2 <= plain.length() ? IN_WORDS.get(plain.substring(i, i + 2)) : null;
            if (word != null) {
                word.forEach(reading -> append(reading, full, initials));
                i++;
            } else if (Character.isIdeographic(character)) {
                append(READINGS.computeIfAbsent(character, SearchText::reading), full, initials);
            } else if (character != ' ') {
                full.appendCodePoint(character);
                initials.appendCodePoint(character);
            }
        }
        String withUmlaut = full.toString();
        readings.add(withUmlaut.replace("u\u0308", "u"));
        if (withUmlaut.contains("u\u0308")) {
            readings.add(withUmlaut.replace("u\u0308", "v"));
        }
        readings.add(initials.toString());
    }

    private static void append(String reading, StringBuilder full, StringBuilder initials) {
        full.append(reading);
        initials.appendCodePoint(reading.codePointAt(0));
    }

    private static String reading(int character) {
        String ofPlaces = IN_PLACE_NAMES.get(character);
        if (ofPlaces != null) {
            return ofPlaces;
        }
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

    private static Map.Entry<Integer, String> entry(String character, String reading) {
        return Map.entry(character.codePointAt(0), reading);
    }
}
