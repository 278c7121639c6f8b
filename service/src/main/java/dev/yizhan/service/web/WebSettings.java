package dev.yizhan.service.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/// How the framework is set up for every room.
@Configuration(proxyBeanMethods = false)
class WebSettings implements WebFluxConfigurer {

    private final DataSize usualBody;
    private final DataSize maxBody;

    WebSettings(
            @Value("${yizhan.web.usual-body:2MB}") DataSize usualBody,
            @Value("${yizhan.web.max-body:8MB}") DataSize maxBody) {
        this.usualBody = usualBody;
        this.maxBody = maxBody;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(new QueryParametersResolver());
        resolvers.addCustomResolver(new BodyParametersResolver((int) usualBody.toBytes(), (int) maxBody.toBytes()));
    }

    /// The data is public and no call knows who asks: any page may read it, none sends credentials.
    @Override
    public void addCorsMappings(CorsRegistry cors) {
        for (String path : new String[] {"/v1/**", "/tiles/**", "/openapi.json", "/problems/**"}) {
            cors.addMapping(path)
                    .allowedOrigins("*")
                    .allowedMethods("GET", "HEAD", "POST")
                    .allowedHeaders("*")
                    .exposedHeaders("ETag", "Retry-After", "Age", "Link")
                    .maxAge(86_400);
        }
    }
}
