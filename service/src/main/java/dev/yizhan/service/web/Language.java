package dev.yizhan.service.web;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// A language in which answers for people are written.
public enum Language {
    ZH(Locale.SIMPLIFIED_CHINESE),
    EN(Locale.UK);

    /// What a query record says of its `lang`.
    public static final String WORDS =
            "The language of its words: zh or en. What Accept-Language prefers of the two, if not"
                    + " given; Chinese where that names neither.";

    private static final List<String> SPOKEN = List.of("zh", "en");

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /// By its rules numbers and days are written.
    public Locale locale() {
        return locale;
    }

    /// As `Content-Language` and pages name it.
    public String tag() {
        return this == ZH ? "zh-CN" : "en";
    }

    /// The language of an answer: the one asked for, else what the reader's browser prefers, else Chinese.
    public static Language of(@Nullable Language asked, HttpHeaders headers) {
        if (asked != null) {
            return asked;
        }
        String accepted = headers.getFirst(HttpHeaders.ACCEPT_LANGUAGE);
        return accepted != null && "en".equals(Locale.lookupTag(ranges(accepted), SPOKEN)) ? EN : ZH;
    }

    private static List<LanguageRange> ranges(String accepted) {
        try {
            return LanguageRange.parse(accepted);
        } catch (IllegalArgumentException e) {
            // A header that nobody can read asks for nothing.
            return List.of();
        }
    }

    /// What something is called: its name in this language, else in the other, else what it goes by.
    public String name(@Nullable String zh, @Nullable String en, String code) {
        String mine = this == ZH ? zh : en;
        String other = this == ZH ? en : zh;
        return mine != null ? mine : other != null ? other : code;
    }
}
