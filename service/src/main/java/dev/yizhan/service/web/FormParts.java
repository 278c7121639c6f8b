package dev.yizhan.service.web;

import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;

/// A body of `multipart/form-data`: the JSON in its part `request`, and the files beside it by their names.
record FormParts(byte[] request, Map<String, BodyPart.File> files) {

    static final String REQUEST = "request";

    /// **Blocking** while it is taken apart, in memory alone.
    /// **Errors**  invalid-body where it cannot be taken apart, has no request, or has a part twice.
    static FormParts read(MediaType type, byte[] body) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, type.toString());
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder = new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), head);
            decoder.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
            if (decoder.currentPartialHttpData() != null) {
                throw broken();
            }
            return sorted(decoder.getBodyHttpDatas());
        } catch (DecoderException e) {
            throw broken();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private static ProblemException broken() {
        return ProblemException.of(
                ProblemType.INVALID_BODY, "The body is not multipart/form-data as RFC 7578 has it, or breaks off.");
    }

    private static FormParts sorted(List<InterfaceHttpData> parts) throws IOException {
        List<ParameterError> errors = new ArrayList<>();
        byte[] request = null;
        Map<String, BodyPart.File> files = new LinkedHashMap<>();
        for (InterfaceHttpData part : parts) {
            String name = part.getName();
            boolean twice = false;
            if (name.equals(REQUEST) && part instanceof HttpData data) {
                twice = request != null;
                request = data.get();
            } else if (part instanceof FileUpload file) {
                twice = files.put(name, new BodyPart.File(file.getFilename(), file.get())) != null;
            } else {
                errors.add(new ParameterError(
                        "/" + name, "is no file: give it a name, as curl -F " + name + "=@venues.csv does"));
            }
            if (twice) {
                errors.add(new ParameterError("/" + name, "is given twice"));
            }
        }
        if (request == null) {
            errors.add(new ParameterError("/" + REQUEST, "is missing: the part with the question, as JSON"));
        }
        if (!errors.isEmpty() || request == null) {
            throw ProblemException.invalidBody(errors);
        }
        return new FormParts(request, files);
    }
}
