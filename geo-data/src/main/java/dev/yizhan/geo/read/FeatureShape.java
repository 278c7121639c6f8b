package dev.yizhan.geo.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;

/// JSON → feature, by RFC 7946. Longitude first; heights are left out.
final class FeatureShape {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private FeatureShape() {}

    static FeatureItem feature(JsonNode json, long line) {
        if (!json.path("type").asString("").equals("Feature")) {
            return flaw(line, json, "a Feature is wanted here");
        }
        JsonNode properties = json.path("properties");
        if (!properties.isObject() && !properties.isNull() && !properties.isMissingNode()) {
            return flaw(line, json, "its properties are not an object");
        }
        try {
            return new Feature(line, text(json.path("id")), texts(properties), geometry(json.path("geometry")));
        } catch (IllegalArgumentException e) {
            return flaw(line, json, "its geometry cannot be read: " + e.getMessage());
        }
    }

    private static Flaw flaw(long line, JsonNode json, String detail) {
        return new Flaw(line, Flaw.Kind.MALFORMED_FEATURE, null, json.toString(), detail);
    }

    private static Map<String, String> texts(JsonNode properties) {
        Map<String, String> texts = new LinkedHashMap<>();
        properties.properties().forEach(property -> {
            String text = text(property.getValue());
            if (text != null) {
                texts.put(property.getKey(), text);
            }
        });
        return texts;
    }

    private static @Nullable String text(JsonNode value) {
        String text;
        if (value.isNull() || value.isMissingNode()) {
            return null;
        } else if (value.isArray() && value.valueStream().allMatch(JsonNode::isValueNode)) {
            StringJoiner joined = new StringJoiner("|");
            value.valueStream().filter(item -> !item.isNull()).forEach(item -> joined.add(item.asString()));
            text = joined.toString();
        } else {
            text = value.isContainer() ? value.toString() : value.asString();
        }
        return text.isBlank() ? null : text.strip();
    }

    private static @Nullable Geometry geometry(JsonNode json) {
        if (json.isNull() || json.isMissingNode()) {
            return null;
        }
        String type = json.path("type").asString("");
        if (type.equals("GeometryCollection")) {
            List<Geometry> parts = new ArrayList<>();
            for (JsonNode part : json.path("geometries")) {
                Geometry geometry = geometry(part);
                if (geometry != null) {
                    parts.add(geometry);
                }
            }
            return GEOMETRIES.createGeometryCollection(parts.toArray(Geometry[]::new));
        }
        JsonNode at = json.path("coordinates");
        if (!at.isArray()) {
            throw new IllegalArgumentException("it has no coordinates");
        }
        return switch (type) {
            case "Point" -> point(at);
            case "MultiPoint" ->
                GEOMETRIES.createMultiPoint(each(at, FeatureShape::point).toArray(Point[]::new));
            case "LineString" -> line(at);
            case "MultiLineString" ->
                GEOMETRIES.createMultiLineString(each(at, FeatureShape::line).toArray(LineString[]::new));
            case "Polygon" -> polygon(at);
            case "MultiPolygon" ->
                GEOMETRIES.createMultiPolygon(each(at, FeatureShape::polygon).toArray(Polygon[]::new));
            default -> throw new IllegalArgumentException("there is no geometry type " + type);
        };
    }

    private static <T> List<T> each(JsonNode list, Function<JsonNode, T> shape) {
        List<T> shapes = new ArrayList<>(list.size());
        for (JsonNode one : list) {
            shapes.add(shape.apply(one));
        }
        return shapes;
    }

    private static Point point(JsonNode at) {
        return at.isEmpty() ? GEOMETRIES.createPoint() : GEOMETRIES.createPoint(coordinate(at));
    }

    private static LineString line(JsonNode at) {
        return GEOMETRIES.createLineString(coordinates(at));
    }

    private static Polygon polygon(JsonNode rings) {
        if (rings.isEmpty()) {
            return GEOMETRIES.createPolygon();
        }
        List<LinearRing> shapes = each(rings, ring -> GEOMETRIES.createLinearRing(coordinates(ring)));
        return GEOMETRIES.createPolygon(
                shapes.getFirst(), shapes.subList(1, shapes.size()).toArray(LinearRing[]::new));
    }

    private static Coordinate[] coordinates(JsonNode list) {
        return each(list, FeatureShape::coordinate).toArray(Coordinate[]::new);
    }

    private static Coordinate coordinate(JsonNode pair) {
        if (pair.size() < 2 || !pair.path(0).isNumber() || !pair.path(1).isNumber()) {
            throw new IllegalArgumentException("a position needs two numbers, longitude first");
        }
        return new Coordinate(pair.path(0).asDouble(), pair.path(1).asDouble());
    }
}
