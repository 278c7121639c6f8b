package dev.yizhan.service.web;

import dev.yizhan.service.problem.Problem;
import dev.yizhan.service.problem.ProblemType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

/// Mends, on the wire, the two things that the application never gets to see: an address with Chinese written out in
/// it, as people type it, and the server's own refusals, which have no body.
@Component
final class WireManners implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final JsonMapper json;

    WireManners(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.doOnChannelInit((_, channel, _) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "yizhan.manners", new Handler(json))));
    }

    /// Percent-encodes the bytes above ASCII, which Netty hands on one character each. HTTP does not allow them in an
    /// address, but there is only one thing they can mean.
    static String encoded(String address) {
        StringBuilder encoded = new StringBuilder(address.length() + 16);
        for (int at = 0; at < address.length(); at++) {
            char c = address.charAt(at);
            if (c < 0x80) {
                encoded.append(c);
            } else if (c <= 0xFF) {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            } else {
                for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xFF));
                }
            }
        }
        return encoded.toString();
    }

    private static final class Handler extends ChannelDuplexHandler {

        private final JsonMapper json;
        /// Methods of requests not answered yet, for the answer to a HEAD has no body whatever its status.
        private final Queue<HttpMethod> waiting = new ArrayDeque<>();

        Handler(JsonMapper json) {
            this.json = json;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                waiting.add(request.method());
                if (request.uri().chars().anyMatch(c -> c >= 0x80)) {
                    request.setUri(encoded(request.uri()));
                }
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            Object sent = message;
            if (message instanceof HttpResponse response
                    && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                HttpMethod method = waiting.poll();
                if (!HttpMethod.HEAD.equals(method)
                        && message instanceof FullHttpResponse full
                        && isBareRefusal(full)) {
                    sent = explained(full);
                }
            }
            context.write(sent, promise);
        }

        private static boolean isBareRefusal(FullHttpResponse response) {
            return response.status().code() >= 400 && !response.content().isReadable();
        }

        private FullHttpResponse explained(FullHttpResponse bare) {
            return ProblemType.findByStatus(bare.status().code())
                    .map(type -> {
                        ByteBuf body = Unpooled.wrappedBuffer(json.writeValueAsBytes(new Problem(
                                type.uri(), type.title(), type.status().value(), type.explanation(), List.of(), null)));
                        FullHttpResponse explained = bare.replace(body);
                        explained.headers().set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
                        explained.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
                        explained.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
                        bare.release();
                        return explained;
                    })
                    .orElse(bare);
        }
    }
}
