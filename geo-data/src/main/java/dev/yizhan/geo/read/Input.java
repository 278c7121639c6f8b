package dev.yizhan.geo.read;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// A file looked through once before it is read: is it compressed, what is in it, in which
/// encoding, is it whole?
///
/// **Cost**  one pass over the file, a few kilobytes of memory.
record Input(
        String name,
        Bytes bytes,
        boolean compressed,
        Content content,
        Charset charset,
        int bomLength,
        @Nullable Flaw flaw) {

    /// The bytes of a file from their beginning, as often as they are asked for.
    interface Bytes {
        InputStream open() throws IOException;
    }

    enum Content {
        TABLE("a table of text"),
        GEOJSON("JSON"),
        GEOJSON_SEQUENCE("a sequence of GeoJSON texts"),
        NOTHING("nothing"),
        FOREIGN("something else");

        final String words;

        Content(String words) {
            this.words = words;
        }
    }

    private static final int HEAD = 4096;

    static Input inspect(Path path) throws IOException {
        return inspect(path.getFileName().toString(), () -> Files.newInputStream(path));
    }

    static Input inspect(String fileName, Bytes file) throws IOException {
        boolean compressed = isGzip(file);
        String name = fileName.toLowerCase(Locale.ROOT);
        byte[] head = new byte[0];
        Encoding encoding = new Encoding();
        try (InputStream bytes = open(file, compressed)) {
            head = bytes.readNBytes(HEAD);
            encoding.read(head, head.length);
            byte[] chunk = new byte[1 << 16];
            for (int length = bytes.read(chunk); length >= 0; length = bytes.read(chunk)) {
                encoding.read(chunk, length);
            }
        } catch (EOFException | ZipException e) {
            return refused(
                    name,
                    file,
                    Flaw.ofFile(
                            Flaw.Kind.FILE_CUT_SHORT,
                            "the gzip compression ends too early or is damaged: copy or download the file again"));
        }
        Bom bom = Bom.of(head);
        Charset charset = bom == Bom.NONE ? encoding.found() : bom.charset;
        Content content = content(head, bom, name);
        Flaw flaw = flaw(name, compressed, content, head);
        return new Input(name, file, compressed, content, charset, bom.length, flaw);
    }

    /// A file that is not read, and why.
    static Input refused(String name, Bytes file, Flaw flaw) {
        return new Input(name, file, false, Content.FOREIGN, StandardCharsets.UTF_8, 0, flaw);
    }

    /// The text from its first character, the byte order mark left out; what cannot be decoded
    /// becomes U+FFFD.
    Reader reader() throws IOException {
        InputStream text = open(bytes, compressed);
        try {
            text.skipNBytes(bomLength);
            return new BufferedReader(new InputStreamReader(text, charset), 1 << 16);
        } catch (IOException e) {
            text.close();
            throw e;
        }
    }

    private static InputStream open(Bytes file, boolean compressed) throws IOException {
        InputStream bytes = new BufferedInputStream(file.open(), 1 << 16);
        if (!compressed) {
            return bytes;
        }
        try {
            return new GZIPInputStream(bytes, 1 << 16);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    static boolean isGzip(Bytes file) throws IOException {
        try (InputStream bytes = file.open()) {
            return Arrays.equals(bytes.readNBytes(2), new byte[] {0x1f, (byte) 0x8b});
        }
    }

    private enum Bom {
        UTF_8(StandardCharsets.UTF_8, 0xef, 0xbb, 0xbf),
        UTF_16_LE(StandardCharsets.UTF_16LE, 0xff, 0xfe),
        UTF_16_BE(StandardCharsets.UTF_16BE, 0xfe, 0xff),
        NONE(StandardCharsets.UTF_8);

        final Charset charset;
        final int length;
        private final int[] bytes;

        Bom(Charset charset, int... bytes) {
            this.charset = charset;
            this.bytes = bytes;
            this.length = bytes.length;
        }

        static Bom of(byte[] head) {
            return Arrays.stream(values())
                    .filter(bom -> bom.begins(head))
                    .findFirst()
                    .orElse(NONE);
        }

        private boolean begins(byte[] head) {
            if (head.length < length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if ((head[i] & 0xff) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Content content(byte[] head, Bom bom, String name) {
        if (foreign(head) != null) {
            return Content.FOREIGN;
        }
        String text = new String(head, bom.length, head.length - bom.length, bom.charset).stripLeading();
        if (text.isEmpty()) {
            return Content.NOTHING;
        }
        return switch (text.charAt(0)) {
            case '{', '[' -> says(name) == Content.GEOJSON_SEQUENCE ? Content.GEOJSON_SEQUENCE : Content.GEOJSON;
            case GeoJsonReader.RECORD_SEPARATOR -> Content.GEOJSON_SEQUENCE;
            default -> Content.TABLE;
        };
    }

    /// What the file's name says; null when it says nothing.
    private static @Nullable Content says(String name) {
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
            case "csv", "tsv", "tab", "txt" -> Content.TABLE;
            case "geojson", "json" -> Content.GEOJSON;
            case "geojsonl", "geojsons", "geojsonseq", "ndgeojson", "ndjson", "jsonl", "jsons" ->
                Content.GEOJSON_SEQUENCE;
            default -> null;
        };
    }

    private static @Nullable Flaw flaw(String name, boolean compressed, Content content, byte[] head) {
        if (content == Content.NOTHING) {
            return Flaw.ofFile(Flaw.Kind.EMPTY_FILE, "the file holds nothing: check that the export was finished");
        }
        String foreign = foreign(head);
        if (foreign != null) {
            return Flaw.ofFile(
                    Flaw.Kind.NOT_WHAT_ITS_NAME_SAYS,
                    name + " holds " + foreign + ": give CSV, GeoJSON or a GeoJSON sequence, plain or .gz");
        }
        if (name.endsWith(".gz") && !compressed) {
            return Flaw.ofFile(
                    Flaw.Kind.NOT_WHAT_ITS_NAME_SAYS,
                    name + " is not compressed: take the .gz off its name, or copy it again");
        }
        Content said = says(name);
        boolean table = content == Content.TABLE;
        if (said != null && (said == Content.TABLE) != table) {
            return Flaw.ofFile(
                    Flaw.Kind.NOT_WHAT_ITS_NAME_SAYS,
                    name + " holds " + content.words + ", not " + said.words
                            + ": give it the right name, or check that it is the right file");
        }
        return null;
    }

    /// What a file is that cannot be read here; null when it may be text.
    private static @Nullable String foreign(byte[] head) {
        String latin = new String(head, StandardCharsets.ISO_8859_1);
        String start = latin.substring(0, Math.min(512, latin.length()))
                .replaceFirst("^\\u00ef\\u00bb\\u00bf", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (latin.startsWith("PK\u0003\u0004")) {
            return latin.contains("xl/") || latin.contains("[Content_Types].xml")
                    ? "an Excel workbook (save it as CSV UTF-8 first)"
                    : "a zip archive (unpack it first)";
        }
        if (latin.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            return "an old Excel or Word document (save it as CSV UTF-8 first)";
        }
        if (start.startsWith("%pdf")) {
            return "a PDF document";
        }
        if (start.startsWith("<!doctype") || start.startsWith("<html")) {
            return "a web page (an error page, perhaps: download it again)";
        }
        if (start.startsWith("<")) {
            return "XML";
        }
        return Bom.of(head) == Bom.NONE && latin.indexOf('\0') >= 0 ? "binary data" : null;
    }
}
