package dev.yizhan.service.page;

import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.config.ResourceHandlerRegistration;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.resource.EncodedResourceResolver;

/// The files of the pages: what the web build named after its content is kept for good, the few that keep their name
/// are asked for again each time.
///
/// **Shape**  the build has put `.gz` beside what is worth it, so that no request pays for packing.
@Configuration(proxyBeanMethods = false)
class PageFiles implements WebFluxConfigurer {

    private static final String FILES = "classpath:/static/";
    private static final Duration FOR_GOOD = Duration.ofDays(365);

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        packed(registry.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(CacheControl.maxAge(FOR_GOOD).cachePublic().immutable()));
        packed(registry.addResourceHandler("/sw.js", "/*.webmanifest", "/*.svg", "/*.png", "/robots.txt")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache()));
        // The page at /docs, out of its library.
        registry.addResourceHandler("/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true);
    }

    private static void packed(ResourceHandlerRegistration files) {
        files.setMediaTypes(Map.of("webmanifest", MediaType.valueOf("application/manifest+json")));
        // A build of the same content is the same file; its date says nothing.
        files.setUseLastModified(false);
        files.resourceChain(true).addResolver(new EncodedResourceResolver());
    }
}
