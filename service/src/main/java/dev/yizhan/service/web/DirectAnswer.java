package dev.yizhan.service.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;

/// A GET that is answered from memory, in so little time that the framework's way to a controller would cost more than
/// the answer. [DirectWay] asks it for plain requests; a controller of the same path stays the contract, and serves
/// the rest.
///
/// **Shape**  `Q` is a record of [QueryParameter]s.
public interface DirectAnswer<Q extends Record> {

    /// The path, as it stands in an address.
    String path();

    /// The record that the query is bound to, as strictly as for a controller.
    Class<Q> query();

    /// The answer as UTF-8; null where this question has to go the usual way.
    ///
    /// **Errors**  whatever is thrown: the request then goes the usual way, where it is refused in words.
    /// **Blocking**  never: it runs on the event loop.
    @Nullable
    DataBuffer answer(Q query, DataBufferFactory buffers);
}
