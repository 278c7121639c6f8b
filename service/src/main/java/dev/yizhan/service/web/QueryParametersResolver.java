package dev.yizhan.service.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/// Gives controllers their query as a record.
final class QueryParametersResolver implements SyncHandlerMethodArgumentResolver {

    private final Map<Class<?>, QueryShape> shapes = new ConcurrentHashMap<>();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(QueryParameters.class);
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return shapes.computeIfAbsent(parameter.getParameterType(), QueryShape::of)
                .bind(exchange.getRequest().getURI().getRawQuery());
    }
}
