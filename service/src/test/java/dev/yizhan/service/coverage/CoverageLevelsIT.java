package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.support.TestRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// China's divisions skip steps: municipalities have no cities, some counties lie right below a province, and some
/// cities have no counties. Whatever level is listed, every place is in one row.
class CoverageLevelsIT {

    /// Beside the fixture's city of 440100 with its county 440112, whose province is not loaded.
    private static final String LAND = """
            insert into district (adcode, name, level, parent, area_m2, geom, label_point, dataset, version, search_text)
            select adcode, adcode, level, parent, 1, st_multi(st_makeenvelope(100, 30, 101, 31, 4326)), st_point(100.5, 30.5, 4326),
              'shapes', 1, adcode
            from (values
              ('110000', 'province', null), ('110101', 'county', '110000'), ('110102', 'county', '110000'),
              ('420000', 'province', null), ('420100', 'city', '420000'), ('420102', 'county', '420100'),
              ('429004', 'county', '420000'),
              ('460000', 'province', null), ('460100', 'city', '460000'), ('460105', 'county', '460100'),
              ('460400', 'city', '460000')) made (adcode, level, parent)
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null   | province | 110000 420000 440100 460000",
                "null   | city     | 110000 420100 429004 440100 460100 460400",
                "null   | county   | 110101 110102 420102 429004 440112 460105 460400",
                "null   | town     | 110101 110102 420102 429004 440112 460105 460400",
                "110000 | city     | 110101 110102",
                "110000 | county   | 110101 110102",
                "420000 | city     | 420100 429004",
                "420000 | county   | 420102 429004",
                "420000 | null     | 420100 429004",
                "460000 | county   | 460105 460400",
                "460400 | county   | ''",
                "460400 | null     | ''",
                "420102 | city     | ''"
            })
    void every_place_is_in_one_row_of_a_level(String parent, String level, String adcodes) throws Exception {
        assertThat(String.join(" ", asked(parent, level))).isEqualTo(adcodes);
    }

    private static List<String> asked(String parent, String level) throws SQLException {
        String sql = SqlFile.read(DistrictShapes.class, "coverage_plots.sql")
                .replaceAll("(?m)--.*$", "")
                .replaceAll("(?<!:):parent\\b", literal(parent))
                .replaceAll("(?<!:):level\\b", literal(level));
        List<String> found = new ArrayList<>();
        try (Connection connection = TestRecord.withFixture("huangpu").open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(LAND);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    if (rows.getString("adcode") != null) {
                        found.add(rows.getString("adcode"));
                    }
                }
            }
            connection.rollback();
        }
        return found;
    }

    private static String literal(String value) {
        return value.equals("null") ? "null" : "'" + value + "'";
    }
}
