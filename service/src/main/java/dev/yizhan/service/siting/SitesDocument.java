package dev.yizhan.service.siting;

import dev.yizhan.service.web.GeoJsonModule;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Tells the API's document what the result of a job is: sites are what is asked for so far.
@Configuration(proxyBeanMethods = false)
class SitesDocument {

    private static final String RESULT = "/v1/jobs/{id}/result";

    @Bean
    OpenApiCustomizer sitesAsResult() {
        return document -> {
            ModelConverters.getInstance(true)
                    .readAll(new AnnotatedType(SitesAnswer.class))
                    .forEach(document.getComponents()::addSchemas);
            PathItem result = Objects.requireNonNull(document.getPaths().get(RESULT));
            ApiResponse answer =
                    Objects.requireNonNull(result.getGet().getResponses().get("200"));
            Objects.requireNonNull(answer.getContent().get(GeoJsonModule.MEDIA_TYPE))
                    .setSchema(new JsonSchema().$ref("#/components/schemas/SitesAnswer"));
        };
    }
}
