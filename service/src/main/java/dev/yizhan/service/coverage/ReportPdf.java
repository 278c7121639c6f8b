package dev.yizhan.service.coverage;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.GregorianCalendar;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;

/// A page of a report as a PDF.
///
/// **Shape**  text, to be searched and copied, in the font that [Lettering] embeds and, where that lacks Latin letters,
/// in the PDF's own. A name that neither can write is drawn as a small picture in any font of the machine; where there
/// is
/// none for it, its code stands for it.
final class ReportPdf {

    private final Lettering lettering;

    ReportPdf(Lettering lettering) {
        this.lettering = lettering;
    }

    /// A name as the page's markup; `code` stands for one that nothing here can write.
    String name(String name, String code) {
        return name.codePoints().mapToObj(Character::toString).allMatch(this::isWritable)
                ? name.codePoints()
                        .mapToObj(Character::toString)
                        .map(this::sign)
                        .collect(Collectors.joining())
                : ReportPage.escaped(code);
    }

    private boolean isWritable(String sign) {
        return lettering.prints(sign) || lettering.draws(sign);
    }

    private String sign(String sign) {
        return lettering.prints(sign)
                ? ReportPage.escaped(sign)
                : "<img class=\"sign\" alt=\"%s\" src=\"data:image/png;base64,%s\"/>"
                        .formatted(
                                ReportPage.escaped(sign), Base64.getEncoder().encodeToString(lettering.picture(sign)));
    }

    /// The page printed on a day: the same bytes each time.
    byte[] of(String page, LocalDate printed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        lettering.embedded().ifPresent(font -> builder.useFont(font, ReportPage.FONT));
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
