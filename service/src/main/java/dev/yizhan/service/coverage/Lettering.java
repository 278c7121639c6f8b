package dev.yizhan.service.coverage;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.stream.Stream;

/// Words in a font of this machine that can write them: none comes with the service.
final class Lettering {

    /// Fine enough to be printed at the height of a line.
    private static final int PRINT_SIZE = 48;

    private Lettering() {}

    /// A font of this machine that can write a text, of the same size and weight; plain ones first.
    static Optional<Font> able(Font font, String text) {
        if (font.canDisplayUpTo(text) < 0) {
            return Optional.of(font);
        }
        return Stream.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
                .filter(other -> other.canDisplayUpTo(text) < 0)
                .findFirst()
                .map(other -> other.deriveFont(font.getStyle(), font.getSize2D()));
    }

    /// A text as a PNG, black on nothing, for a page whose own fonts cannot write it.
    ///
    /// **Empty**  no font of this machine can write it.
    static Optional<byte[]> picture(String text) {
        return able(new Font(Font.SANS_SERIF, Font.PLAIN, PRINT_SIZE), text).map(font -> drawn(text, font));
    }

    private static byte[] drawn(String text, Font font) {
        Graphics2D ruler = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();
        FontMetrics metrics = ruler.getFontMetrics(font);
        ruler.dispose();
        BufferedImage image = new BufferedImage(
                Math.max(1, metrics.stringWidth(text)), metrics.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            pen.setColor(Color.BLACK);
            pen.setFont(font);
            pen.drawString(text, 0, metrics.getAscent());
            return Png.of(image);
        } finally {
            pen.dispose();
        }
    }
}
