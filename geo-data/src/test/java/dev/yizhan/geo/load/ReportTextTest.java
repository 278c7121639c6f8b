package dev.yizhan.geo.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    @Test
    void a_line_of_a_raster_with_several_bad_cells_is_named_once() {
        ReportText text = new ReportText("a.tif", RunEnd.PUBLISHED, null, null);
        text.problems(List.of(new ProblemTally.Kind(
                "not_a_weight", true, 4, List.of(1L, 1L, 2L, 1L), "a.tif column 0", "-1.0", "say how many")));
        assertThat(text.toString()).contains("not_a_weight, 4 times: line 1, 2" + System.lineSeparator());
    }
}
