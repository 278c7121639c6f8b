package dev.yizhan.service.coverage;

import dev.yizhan.service.problem.CannotStart;
import dev.yizhan.service.web.Language;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.text.AttributedString;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.fontbox.util.autodetect.FontFileFinder;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/// Fonts for what is drawn and printed: those of this machine, and one with Chinese that a PDF can embed.
///
/// **Shape**  the one that `yizhan.report.font` names, else the first TrueType font of this machine that writes the
/// reports' Chinese and may be embedded; none comes with the service. Latin letters, which some Chinese fonts lack,
/// come from the plain fonts of pictures and PDFs.
/// **Cost**   looking for it takes a second, once, when something is printed first.
@Component
final class Lettering {

    private static final Logger LOG = LoggerFactory.getLogger(Lettering.class);

    /// The outlines of some thousand characters take more.
    private static final long LEAST_BYTES = 1_000_000;

    /// Fine enough to be printed at the height of a line.
    private static final int PRINT_SIZE = 48;

    /// What the fonts that every reader of PDFs has can write.
    private static final Charset LATIN = Charset.forName("windows-1252");

    private static final String CHINESE = Stream.of(Word.values())
            .map(word -> word.in(Language.ZH, "", "", "", "", ""))
            .collect(Collectors.joining());

    /// A font that a PDF can embed, ready for pictures too.
    private record Embeddable(File file, Font font) {}

    private final SingletonSupplier<Embeddable> embeddable;

    /// **Errors** [CannotStart] where the font that is named cannot be used.
    Lettering(@Value("${yizhan.report.font:}") String named) {
        embeddable = named.isBlank()
                ? SingletonSupplier.ofNullable(Lettering::find)
                : SingletonSupplier.of(required(new File(named)));
    }

    private static Embeddable required(File file) {
        try {
            return read(file);
        } catch (IOException | FontFormatException e) {
            throw new CannotStart(
                    "YIZHAN_REPORT_FONT names %s, which is no TrueType font (.ttf) that a PDF can embed: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static @Nullable Embeddable find() {
        Embeddable found = new FontFileFinder()
                .find().stream()
                        .map(File::new)
                        .filter(file ->
                                file.getName().toLowerCase(Locale.ROOT).endsWith(".ttf") && file.length() > LEAST_BYTES)
                        .sorted()
                        .flatMap(file -> readable(file).stream())
                        .filter(one -> prints(one, CHINESE))
                        .findFirst()
                        .orElse(null);
        if (found == null) {
            LOG.warn("no Chinese font that a PDF can embed is on this machine: reports asked for in Chinese are printed"
                    + " in English; install one such as Debian's fonts-droid-fallback, or name one with"
                    + " YIZHAN_REPORT_FONT");
        }
        return found;
    }

    private static Optional<Embeddable> readable(File file) {
        try {
            return Optional.of(read(file));
        } catch (IOException | FontFormatException e) {
            LOG.debug("{} is no font to embed: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static Embeddable read(File file) throws IOException, FontFormatException {
        try (PDDocument trial = new PDDocument()) {
            // Refuses what is broken and what its maker does not let be embedded.
            PDType0Font.load(trial, file);
        }
        return new Embeddable(file, Font.createFont(Font.TRUETYPE_FONT, file));
    }

    /// The font file that PDFs embed.
    ///
    /// **Empty**  there is none; Latin text needs none.
    Optional<File> embedded() {
        return Optional.ofNullable(embeddable.get()).map(Embeddable::file);
    }

    /// Whether a PDF can have a text as text.
    boolean prints(String text) {
        return prints(embeddable.get(), text);
    }

    private static boolean prints(@Nullable Embeddable font, String text) {
        return text.codePoints()
                .allMatch(c -> font != null && font.font.canDisplay(c)
                        || LATIN.newEncoder().canEncode(Character.toString(c)));
    }

    /// The language asked for, or English where a PDF cannot have Chinese.
    Language toPrint(Language asked) {
        return asked == Language.ZH && !prints(CHINESE) ? Language.EN : asked;
    }

    /// The language asked for, or English where a picture cannot have Chinese.
    Language toDraw(Language asked) {
        return asked == Language.ZH && !draws(CHINESE) ? Language.EN : asked;
    }

    /// Whether some font of this machine has each sign of a text.
    boolean draws(String text) {
        return text.codePoints().allMatch(c -> fontWith(c, Font.PLAIN, 1).isPresent());
    }

    private Optional<Font> fontWith(int sign, int style, float size) {
        Font plain = new Font(Font.SANS_SERIF, style, 1).deriveFont(size);
        if (plain.canDisplay(sign)) {
            return Optional.of(plain);
        }
        Embeddable own = embeddable.get();
        Stream<Font> others = own != null && own.font.canDisplay(sign)
                ? Stream.of(own.font)
                : Stream.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
                        .filter(font -> font.canDisplay(sign));
        return others.findFirst().map(font -> font.deriveFont(style, size));
    }

    /// A line of text for a picture, each sign in a font that has it.
    TextLayout line(String text, int style, float size) {
        AttributedString line = new AttributedString(text);
        Font plain = new Font(Font.SANS_SERIF, style, 1).deriveFont(size);
        line.addAttribute(TextAttribute.FONT, plain);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int sign = text.codePointAt(i);
            line.addAttribute(
                    TextAttribute.FONT, fontWith(sign, style, size).orElse(plain), i, i + Character.charCount(sign));
        }
        return new TextLayout(line.getIterator(), new FontRenderContext(null, true, true));
    }

    /// A text as a PNG, black on nothing, for a PDF whose own fonts cannot write it.
    byte[] picture(String text) {
        return drawn(line(text, Font.PLAIN, PRINT_SIZE));
    }

    private static byte[] drawn(TextLayout line) {
        BufferedImage image = new BufferedImage(
                Math.max(1, (int) Math.ceil(line.getAdvance())),
                (int) Math.ceil(line.getAscent() + line.getDescent()),
                BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            pen.setColor(Color.BLACK);
            line.draw(pen, 0, line.getAscent());
            return Png.of(image);
        } finally {
            pen.dispose();
        }
    }
}
