package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yizhan.service.problem.CannotStart;
import dev.yizhan.service.web.Language;
import java.awt.Font;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPdfTest {

    /// No font writes what is no character.
    private static final String UNWRITABLE = "\uD83F\uDFFE";

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    /// With what this machine has, as the service is usually started.
    private static final Lettering FOUND = new Lettering("");

    @TempDir
    Path folder;

    private static String page(String text) {
        return "<html><head><style>body { font-family: report, sans-serif } img.sign { height: 1.2em }</style></head><body>"
                + text + "</body></html>";
    }

    private static PDResources resources(PDDocument document) {
        return document.getPage(0).getResources();
    }

    private static List<PDFont> fonts(PDDocument document) throws Exception {
        List<PDFont> fonts = new ArrayList<>();
        for (COSName name : resources(document).getFontNames()) {
            fonts.add(resources(document).getFont(name));
        }
        return fonts;
    }

    /// A font of Latin letters alone.
    private String latin() throws Exception {
        Path file = folder.resolve("named.ttf");
        try (InputStream font = Objects.requireNonNull(
                PDFont.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"))) {
            Files.copy(font, file);
        }
        return file.toString();
    }

    private static void assumeChinese() {
        assumeTrue(
                FOUND.toPrint(Language.ZH) == Language.ZH,
                "SKIPPED: no Chinese font to embed is on this machine; service/tools/install-font brings one on Debian");
    }

    @Test
    void chinese_is_text_that_can_be_searched_and_copied_in_a_font_that_is_embedded() throws Exception {
        assumeChinese();
        ReportPdf pdf = new ReportPdf(FOUND);
        String words = pdf.name("黄埔区（440112）覆盖率 35.2%，Größe 1,234 km²", "440112");
        try (PDDocument document = Loader.loadPDF(pdf.of(page(words), DAY))) {
            assertThat(new PDFTextStripper().getText(document).strip())
                    .isEqualTo("黄埔区（440112）覆盖率 35.2%，Größe 1,234 km²");
            assertThat(fonts(document)).anyMatch(PDFont::isEmbedded);
            assertThat(resources(document).getXObjectNames()).isEmpty();
        }
    }

    @Test
    void every_phrase_of_a_report_is_text_in_both_languages() throws Exception {
        assumeChinese();
        ReportPdf pdf = new ReportPdf(FOUND);
        for (Language language : Language.values()) {
            String phrases = Stream.of(Word.values())
                    .map(word -> word.in(language, "1", "2", "3", "4", "5"))
                    .collect(Collectors.joining(" "));
            try (PDDocument document = Loader.loadPDF(pdf.of(page(ReportPage.escaped(phrases)), DAY))) {
                assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", ""))
                        .isEqualTo(phrases.replaceAll("\\s", ""));
            }
        }
    }

    @Test
    void the_font_that_is_named_is_embedded_and_writes_the_names() throws Exception {
        ReportPdf pdf = new ReportPdf(new Lettering(latin()));
        try (PDDocument document = Loader.loadPDF(pdf.of(page(pdf.name("Ünder", "1")), DAY))) {
            PDFont font = fonts(document).getFirst();
            assertThat(font.getName()).endsWith("LiberationSans");
            assertThat(font.isEmbedded()).isTrue();
        }
    }

    @Test
    void with_a_font_that_has_no_chinese_a_report_is_printed_in_english_and_other_names_are_pictures_or_codes()
            throws Exception {
        Lettering latin = new Lettering(latin());
        assertThat(latin.toPrint(Language.ZH)).isEqualTo(Language.EN);
        assertThat(latin.toPrint(Language.EN)).isEqualTo(Language.EN);
        ReportPdf pdf = new ReportPdf(latin);
        assertThat(pdf.name("Porto & Gaia", "990101")).isEqualTo("Porto &amp; Gaia");
        String chinese = pdf.name("黄埔区", "440112");
        if (latin.draws("黄埔区")) {
            assertThat(chinese).startsWith("<img class=\"sign\" alt=\"黄\"");
            try (PDDocument document = Loader.loadPDF(pdf.of(page(chinese), DAY))) {
                assertThat(resources(document).getXObjectNames()).hasSize(3);
            }
        } else {
            assertThat(chinese).as("no font of this machine writes it").isEqualTo("440112");
        }
    }

    @Test
    void a_font_that_cannot_be_used_keeps_the_service_from_starting_and_is_named() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.ttf"), "no font");
        for (String file : List.of(broken.toString(), folder.resolve("none.ttf").toString())) {
            assertThatThrownBy(() -> new Lettering(file))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("YIZHAN_REPORT_FONT names " + file);
        }
    }

    @Test
    void the_same_page_of_the_same_day_is_the_same_to_the_byte() {
        ReportPdf pdf = new ReportPdf(FOUND);
        byte[] first = pdf.of(page(pdf.name("Porto 黄埔区", "1")), DAY);
        assertThat(pdf.of(page(pdf.name("Porto 黄埔区", "1")), DAY)).isEqualTo(first);
        assertThat(pdf.of(page("Gaia"), DAY)).isNotEqualTo(first);
    }

    @Test
    void what_nothing_can_write_goes_by_its_code_and_breaks_nothing() throws Exception {
        ReportPdf pdf = new ReportPdf(FOUND);
        assertThat(pdf.name("区" + UNWRITABLE, "440112")).isEqualTo("440112");
        assertThat(FOUND.draws(UNWRITABLE)).isFalse();
        assertThat(FOUND.line("a" + UNWRITABLE, Font.PLAIN, 12).getAdvance()).isPositive();
        try (PDDocument document = Loader.loadPDF(pdf.of(page("a" + UNWRITABLE + "b"), DAY))) {
            assertThat(new PDFTextStripper().getText(document)).contains("a", "b");
        }
    }

    @Test
    void a_line_is_as_wide_as_it_is_long_whatever_fonts_it_takes() {
        float latin = FOUND.line("mm", Font.PLAIN, 48).getAdvance();
        assertThat(FOUND.line("mmmm", Font.BOLD, 48).getAdvance()).isGreaterThan(1.9f * latin);
        float chinese = FOUND.line("区", Font.PLAIN, 48).getAdvance();
        assertThat(FOUND.line("mm区", Font.PLAIN, 48).getAdvance()).isBetween(latin + chinese - 1, latin + chinese + 1);
    }
}
