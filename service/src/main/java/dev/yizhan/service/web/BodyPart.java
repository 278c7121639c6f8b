package dev.yizhan.service.web;

import tools.jackson.databind.JsonNode;

/// A part of a body that may be long, for the room to read: JSON in the body, or a file beside it.
public sealed interface BodyPart {

    /// Any JSON but null.
    record Json(JsonNode node) implements BodyPart {}

    /// A file as it was sent, and what it is called.
    ///
    /// **Shape**  `bytes` are the bytes themselves and no copy, for there may be many; nobody changes them.
    final class File implements BodyPart {

        private final String name;
        private final byte[] bytes;

        File(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        public String name() {
            return name;
        }

        public byte[] bytes() {
            return bytes;
        }
    }
}
