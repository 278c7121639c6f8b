package dev.yizhan.service.coverage;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;

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

    /// The page printed on a day: the same bytes each time.
    byte[] of(String page, LocalDate printed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        if (!font.isBlank()) {
            builder.useFont(new File(font), "report");
        }
        builder.withHtmlContent(page, null);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
                PDDocument document = laidOut(renderer).createPDFKeepOpen()) {
            GregorianCalendar day = GregorianCalendar.from(printed.atStartOfDay(ZoneOffset.UTC));
            document.getDocumentInformation().setCreationDate(day);
            document.getDocumentInformation().setModificationDate(day);
            document.setDocumentId((long) page.hashCode());
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static PdfBoxRenderer laidOut(PdfBoxRenderer renderer) {
        renderer.layout();
        return renderer;
    }
}
