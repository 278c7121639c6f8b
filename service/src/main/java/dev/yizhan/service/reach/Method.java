package dev.yizhan.service.reach;

import java.util.Locale;

/// How an area that a station serves is drawn.
public enum Method {
    /// What the standard reaches in a straight line, shortened by its detour.
    CIRCLE,
    /// What it reaches over roads.
    NETWORK;

    /// The word in queries and answers.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
