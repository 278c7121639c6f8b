package dev.yizhan.service.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;

/// Describes answers as they are written: records in snake case, what may be null as nullable, shapes as GeoJSON.
///
/// **Shape**  swagger-core would read records with a mapper of its own, which knows neither our names nor `@Nullable`.
@Component
final class RecordSchemas implements ModelConverter {

    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType type = TypeFactory.defaultInstance().constructType(annotated.getType());
        Class<?> raw = type.getRawClass();
        if (raw.isRecord() || Geometry.class.isAssignableFrom(raw)) {
            return schema(type, context);
        }
        return chain.hasNext() ? chain.next().resolve(annotated, context, chain) : null;
    }

    private Schema<?> schema(JavaType type, ModelConverterContext context) {
        Class<?> raw = type.getRawClass();
        if (raw == PointShape.class) {
            return defined("Point", context, point());
        }
        if (Geometry.class.isAssignableFrom(raw)) {
            return defined("Geometry", context, geometry());
        }
        if (raw.isRecord()) {
            return record(type, context);
        }
        if (Collection.class.isAssignableFrom(raw) || raw.isArray()) {
            return typed("array").items(schema(type.getContentType(), context));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return typed("object").additionalProperties(schema(type.getContentType(), context));
        }
        if (raw.isEnum()) {
            Schema<Object> words = typed("string");
            words.setEnum(List.copyOf(QueryValue.choices(raw)));
            return words;
        }
        return simple(raw);
    }

    /// One value of a type that has no parts.
    static Schema<Object> simple(Class<?> raw) {
        if (raw == String.class) {
            return typed("string");
        }
        if (raw == int.class || raw == Integer.class) {
            return typed("integer").format("int32");
        }
        if (raw == long.class || raw == Long.class) {
            return typed("integer").format("int64");
        }
        if (raw == double.class || raw == Double.class) {
            return typed("number").format("double");
        }
        if (raw == BigDecimal.class) {
            return typed("number");
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return typed("boolean");
        }
        if (raw == OffsetDateTime.class || raw == Instant.class) {
            return typed("string").format("date-time");
        }
        if (raw == LocalDate.class) {
            return typed("string").format("date");
        }
        return new JsonSchema();
    }

    static Schema<Object> typed(String type) {
        Schema<Object> schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(Set.of(type)));
        return schema;
    }

    private Schema<?> record(JavaType type, ModelConverterContext context) {
        String name = nameOf(type);
        if (!context.getDefinedModels().containsKey(name)) {
            Schema<Object> model = typed("object");
            // Defined before its parts are read, so that a record may hold its own kind.
            context.defineModel(name, model);
            describe(model, type.getRawClass());
            properties(type, model, context);
            context.defineModel(name, model);
        }
        return new JsonSchema().$ref(REFERENCE + name);
    }

    private void properties(JavaType type, Schema<Object> model, ModelConverterContext context) {
        Class<?> raw = type.getRawClass();
        for (Method method : raw.getDeclaredMethods()) {
            JsonProperty extra = method.getAnnotation(JsonProperty.class);
            if (extra != null && componentOf(raw, method) == null) {
                Schema<?> part = schema(resolved(type, method.getGenericReturnType()), context);
                boolean nullable = method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class);
                property(model, extra.value(), nullable ? orNull(part) : part, method, true);
            }
        }
        JsonInclude include = raw.getAnnotation(JsonInclude.class);
        boolean leavesOut = include != null && include.value() != JsonInclude.Include.ALWAYS;
        for (RecordComponent component : raw.getRecordComponents()) {
            JavaType partType = resolved(type, component.getGenericType());
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                properties(partType, model, context);
                continue;
            }
            Schema<?> part = schema(partType, context);
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (nullable && !leavesOut) {
                part = orNull(part);
            }
            if (part.getItems() != null && hasNullableItems(component)) {
                part.setItems(orNull(part.getItems()));
            }
            boolean emptied = include != null
                    && include.value() == JsonInclude.Include.NON_EMPTY
                    && Collection.class.isAssignableFrom(component.getType());
            property(model, nameOf(component), part, component.getAccessor(), !(leavesOut && (nullable || emptied)));
        }
    }

    private static void property(
            Schema<Object> model, String name, Schema<?> part, AnnotatedElement words, boolean required) {
        describe(part, words);
        model.addProperty(name, part);
        if (required) {
            model.addRequiredItem(name);
        }
    }

    private static void describe(Schema<?> schema, AnnotatedElement words) {
        io.swagger.v3.oas.annotations.media.Schema said =
                words.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        if (said == null) {
            return;
        }
        if (!said.description().isEmpty()) {
            schema.setDescription(said.description());
        }
        if (said.allowableValues().length > 0) {
            @SuppressWarnings("unchecked")
            Schema<Object> choice = (Schema<Object>) schema;
            List<Object> values = new ArrayList<>(List.of(said.allowableValues()));
            if (schema.getTypes() != null && schema.getTypes().contains("null")) {
                values.add(null);
            }
            choice.setEnum(values);
        }
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.getTypes() != null) {
            schema.getTypes().add("null");
            if (schema.getEnum() != null) {
                List<Object> values = new ArrayList<>(schema.getEnum());
                values.add(null);
                @SuppressWarnings("unchecked")
                Schema<Object> choice = (Schema<Object>) schema;
                choice.setEnum(values);
            }
            return schema;
        }
        return schema.get$ref() == null ? schema : new JsonSchema().anyOf(List.of(schema, typed("null")));
    }

    private static boolean hasNullableItems(RecordComponent component) {
        return component.getAnnotatedType() instanceof AnnotatedParameterizedType list
                && list.getAnnotatedActualTypeArguments()[0].isAnnotationPresent(Nullable.class);
    }

    private static @Nullable RecordComponent componentOf(Class<?> record, Method method) {
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getAccessor().equals(method)) {
                return component;
            }
        }
        return null;
    }

    private static JavaType resolved(JavaType owner, java.lang.reflect.Type type) {
        return TypeFactory.defaultInstance().resolveMemberType(type, owner.getBindings());
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? SnakeCase.of(component.getName()) : named.value();
    }

    /// `Feature<PointShape, StationProperties>` is `FeaturePointShapeStationProperties`; a nested record carries its
    /// owner's name.
    private static String nameOf(JavaType type) {
        Class<?> raw = type.getRawClass();
        StringBuilder name = new StringBuilder();
        if (raw.getDeclaringClass() != null) {
            name.append(raw.getDeclaringClass().getSimpleName());
        }
        name.append(raw.getSimpleName());
        for (JavaType part : type.getBindings().getTypeParameters()) {
            name.append(nameOf(part));
        }
        return name.toString();
    }

    private static Schema<?> defined(String name, ModelConverterContext context, Schema<?> model) {
        if (!context.getDefinedModels().containsKey(name)) {
            context.defineModel(name, model);
        }
        return new JsonSchema().$ref(REFERENCE + name);
    }

    private static Schema<?> point() {
        Schema<Object> type = typed("string");
        type.setEnum(List.of("Point"));
        Schema<Object> position = typed("array");
        position.items(typed("number")).minItems(2).maxItems(2);
        position.description("Longitude, then latitude, in the datum that crs names; degrees to 7 decimals.");
        Schema<Object> point = typed("object");
        point.addProperty("type", type);
        point.addProperty("coordinates", position);
        point.required(List.of("type", "coordinates"));
        return point.description("A GeoJSON point (RFC 7946).");
    }

    private static Schema<?> geometry() {
        Schema<Object> type = typed("string");
        type.setEnum(List.of("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"));
        Schema<Object> geometry = typed("object");
        geometry.addProperty("type", type);
        geometry.addProperty("coordinates", typed("array").items(new JsonSchema()));
        geometry.required(List.of("type", "coordinates"));
        return geometry.description(
                "A GeoJSON geometry (RFC 7946): longitude first, in the datum that crs names; degrees to 7 decimals.");
    }
}
