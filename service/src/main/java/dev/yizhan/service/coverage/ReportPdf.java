package dev.yizhan.service.coverage;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/// A page of a report as a PDF.
///
/// **Shape**  names are written in the font that `yizhan.report.font` names (a .ttf, which is embedded). Without one,
/// Latin names are written in the PDF's own font and all others drawn as small pictures in a font of the machine:
/// the usual Chinese ones have outlines that PDFs made here cannot embed. Where there is none, codes stand for them.
final class ReportPdf {

    private final String font;

    ReportPdf(String font) {
        this.font = font;
    }

    /// A name as the page's markup; `code` stands for one that nothing here can write.
    String name(String name, String code) {
        if (!font.isBlank() || name.chars().allMatch(c -> c < 0x100)) {
            return ReportPage.escaped(name);
        }
        return Lettering.picture(name)
                .map(png -> "<img class=\"name\" alt=\"%s\" src=\"data:image/png;base64,%s\"/>"
                        .formatted(ReportPage.escaped(code), Base64.getEncoder().encodeToString(png)))
                .orElse(ReportPage.escaped(code));
    }

    byte[] of(String page) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        if (!font.isBlank()) {
            builder.useFont(new File(font), "report");
        }
        builder.withHtmlContent(page, null);
        builder.toStream(bytes);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
