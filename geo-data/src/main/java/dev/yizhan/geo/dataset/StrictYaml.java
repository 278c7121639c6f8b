package dev.yizhan.geo.dataset;

import java.io.InputStream;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads the YAML files that describe datasets: a misspelt, missing or repeated key is an error, never a silence.
public final class StrictYaml {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private StrictYaml() {}

    /// Reads one document.
    ///
    /// **Errors** [IllegalArgumentException] that names `what`, the place in it and, for an unknown key,
    /// the known ones.
    public static <T> T read(String what, InputStream yaml, TypeReference<T> type) {
        try {
            return MAPPER.readValue(yaml, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(what + place(e) + ": " + reason(e), e);
        }
    }

    /// The value of a key that has to be there.
    ///
    /// **Errors** [IllegalArgumentException] naming the key.
    public static <T> T required(@Nullable T value, String key) {
        if (value == null) {
            throw new IllegalArgumentException("the key " + key + " is missing");
        }
        return value;
    }

    private static String reason(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "unknown key " + unknown.getPropertyName() + "; known keys: "
                        + new TreeSet<>(Objects.requireNonNullElse(unknown.getKnownPropertyIds(), new TreeSet<>()))
                                .stream().map(Object::toString).collect(Collectors.joining(", "));
            case ValueInstantiationException refused
            when refused.getCause() instanceof IllegalArgumentException cause ->
                Objects.requireNonNullElse(cause.getMessage(), "a value is refused");
            default -> e.getOriginalMessage();
        };
    }

    private static String place(JacksonException e) {
        String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
        if (e instanceof DatabindException in && !in.getPath().isEmpty()) {
            String path = in.getPath().stream()
                    .map(step -> step.getPropertyName() != null ? step.getPropertyName() : "[" + step.getIndex() + "]")
                    .collect(Collectors.joining("."));
            return line + ", at " + path;
        }
        return line;
    }
}
