package dev.yizhan.service.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How one value is read from its text.
///
/// **Errors**  IllegalArgumentException, whose message goes to the client behind the parameter's name.
final class QueryValue {

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,4})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");

    private QueryValue() {}

    /// The reader for a type; a programming fault if there is none, found when the server starts.
    static Function<String, Object> readerFor(Class<?> type) {
        if (type == double.class || type == Double.class) {
            return QueryValue::decimal;
        }
        if (type == int.class || type == Integer.class) {
            return QueryValue::whole;
        }
        if (type == long.class || type == Long.class) {
            return QueryValue::longWhole;
        }
        if (type == boolean.class || type == Boolean.class) {
            return QueryValue::yesOrNo;
        }
        if (type == String.class) {
            return text -> text;
        }
        if (type == JsonNode.class || type == BodyPart.class) {
            return QueryValue::json;
        }
        if (type == OffsetDateTime.class) {
            return QueryValue::time;
        }
        if (type.isEnum()) {
            return text -> choice(type, text);
        }
        return parserOf(type);
    }

    /// The words of an enum as they stand in a query.
    static List<String> choices(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Double decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a number");
        }
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("is too large for a number");
        }
        return value;
    }

    private static Integer whole(String text) {
        long value = longWhole(text);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("is too large");
        }
        return (int) value;
    }

    private static Long longWhole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    DECIMAL.matcher(text).matches() && isLong(text) ? "is too large" : "is not a whole number");
        }
        return Long.parseLong(text);
    }

    private static boolean isLong(String text) {
        return text.chars().allMatch(c -> c == '-' || c == '+' || Character.isDigit(c))
                && new BigDecimal(text).precision() > 18;
    }

    private static Boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false");
        };
    }

    private static OffsetDateTime time(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "is not a time with an offset, as 2026-05-01T12:30:00+08:00 is (+ is written %2B in an address)",
                    e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("is not JSON", e);
        }
    }

    private static Object choice(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new NotAChoice(text, choices(type));
    }

    private static Function<String, Object> parserOf(Class<?> type) {
        Method parse;
        try {
            parse = type.getMethod("parse", String.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no public static parse(String)", e);
        }
        if (!Modifier.isStatic(parse.getModifiers()) || parse.getReturnType() != type) {
            throw new IllegalStateException(parse + " is not static or gives something else");
        }
        return text -> {
            try {
                return parse.invoke(null, text);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException refused) {
                    throw refused;
                }
                throw new IllegalStateException(e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /// A word that is not among the few that are taken; it keeps them so that the nearest can be suggested.
    static final class NotAChoice extends IllegalArgumentException {

        private final String text;
        private final transient List<String> choices;

        NotAChoice(String text, List<String> choices) {
            super("is none of " + String.join(", ", choices));
            this.text = text;
            this.choices = choices;
        }

        String text() {
            return text;
        }

        List<String> choices() {
            return choices;
        }
    }
}
