package dev.yizhan.service.support;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Holds JSON against a schema of the OpenAPI document: the part of JSON Schema that the document uses, and no property
/// that the schema does not name.
public final class SchemaJudge {

    private final JsonNode document;

    public SchemaJudge(JsonNode document) {
        this.document = document;
    }

    /// What does not fit, each with its place; empty when all does.
    public List<String> faults(JsonNode schema, JsonNode value) {
        List<String> faults = new ArrayList<>();
        judge("$", schema, value, faults);
        return faults;
    }

    private void judge(String at, JsonNode schema, JsonNode value, List<String> faults) {
        if (schema.has("$ref")) {
            judge(at, document.at(schema.get("$ref").asString().substring(1)), value, faults);
            return;
        }
        if (schema.has("anyOf")) {
            boolean any = stream(schema.get("anyOf"))
                    .anyMatch(one -> faults(one, value).isEmpty());
            if (!any) {
                faults.add(at + " fits none of anyOf");
            }
            return;
        }
        if (schema.has("type")
                && !types(schema.get("type")).contains(typeOf(value))
                && !(typeOf(value).equals("integer")
                        && types(schema.get("type")).contains("number"))) {
            faults.add(at + " is " + typeOf(value) + ", not " + types(schema.get("type")));
            return;
        }
        if (schema.has("enum") && stream(schema.get("enum")).noneMatch(value::equals)) {
            faults.add(at + " is " + value + ", none of " + schema.get("enum"));
        }
        if (value.isObject() && schema.has("properties")) {
            stream(schema.path("required"))
                    .map(JsonNode::asString)
                    .filter(name -> !value.has(name))
                    .forEach(name -> faults.add(at + "." + name + " is missing"));
            value.properties().forEach(property -> {
                JsonNode part = schema.get("properties").get(property.getKey());
                if (part == null) {
                    faults.add(at + "." + property.getKey() + " is not in the schema");
                } else {
                    judge(at + "." + property.getKey(), part, property.getValue(), faults);
                }
            });
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                judge(at + "[" + i + "]", schema.get("items"), value.get(i), faults);
            }
        }
    }

    private static Set<String> types(JsonNode type) {
        Set<String> types = new HashSet<>();
        if (type.isArray()) {
            stream(type).map(JsonNode::asString).forEach(types::add);
        } else {
            types.add(type.asString());
        }
        return types;
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> value.getNodeType().toString();
        };
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
