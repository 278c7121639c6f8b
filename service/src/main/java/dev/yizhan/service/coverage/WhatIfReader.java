package dev.yizhan.service.coverage;

import dev.yizhan.geo.reach.ServiceStandard.Mode;
import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.web.JsonBody;
import dev.yizhan.service.web.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what is to be tried, in the words that queries take.
///
/// **Errors**  one problem that names all that is unknown or of another type than the call takes, by JSON pointers;
/// another where the body is no JSON object.
final class WhatIfReader {

    private static final Set<String> MODES =
            new TreeSet<>(Stream.of(Mode.values()).map(Mode::code).collect(Collectors.toSet()));

    private final List<ParameterError> errors = new ArrayList<>();

    private WhatIfReader() {}

    static WhatIfRequest read(byte[] body) {
        JsonNode object = JsonBody.object(body);
        WhatIfReader reader = new WhatIfReader();
        reader.know("", object, "add", "move", "close", "hours", "standard");
        WhatIfRequest request = new WhatIfRequest(
                reader.list(object, "add", reader::added),
                reader.list(object, "move", reader::moved),
                reader.list(object, "close", reader::id),
                reader.list(object, "hours", reader::hours),
                reader.standard("/standard", object.get("standard")));
        if (!reader.errors.isEmpty()) {
            throw ProblemException.invalidBody(reader.errors);
        }
        return request;
    }

    private WhatIfRequest.@Nullable Added added(String at, JsonNode node) {
        if (!isObject(at, node)) {
            return null;
        }
        know(at, node, "lon", "lat", "amenities", "hours");
        return new WhatIfRequest.Added(
                number(at, node, "lon"),
                number(at, node, "lat"),
                list(at, node, "amenities", this::word),
                text(at, node, "hours"));
    }

    private WhatIfRequest.@Nullable Moved moved(String at, JsonNode node) {
        if (!isObject(at, node)) {
            return null;
        }
        know(at, node, "id", "lon", "lat");
        return new WhatIfRequest.Moved(text(at, node, "id"), number(at, node, "lon"), number(at, node, "lat"));
    }

    private @Nullable String id(String at, JsonNode node) {
        return word(at, node);
    }

    private WhatIfRequest.@Nullable NewHours hours(String at, JsonNode node) {
        if (!isObject(at, node)) {
            return null;
        }
        know(at, node, "id", "hours");
        return new WhatIfRequest.NewHours(text(at, node, "id"), text(at, node, "hours"));
    }

    private WhatIfRequest.@Nullable Standard standard(String at, @Nullable JsonNode node) {
        if (node == null || !isObject(at, node)) {
            return null;
        }
        know(at, node, "mode", "minutes", "speed_kmh", "detour");
        return new WhatIfRequest.Standard(
                mode(at, text(at, node, "mode")),
                number(at, node, "minutes"),
                number(at, node, "speed_kmh"),
                number(at, node, "detour"));
    }

    private @Nullable Mode mode(String at, @Nullable String word) {
        if (word == null) {
            return null;
        }
        if (!MODES.contains(word)) {
            errors.add(new ParameterError(
                    at + "/mode",
                    "is none of " + String.join(", ", MODES),
                    Suggestion.nearest(word, MODES).orElse(null)));
            return null;
        }
        return Stream.of(Mode.values())
                .filter(mode -> mode.code().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private void know(String at, JsonNode object, String... known) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!List.of(known).contains(field.getKey())) {
                List<String> free = Stream.of(known)
                        .filter(name -> object.get(name) == null)
                        .toList();
                errors.add(new ParameterError(
                        at + "/" + shortened(field.getKey()),
                        "unknown: not one of " + String.join(", ", known),
                        Suggestion.nearest(field.getKey(), free).orElse(null)));
            }
        }
    }

    /// As a JSON pointer writes it, and no longer than anybody reads.
    private static String shortened(String name) {
        String pointer = name.replace("~", "~0").replace("/", "~1");
        return pointer.length() > 60 ? pointer.substring(0, 60) + "…" : pointer;
    }

    private <T> @Nullable List<T> list(JsonNode object, String name, BiFunction<String, JsonNode, @Nullable T> item) {
        return list("", object, name, item);
    }

    private <T> @Nullable List<T> list(
            String at, JsonNode object, String name, BiFunction<String, JsonNode, @Nullable T> item) {
        JsonNode node = object.get(name);
        if (node == null) {
            return null;
        }
        String here = at + "/" + name;
        if (!node.isArray()) {
            errors.add(new ParameterError(here, "is not a list"));
            return null;
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            T read = item.apply(here + "/" + i, node.get(i));
            if (read != null) {
                items.add(read);
            }
        }
        return items;
    }

    private boolean isObject(String at, JsonNode node) {
        if (!node.isObject()) {
            errors.add(new ParameterError(at, node.isNull() ? "is null" : "is not an object"));
        }
        return node.isObject();
    }

    private @Nullable Double number(String at, JsonNode object, String name) {
        JsonNode node = object.get(name);
        if (node == null) {
            return null;
        }
        double number = node.isNumber() ? node.decimalValue().doubleValue() : Double.NaN;
        if (!Double.isFinite(number)) {
            errors.add(new ParameterError(
                    at + "/" + name, node.isNull() ? "is null; leave it out if nothing is meant" : "is not a number"));
            return null;
        }
        return number;
    }

    private @Nullable String text(String at, JsonNode object, String name) {
        JsonNode node = object.get(name);
        return node == null ? null : word(at + "/" + name, node);
    }

    private @Nullable String word(String at, JsonNode node) {
        if (!node.isString()) {
            errors.add(new ParameterError(
                    at, node.isNull() ? "is null; leave it out if nothing is meant" : "is not a text"));
            return null;
        }
        return node.asString();
    }
}
