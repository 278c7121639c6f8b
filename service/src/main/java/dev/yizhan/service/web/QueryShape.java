package dev.yizhan.service.web;

import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parameters that a query record declares: read once, then used to bind queries and to document them.
///
/// **Errors**  IllegalStateException at once where a record declares what cannot be bound.
final class QueryShape {

    /// One parameter: its name in the query, the type of one value, and what its annotation says.
    record Slot(
            String name,
            Class<?> type,
            boolean list,
            boolean required,
            Function<String, Object> reader,
            @Nullable Pattern pattern,
            @Nullable Object fallback,
            QueryParameter words) {

        boolean isNumber() {
            return type.isPrimitive() && type != boolean.class || Number.class.isAssignableFrom(type);
        }
    }

    private final Class<?> record;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Maker maker;

    private QueryShape(Class<?> record) {
        this.record = record;
        collect(record);
        this.maker = Maker.of(record);
    }

    static QueryShape of(Class<?> record) {
        if (!record.isRecord()) {
            throw new IllegalStateException(record + " holds query parameters, so it has to be a record");
        }
        return new QueryShape(record);
    }

    List<Slot> slots() {
        return List.copyOf(slots.values());
    }

    /// Makes the record from what came, or refuses with everything that is wrong.
    Object bind(@Nullable String rawQuery) {
        return bind(rawQuery, Map.of());
    }

    /// The same where some values are read already.
    Object bind(@Nullable String rawQuery, Map<String, ?> ready) {
        Map<String, List<String>> given = QueryText.rawValues(rawQuery);
        ready.keySet().forEach(name -> given.put(name, List.of()));
        Map<String, @Nullable Object> values = new HashMap<>();
        List<ParameterError> errors = new ArrayList<>();
        for (String name : given.keySet()) {
            if (!slots.containsKey(name)) {
                errors.add(unknown(name, given));
            }
        }
        for (Slot slot : slots.values()) {
            Object known = ready.get(slot.name());
            List<String> raw = given.getOrDefault(slot.name(), List.of());
            values.put(slot.name(), known == null ? new Reading(slot, errors).value(raw) : known);
        }
        Coordinates.explainSwap(values, given, errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        return maker.make(values);
    }

    private ParameterError unknown(String name, Map<String, List<String>> given) {
        List<String> free = slots.keySet().stream()
                .filter(known -> !given.containsKey(known))
                .toList();
        String known =
                slots.isEmpty() ? "this call takes no parameters" : "not one of " + String.join(", ", slots.keySet());
        return new ParameterError(
                name.length() > 60 ? name.substring(0, 60) + "…" : name,
                "unknown: " + known,
                Suggestion.nearest(name, free)
                        .or(() -> Suggestion.nearest(name, slots.keySet()))
                        .orElse(null));
    }

    private void collect(Class<?> from) {
        for (RecordComponent component : from.getRecordComponents()) {
            QueryParameter words = component.getAnnotation(QueryParameter.class);
            if (words == null) {
                if (!component.getType().isRecord()) {
                    throw new IllegalStateException(component + " of " + from + " says nothing of what it means");
                }
                collect(component.getType());
                continue;
            }
            Slot slot = slot(component, words);
            if (slots.putIfAbsent(slot.name(), slot) != null) {
                throw new IllegalStateException(record + " declares " + slot.name() + " twice");
            }
        }
    }

    private static Slot slot(RecordComponent component, QueryParameter words) {
        boolean list = component.getType() == List.class;
        Class<?> type = component.getType();
        if (list) {
            var item = ((AnnotatedParameterizedType) component.getAnnotatedType()).getAnnotatedActualTypeArguments()[0];
            type = (Class<?>) item.getType();
        }
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean required = !list && !nullable && words.fallback().isEmpty();
        Pattern pattern = words.pattern().isEmpty() ? null : Pattern.compile(words.pattern());
        Function<String, Object> reader = QueryValue.readerFor(type);
        return new Slot(
                nameOf(component),
                type,
                list,
                required,
                reader,
                pattern,
                fallback(words.fallback(), list, reader),
                words);
    }

    private static @Nullable Object fallback(String text, boolean list, Function<String, Object> reader) {
        if (text.isEmpty()) {
            return null;
        }
        return list ? Stream.of(text.split(",")).map(reader).toList() : reader.apply(text);
    }

    private static String nameOf(RecordComponent component) {
        QueryParameter words = component.getAnnotation(QueryParameter.class);
        return words != null && !words.name().isEmpty() ? words.name() : SnakeCase.of(component.getName());
    }

    /// Makes a record of values, and of the records in it.
    private record Maker(
            Constructor<?> constructor, List<Function<Map<String, @Nullable Object>, @Nullable Object>> parts) {

        static Maker of(Class<?> record) {
            RecordComponent[] components = record.getRecordComponents();
            try {
                Constructor<?> constructor = record.getDeclaredConstructor(
                        Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Maker(
                        constructor, Stream.of(components).map(Maker::part).toList());
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Function<Map<String, @Nullable Object>, @Nullable Object> part(RecordComponent component) {
            if (component.isAnnotationPresent(QueryParameter.class)) {
                String name = nameOf(component);
                return values -> values.get(name);
            }
            return of(component.getType())::make;
        }

        Object make(Map<String, @Nullable Object> values) {
            @Nullable Object[] arguments = new Object[parts.size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = parts.get(i).apply(values);
            }
            try {
                return constructor.newInstance(arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException refused) {
                    throw refused;
                }
                throw new IllegalStateException(e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Reads one parameter and notes what is wrong with it.
    private record Reading(Slot slot, List<ParameterError> errors) {

        @Nullable
        Object value(List<String> raw) {
            if (raw.isEmpty()) {
                return absent();
            }
            if (slot.list()) {
                return many(raw);
            }
            if (raw.size() > 1) {
                return refuse("is given " + raw.size() + " times; it takes one value");
            }
            String text = decoded(raw.getFirst());
            return text == null ? null : one(text);
        }

        private @Nullable Object absent() {
            if (slot.fallback() != null) {
                return slot.fallback();
            }
            if (slot.list()) {
                return List.of();
            }
            return slot.required() ? refuse("is missing: " + slot.words().value()) : null;
        }

        private @Nullable Object many(List<String> raw) {
            List<Object> items = new ArrayList<>();
            for (String part : raw) {
                // Split before decoding, so that %2C is a comma inside a value.
                for (String item : part.split(",", -1)) {
                    String text = decoded(item);
                    Object value = text == null ? null : one(text);
                    if (value == null) {
                        return null;
                    }
                    items.add(value);
                    if (items.size() > slot.words().maxItems()) {
                        return refuse("has more than " + slot.words().maxItems() + " values");
                    }
                }
            }
            return items.stream().distinct().toList();
        }

        private @Nullable Object one(String text) {
            if (text.isBlank()) {
                return refuse("is empty; leave it out if nothing is meant");
            }
            if (text.codePointCount(0, text.length()) > slot.words().maxLength()) {
                return refuse("is longer than " + slot.words().maxLength() + " characters");
            }
            if (slot.pattern() != null && !slot.pattern().matcher(text).matches()) {
                return refuse("does not look like " + slot.words().pattern());
            }
            try {
                Object value = slot.reader().apply(text);
                return value instanceof Number number ? inRange(number) : value;
            } catch (QueryValue.NotAChoice e) {
                return refuse(
                        message(e), Suggestion.nearest(e.text(), e.choices()).orElse(null));
            } catch (IllegalArgumentException e) {
                return refuse(message(e));
            }
        }

        private @Nullable Object inRange(Number number) {
            QueryParameter words = slot.words();
            double value = number.doubleValue();
            boolean high = value > words.max();
            boolean low = words.aboveMin() ? value <= words.min() : value < words.min();
            return high || low ? refuse("is outside " + range(words)) : number;
        }

        private @Nullable String decoded(String raw) {
            try {
                return QueryText.decode(raw, true);
            } catch (IllegalArgumentException e) {
                refuse(message(e));
                return null;
            }
        }

        private @Nullable Object refuse(String detail) {
            return refuse(detail, null);
        }

        private @Nullable Object refuse(String detail, @Nullable String suggestion) {
            errors.add(new ParameterError(slot.name(), detail, suggestion));
            return null;
        }

        private static String message(IllegalArgumentException e) {
            return e.getMessage() == null ? "is malformed" : e.getMessage();
        }

        private static String range(QueryParameter words) {
            if (words.max() == Double.POSITIVE_INFINITY) {
                return (words.aboveMin() ? "what is more than " : "what is at least ") + plain(words.min());
            }
            if (words.min() == Double.NEGATIVE_INFINITY) {
                return "what is at most " + plain(words.max());
            }
            return plain(words.min()) + ".." + plain(words.max())
                    + (words.aboveMin() ? ", the lower end excluded" : "");
        }

        private static String plain(double number) {
            return new java.math.BigDecimal(String.valueOf(number))
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }
}
