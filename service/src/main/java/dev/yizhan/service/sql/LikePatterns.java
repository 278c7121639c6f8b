package dev.yizhan.service.sql;

import dev.yizhan.geo.load.SearchText;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What somebody typed to find a name, as patterns for `like` over a `search_text` column.
///
/// **Shape**  `whole` is the text in the form of the column; `words` has one pattern a word, each of which has to
/// match.
/// **Empty**  no words where nothing was asked.
public record LikePatterns(String whole, List<String> words) {

    public LikePatterns {
        words = List.copyOf(words);
    }

    public static LikePatterns of(@Nullable String question) {
        String whole = question == null ? "" : SearchText.plain(question);
        List<String> words = Stream.of(whole.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> "%" + escaped(word) + "%")
                .toList();
        return new LikePatterns(whole, words);
    }

    /// The pattern that leaves least for a trigram index to look through; null without words.
    public @Nullable String longest() {
        return words.stream().max(Comparator.comparingInt(String::length)).orElse(null);
    }

    /// The whole at the beginning.
    public String beginning() {
        return escaped(whole) + "%";
    }

    /// The whole anywhere.
    public String within() {
        return "%" + escaped(whole) + "%";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
