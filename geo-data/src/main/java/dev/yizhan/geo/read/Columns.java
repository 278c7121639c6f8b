package dev.yizhan.geo.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which column of a file is which field: by the caller's word first, then by the names that surely
/// mean it, then by those that may.
final class Columns {

    /// Two columns that mean the same field.
    record Clash(Field field, String first, String second) {}

    private final EnumMap<Field, String> columns = new EnumMap<>(Field.class);
    private final List<String> ignored = new ArrayList<>();
    private final Subject subject;
    private @Nullable Clash clash;

    /// **Errors** [IllegalArgumentException] when `asked` names a field twice; see
    /// [#requireColumns] for the columns.
    Columns(Collection<String> headers, Map<String, Field> asked, Subject subject) {
        this.subject = subject;
        List<String> open = new ArrayList<>();
        for (String header : headers) {
            Field field = asked.get(Field.normal(header));
            if (field == null) {
                open.add(header);
            } else {
                put(field, header);
            }
        }
        for (String header : List.copyOf(open)) {
            Field field = Field.findSure(header, subject);
            if (field != null && asked.containsValue(field)) {
                continue;
            }
            if (field != null) {
                put(field, header);
                open.remove(header);
            }
        }
        for (String header : open) {
            Field field = Field.findPossible(header, subject);
            if (field == null || columns.containsKey(field) || asked.containsValue(field)) {
                ignored.add(header);
            } else {
                columns.put(field, header);
            }
        }
    }

    private void put(Field field, String header) {
        String before = columns.putIfAbsent(field, header);
        if (before != null && clash == null) {
            clash = new Clash(field, before, header);
        }
    }

    /// What the caller asked for with `column=field`, by the columns' normal names.
    ///
    /// **Errors** [IllegalArgumentException] naming the fields that exist, or the field asked for twice.
    static Map<String, Field> asked(Map<String, String> overrides, Subject subject) {
        Map<String, Field> asked = new TreeMap<>();
        List<Field> fields = Arrays.stream(Field.values())
                .filter(field -> field.isOf(subject))
                .toList();
        overrides.forEach((column, code) -> {
            Field field = fields.stream()
                    .filter(any -> any.code().equals(code.strip().toLowerCase(Locale.ROOT)))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("there is no field " + code + "; fields are "
                            + fields.stream().map(Field::code).collect(Collectors.joining(", "))));
            if (asked.containsValue(field)) {
                throw new IllegalArgumentException("two columns are mapped to the field " + field.code());
            }
            asked.put(Field.normal(column), field);
        });
        return asked;
    }

    /// **Errors** [IllegalArgumentException] when a column that the caller maps is not there,
    /// naming those that are.
    static void requireColumns(Map<String, String> overrides, Collection<String> headers) {
        List<String> there = headers.stream().map(Field::normal).toList();
        for (String column : overrides.keySet()) {
            if (!there.contains(Field.normal(column))) {
                throw new IllegalArgumentException(
                        "the file has no column " + column + "; its columns are " + String.join(", ", headers));
            }
        }
    }

    @Nullable
    Clash clash() {
        return clash;
    }

    @Nullable
    Field find(String header) {
        return columns.entrySet().stream()
                .filter(entry -> entry.getValue().equals(header))
                .map(Map.Entry::getKey)
                .findAny()
                .orElse(null);
    }

    int size() {
        return columns.size();
    }

    List<String> ignored() {
        return List.copyOf(ignored);
    }

    /// What the list cannot do without and this one lacks; null when nothing.
    @Nullable
    String missing() {
        List<String> missing = new ArrayList<>();
        Field essential = switch (subject) {
            case STATIONS -> Field.NAME;
            case DEMAND -> Field.WEIGHT;
            case VENUES -> null;
        };
        if (essential != null && !columns.containsKey(essential)) {
            missing.add(essential.code());
        }
        if (!columns.containsKey(Field.POSITION)) {
            for (Field half : List.of(Field.LON, Field.LAT)) {
                if (!columns.containsKey(half)) {
                    missing.add(half.code());
                }
            }
        }
        return missing.isEmpty() ? null : String.join(" and ", missing);
    }
}
