package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPdfTest {

    /// No font writes what is no character.
    private static final String UNWRITABLE = "\uD83F\uDFFE";

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    @TempDir
    Path folder;

    private static String page(String name) {
        return "<html><head><style>body { font-family: report, sans-serif } img.name { height: 1.2em }</style></head><body>"
                + name + "</body></html>";
    }

    private static PDResources resources(PDDocument document) {
        return document.getPage(0).getResources();
    }

    @Test
    void the_font_that_is_named_is_embedded_and_writes_the_names() throws Exception {
        Path file = folder.resolve("named.ttf");
        try (InputStream font = Objects.requireNonNull(
                PDFont.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"))) {
            Files.copy(font, file);
        }
        ReportPdf pdf = new ReportPdf(file.toString());
        assertThat(pdf.name("黄埔区", "440112")).isEqualTo("黄埔区");
        try (PDDocument document = Loader.loadPDF(pdf.of(page(pdf.name("Ünder", "1")), DAY))) {
            COSName first = resources(document).getFontNames().iterator().next();
            PDFont font = resources(document).getFont(first);
            assertThat(font.getName()).endsWith("LiberationSans");
            assertThat(font.isEmbedded()).isTrue();
        }
    }

    @Test
    void without_one_a_latin_name_is_text_and_what_the_machine_can_draw_is_a_picture() throws Exception {
        ReportPdf pdf = new ReportPdf("");
        assertThat(pdf.name("Porto & Gaia", "990101")).isEqualTo("Porto &amp; Gaia");
        String chinese = pdf.name("黄埔区", "440112");
        Optional<byte[]> drawn = Lettering.picture("黄埔区");
        if (drawn.isEmpty()) {
            assertThat(chinese).as("no font of this machine writes it").isEqualTo("440112");
            return;
        }
        assertThat(chinese).startsWith("<img class=\"name\" alt=\"440112\"");
        try (PDDocument document = Loader.loadPDF(pdf.of(page(chinese), DAY))) {
            COSName image = resources(document).getXObjectNames().iterator().next();
            assertThat(resources(document).getXObject(image)).isInstanceOf(PDImageXObject.class);
        }
    }

    @Test
    void the_same_page_of_the_same_day_is_the_same_to_the_byte() {
        ReportPdf pdf = new ReportPdf("");
        byte[] first = pdf.of(page("Porto"), DAY);
        assertThat(pdf.of(page("Porto"), DAY)).isEqualTo(first);
        assertThat(pdf.of(page("Gaia"), DAY)).isNotEqualTo(first);
    }

    @Test
    void what_nothing_can_write_goes_by_its_code() {
        assertThat(new ReportPdf("").name(UNWRITABLE, "440112")).isEqualTo("440112");
        assertThat(Lettering.picture(UNWRITABLE)).isEmpty();
    }

    @Test
    void a_text_is_drawn_as_wide_as_it_is_long() throws Exception {
        int one = ImageIO.read(new ByteArrayInputStream(Lettering.picture("mm").orElseThrow()))
                .getWidth();
        int two = ImageIO.read(
                        new ByteArrayInputStream(Lettering.picture("mmmm").orElseThrow()))
                .getWidth();
        assertThat(two).isBetween(2 * one - 3, 2 * one + 3);
    }
}
