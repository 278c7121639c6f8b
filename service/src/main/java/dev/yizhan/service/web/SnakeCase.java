package dev.yizhan.service.web;

import java.util.Locale;

/// Names on the wire.
final class SnakeCase {

    private SnakeCase() {}

    /// `radiusMetres` → `radius_metres`.
    static String of(String camelCase) {
        StringBuilder snake = new StringBuilder();
        for (char c : camelCase.toCharArray()) {
            if (Character.isUpperCase(c) && !snake.isEmpty()) {
                snake.append('_');
            }
            snake.append(c);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }
}
