package dev.yizhan.service.web;

import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/// Gives controllers their JSON body as a record, bound by the rules of a query.
///
/// **Blocking** never: what is large is read on threads of its own, one for each core, where the controller goes
/// on. Each body is read once; one of 8 MB with 55,000 places takes some 60 MB while it is understood.
final class BodyParametersResolver implements HandlerMethodArgumentResolver {

    private static final int MOST_ZEROS = 400;

    /// As small bodies are read in less time than a thread takes to wake.
    private static final int SMALL_BYTES = 16 << 10;

    private final Map<Class<?>, QueryShape> shapes = new ConcurrentHashMap<>();
    private final Scheduler readers = Schedulers.newBoundedElastic(
            Runtime.getRuntime().availableProcessors(), Schedulers.DEFAULT_BOUNDED_ELASTIC_QUEUESIZE, "bodies");
    private final int usualBytes;
    private final int maxBytes;

    BodyParametersResolver(int usualBytes, int maxBytes) {
        this.usualBytes = usualBytes;
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(BodyParameters.class);
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        QueryShape shape = shapes.computeIfAbsent(parameter.getParameterType(), QueryShape::of);
        MediaType type = exchange.getRequest().getHeaders().getContentType();
        boolean takesFiles = !fileNames(shape).isEmpty();
        boolean form = takesFiles && MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(type);
        if (type != null && !form && !MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
            return Mono.error(ProblemException.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type " + type + "; this call takes " + MediaType.APPLICATION_JSON
                            + (takesFiles ? " or " + MediaType.MULTIPART_FORM_DATA : "") + "."));
        }
        BodyParameters words = parameter.getParameterAnnotation(BodyParameters.class);
        int limit = words != null && words.large() ? maxBytes : usualBytes;
        return DataBufferUtils.join(exchange.getRequest().getBody(), limit)
                .map(BodyParametersResolver::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge(limit))
                .flatMap(bytes -> {
                    if (type != null && form) {
                        return Mono.fromCallable(() -> bind(shape, FormParts.read(type, bytes)))
                                .subscribeOn(readers);
                    }
                    return bytes.length <= SMALL_BYTES
                            ? Mono.just(bind(shape, bytes))
                            : Mono.fromCallable(() -> bind(shape, bytes)).subscribeOn(readers);
                });
    }

    private static ProblemException tooLarge(int limit) {
        return ProblemException.of(
                ProblemType.BODY_TOO_LARGE, "This call takes a body of " + (limit >> 20) + " MB at most.");
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /// What may come as a file beside the JSON.
    static List<String> fileNames(QueryShape shape) {
        return shape.slots().stream()
                .filter(slot -> slot.type() == BodyPart.class)
                .map(QueryShape.Slot::name)
                .toList();
    }

    static Object bind(QueryShape shape, byte[] body) {
        return bind(shape, body, Map.of());
    }

    private static Object bind(QueryShape shape, FormParts parts) {
        return bind(shape, parts.request(), parts.files());
    }

    private static Object bind(QueryShape shape, byte[] body, Map<String, BodyPart.File> files) {
        JsonNode object = JsonBody.object(body);
        Map<String, QueryShape.Slot> slots =
                shape.slots().stream().collect(Collectors.toMap(QueryShape.Slot::name, slot -> slot));
        List<ParameterError> errors = new ArrayList<>();
        List<String> pairs = new ArrayList<>();
        Map<String, Object> parts = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            QueryShape.Slot slot = slots.get(field.getKey());
            if (slot != null && isPart(slot) && !field.getValue().isNull()) {
                parts.put(
                        field.getKey(),
                        slot.type() == BodyPart.class ? new BodyPart.Json(field.getValue()) : field.getValue());
                continue;
            }
            String text = slot == null ? "" : text(slot, field.getValue(), errors);
            if (text != null) {
                pairs.add(encoded(field.getKey()) + "=" + text);
            }
        }
        files.forEach((name, file) -> {
            List<String> known = fileNames(shape);
            if (!known.contains(name)) {
                errors.add(new ParameterError(
                        "/" + name,
                        "unknown part: not one of " + FormParts.REQUEST + ", " + String.join(", ", known),
                        Suggestion.nearest(name, known).orElse(null)));
            } else if (parts.put(name, file) != null) {
                errors.add(new ParameterError("/" + name, "is given twice: in the request and as a file; give one"));
            }
        });
        // What is no value of its slot is told; the rest is bound all the same, to tell all that is wrong at once.
        Set<String> told = new HashSet<>();
        errors.forEach(error -> told.add(error.parameter()));
        Object bound = null;
        try {
            bound = shape.bind(String.join("&", pairs), parts);
        } catch (ProblemException e) {
            if (e.type() != ProblemType.INVALID_PARAMETER) {
                throw e;
            }
            for (ParameterError error : e.errors()) {
                String pointer = error.parameter().startsWith("/") ? error.parameter() : "/" + error.parameter();
                if (told.add(pointer)) {
                    errors.add(new ParameterError(pointer, error.detail(), error.suggestion()));
                }
            }
        }
        if (!errors.isEmpty() || bound == null) {
            throw ProblemException.invalidBody(errors);
        }
        return bound;
    }

    private static boolean isPart(QueryShape.Slot slot) {
        return slot.type() == JsonNode.class || slot.type() == BodyPart.class;
    }

    /// The value as a query would have it; null, and an error, where it is of another type than the slot.
    private static @Nullable String text(QueryShape.Slot slot, JsonNode value, List<ParameterError> errors) {
        if (value.isNull()) {
            return refuse(slot, "is null; leave it out if nothing is meant", errors);
        }
        if (slot.list()) {
            if (!value.isArray()) {
                return refuse(slot, "is not a list", errors);
            }
            List<String> items = new ArrayList<>();
            for (JsonNode item : value) {
                String text = scalar(slot, item, errors);
                if (text == null) {
                    return null;
                }
                items.add(text);
            }
            return items.isEmpty() ? refuse(slot, "is an empty list; leave it out", errors) : String.join(",", items);
        }
        return scalar(slot, value, errors);
    }

    private static @Nullable String scalar(QueryShape.Slot slot, JsonNode value, List<ParameterError> errors) {
        boolean yesOrNo = slot.type() == Boolean.class || slot.type() == boolean.class;
        if (slot.isNumber() ? value.isNumber() : yesOrNo ? value.isBoolean() : value.isString()) {
            return encoded(value.isNumber() ? plain(value.decimalValue()) : value.asString());
        }
        String wanted = slot.isNumber() ? "a number" : yesOrNo ? "true or false" : "a text";
        return refuse(
                slot, value.isContainer() ? "is no single value; it takes " + wanted : "is not " + wanted, errors);
    }

    /// Without an exponent, as long as that is no way to fill the memory.
    private static String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_ZEROS ? number.toPlainString() : number.toString();
    }

    private static @Nullable String refuse(QueryShape.Slot slot, String words, List<ParameterError> errors) {
        errors.add(new ParameterError("/" + slot.name(), words));
        return null;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
