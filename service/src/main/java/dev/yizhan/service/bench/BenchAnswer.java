package dev.yizhan.service.bench;

import dev.yizhan.service.web.DirectAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.stereotype.Component;

/// The answer that was written before, on the same short way that nearest takes: what the way alone costs.
@Component
@Profile("bench")
class BenchAnswer implements DirectAnswer<BenchQuery> {

    private final byte[] answer;

    BenchAnswer(@Value("${yizhan.bench.answer}") Path answer) throws IOException {
        this.answer = Files.readAllBytes(answer);
    }

    @Override
    public String path() {
        return "/bench/direct";
    }

    @Override
    public Class<BenchQuery> query() {
        return BenchQuery.class;
    }

    @Override
    public DataBuffer answer(BenchQuery query, DataBufferFactory buffers) {
        return buffers.allocateBuffer(answer.length).write(answer);
    }
}
