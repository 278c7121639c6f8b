package dev.yizhan.service.web;

import dev.yizhan.service.problem.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Encoding;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import tools.jackson.databind.JsonNode;

/// The OpenAPI document, made from the code: what springdoc cannot see of our query records, problems and manners.
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    static {
        SpringDocUtils.getConfig().addAnnotationsToIgnore(QueryParameters.class, BodyParameters.class);
    }

    private static final String DESCRIPTION = """
            Rest stations (驿站) for the people who deliver, drive and ride: the nearest, lists, districts, coverage and gaps.

            Longitude and latitude are parameters of their own, never a pair; GeoJSON is longitude first. `crs` names the \
            datum of what comes in and what goes out. Lengths end in `_m`, areas in `_m2`, durations in `_s`; times have an \
            offset. What is not known is null. Every answer names the `dataset_version` it comes from and carries an `ETag` \
            made from it. Unknown and malformed parameters are refused, all at once, as a problem (RFC 9457).""";

    private static final String JSON = "application/json";
    private static final String FILE_TYPES =
            "text/csv, application/geo+json, application/json, application/geo+json-seq," + " application/octet-stream";
    private static final String FILE =
            "The same as a file, instead of the request's own, under a name such as venues.csv: CSV (UTF-8 or"
                    + " GB18030, Chinese or English headers), GeoJSON or a GeoJSON sequence. What is wrong with a row is"
                    + " told by its line and column: `/candidates/3/lon`.";

    /// Answers that any call may give, beside its own.
    private static final Map<String, String> PROBLEMS = new LinkedHashMap<>();

    static {
        PROBLEMS.put(
                "400", "Parameters are unknown, missing, repeated, malformed or out of range; errors[] names all.");
        PROBLEMS.put("404", "Nothing has this name.");
        PROBLEMS.put("410", "It had this name once, and is gone.");
        PROBLEMS.put("406", "The answer does not come in the form that Accept asks for.");
        PROBLEMS.put("415", "The body does not come in a form that is read here.");
        PROBLEMS.put("500", "The fault is the server's; request_id leads to it in its log.");
        PROBLEMS.put(
                "503", "The stations are not loaded yet, or the database is away; Retry-After says when to ask again.");
    }

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info().title("yizhan").version("v1").description(DESCRIPTION))
                .servers(List.of(new Server().url("/").description("This server")))
                // Said aloud: no call asks who you are.
                .security(List.of());
    }

    @Bean
    OperationCustomizer parametersFromQueryRecords() {
        return (operation, handler) -> {
            for (MethodParameter parameter : handler.getMethodParameters()) {
                if (parameter.hasParameterAnnotation(QueryParameters.class)) {
                    QueryShape.of(parameter.getParameterType())
                            .slots()
                            .forEach(slot -> operation.addParametersItem(documented(slot)));
                }
            }
            return operation;
        };
    }

    /// A body record as one JSON object, and any body with the room's `examples/<operation>.body.json`.
    @Bean
    OperationCustomizer bodiesFromRecords() {
        return (operation, handler) -> {
            for (MethodParameter parameter : handler.getMethodParameters()) {
                if (parameter.hasParameterAnnotation(BodyParameters.class)) {
                    Schema<Object> body = RecordSchemas.typed("object");
                    QueryShape shape = QueryShape.of(parameter.getParameterType());
                    for (QueryShape.Slot slot : shape.slots()) {
                        body.addProperty(
                                slot.name(),
                                schema(slot).description(slot.words().value()));
                        if (slot.required()) {
                            body.addRequiredItem(slot.name());
                        }
                    }
                    body.setAdditionalProperties(false);
                    Content content = new Content().addMediaType(JSON, new MediaType().schema(body));
                    List<String> files = BodyParametersResolver.fileNames(shape);
                    if (!files.isEmpty()) {
                        content.addMediaType("multipart/form-data", form(body, files));
                    }
                    operation.setRequestBody(new RequestBody().required(true).content(content));
                }
            }
            RequestBody read = operation.getRequestBody();
            MediaType json = read == null || read.getContent() == null
                    ? null
                    : read.getContent().get(JSON);
            if (json != null) {
                example(handler.getBeanType(), operation.getOperationId() + ".body")
                        .ifPresent(json::setExample);
            }
            return operation;
        };
    }

    /// The same with files beside it: the JSON is a part, and each file another.
    private static MediaType form(Schema<Object> body, List<String> files) {
        Schema<Object> parts = RecordSchemas.typed("object");
        parts.addProperty(FormParts.REQUEST, body);
        parts.addRequiredItem(FormParts.REQUEST);
        MediaType form = new MediaType().schema(parts);
        form.addEncoding(FormParts.REQUEST, new Encoding().contentType(JSON));
        for (String file : files) {
            Schema<Object> bytes = RecordSchemas.typed("string");
            bytes.format("binary");
            parts.addProperty(file, bytes.description(FILE));
            form.addEncoding(file, new Encoding().contentType(FILE_TYPES));
        }
        parts.setAdditionalProperties(false);
        return form;
    }

    private static Optional<Object> example(Class<?> room, String name) {
        try (InputStream file = room.getResourceAsStream("examples/" + name + ".json")) {
            return file == null ? Optional.empty() : Optional.of(Json31.mapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts the room's `examples/<operation>.json` beside the answer that it is one of.
    @Bean
    OperationCustomizer examples() {
        return (operation, handler) -> {
            ApiResponse answer = operation.getResponses().get("200");
            if (answer != null && answer.getContent() != null) {
                // Other forms of the same answer have schemas of their own.
                Schema<?> usual = answer.getContent().values().iterator().next().getSchema();
                example(handler.getBeanType(), operation.getOperationId())
                        .ifPresent(example -> answer.getContent().values().stream()
                                .filter(type -> Objects.equals(type.getSchema(), usual))
                                .forEach(type -> type.setExample(example)));
            }
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer sharedAnswers() {
        return document -> {
            Components components = document.getComponents();
            ModelConverters.getInstance(true)
                    .readAll(new AnnotatedType(Problem.class))
                    .forEach(components::addSchemas);
            PROBLEMS.forEach((status, words) -> components.addResponses("Problem" + status, problem(words)));
            document.getPaths()
                    .values()
                    .forEach(path -> path.readOperationsMap().forEach(ApiDocument::addProblems));
        };
    }

    private static void addProblems(PathItem.HttpMethod method, Operation operation) {
        for (Parameter parameter : Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of())) {
            // springdoc reads the example of a code that is all digits as a number.
            if (parameter.getExample() instanceof Number number && "path".equals(parameter.getIn())) {
                parameter.setExample(number.toString());
            }
        }
        boolean named = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "path".equals(parameter.getIn()));
        boolean hasBody = operation.getRequestBody() != null;
        Stream.of("400", "404", "406", "415", "500", "503")
                .filter(status -> named || !status.equals("404"))
                .filter(status -> hasBody || !status.equals("415"))
                .filter(status -> !operation.getResponses().containsKey(status))
                .forEach(status -> operation
                        .getResponses()
                        .addApiResponse(status, new ApiResponse().$ref("#/components/responses/Problem" + status)));
        if (method == PathItem.HttpMethod.GET) {
            operation
                    .getResponses()
                    .addApiResponse(
                            "304",
                            new ApiResponse().description("The client holds this version already (If-None-Match)."));
        }
    }

    private static ApiResponse problem(String words) {
        MediaType type = new MediaType().schema(new JsonSchema().$ref("#/components/schemas/Problem"));
        return new ApiResponse().description(words).content(new Content().addMediaType(Problem.MEDIA_TYPE, type));
    }

    private static Parameter documented(QueryShape.Slot slot) {
        dev.yizhan.service.web.QueryParameter words = slot.words();
        Schema<Object> schema = schema(slot);
        Parameter parameter = new QueryParameter()
                .name(slot.name())
                .description(words.value())
                .required(slot.required())
                .schema(schema);
        boolean array = schema.getTypes().contains("array");
        if (array) {
            parameter.style(Parameter.StyleEnum.FORM).explode(false);
        }
        if (slot.type() == BoundsParameter.class) {
            parameter.example(
                    Stream.of(words.example().split(",")).map(BigDecimal::new).toList());
        } else if (!words.example().isEmpty()) {
            parameter.example(array ? List.of(words.example().split(",")) : literal(slot, words.example()));
        }
        return parameter;
    }

    private static Schema<Object> schema(QueryShape.Slot slot) {
        dev.yizhan.service.web.QueryParameter words = slot.words();
        Schema<Object> value = valueSchema(slot);
        Schema<Object> schema = value;
        if (slot.list()) {
            schema = RecordSchemas.typed("array");
            schema.items(value).minItems(1).maxItems(words.maxItems());
        }
        if (!words.fallback().isEmpty()) {
            schema.setDefault(literal(slot, words.fallback()));
        }
        return schema;
    }

    private static Schema<Object> valueSchema(QueryShape.Slot slot) {
        dev.yizhan.service.web.QueryParameter words = slot.words();
        Class<?> type = slot.type();
        if (type == BoundsParameter.class) {
            return RecordSchemas.typed("array")
                    .items(RecordSchemas.typed("number"))
                    .minItems(4)
                    .maxItems(4);
        }
        if (type == JsonNode.class || type == BodyPart.class) {
            return new JsonSchema();
        }
        if (type.isEnum()) {
            Schema<Object> choice = RecordSchemas.typed("string");
            choice.setEnum(List.copyOf(QueryValue.choices(type)));
            return choice;
        }
        Schema<Object> schema = RecordSchemas.simple(type);
        if (schema.getTypes() == null) {
            schema = RecordSchemas.typed("string");
        }
        if (slot.isNumber()) {
            range(schema, words);
        } else if (type == String.class) {
            schema.minLength(1).maxLength(words.maxLength());
            if (!words.pattern().isEmpty()) {
                schema.setPattern("^(?:" + words.pattern() + ")$");
            }
        }
        return schema;
    }

    private static void range(Schema<Object> schema, dev.yizhan.service.web.QueryParameter words) {
        if (Double.isFinite(words.min())) {
            BigDecimal min = number(words.min());
            if (words.aboveMin()) {
                schema.setExclusiveMinimumValue(min);
            } else {
                schema.setMinimum(min);
            }
        }
        if (Double.isFinite(words.max())) {
            schema.setMaximum(number(words.max()));
        }
    }

    private static BigDecimal number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    private static Object literal(QueryShape.Slot slot, String text) {
        boolean asWritten = slot.isNumber() || slot.type() == Boolean.class || slot.type() == boolean.class;
        return asWritten ? slot.reader().apply(text) : text;
    }
}
