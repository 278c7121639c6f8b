package dev.yizhan.service.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.yizhan.service.support.TestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SqlFilesIT {

    private static final Path RESOURCES = Path.of("src/main/resources/dev/yizhan/service");
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z][a-z_0-9]*)");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(RESOURCES)) {
            return all.filter(file -> file.toString().endsWith(".sql")).toList().stream();
        }
    }

    /// As the driver sends it: comments gone, each name one numbered marker.
    static String numbered(String sql) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Matcher names = PARAMETER.matcher(sql.replaceAll("(?m)--.*$", ""));
        return names.replaceAll(name -> "\\$" + numbers.computeIfAbsent(name.group(1), _ -> numbers.size() + 1));
    }

    @TestFactory
    Stream<DynamicTest> every_file_is_understood_by_the_database() throws IOException {
        return files().map(file ->
                DynamicTest.dynamicTest(RESOURCES.relativize(file).toString(), () -> {
                    try (Connection connection =
                                    TestRecord.withFixture("huangpu").open();
                            Statement statement = connection.createStatement()) {
                        statement.execute("prepare question as " + numbered(Files.readString(file)));
                    } catch (SQLException e) {
                        throw new AssertionError(file + ": " + e.getMessage(), e);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> every_file_says_what_it_is_what_goes_in_and_what_comes_out() throws IOException {
        return files().map(file ->
                DynamicTest.dynamicTest(RESOURCES.relativize(file).toString(), () -> {
                    String sql = Files.readString(file);
                    assertThat(sql)
                            .startsWith("-- " + file.getFileName() + ": ")
                            .contains("\n-- out");
                    Matcher names = PARAMETER.matcher(sql.replaceAll("(?m)--.*$", ""));
                    while (names.find()) {
                        assertThat(sql.lines().filter(line -> line.startsWith("--")))
                                .as("the head of %s names :%s", file, names.group(1))
                                .anyMatch(line -> line.contains(":" + names.group(1)));
                    }
                }));
    }

    @Test
    void a_file_that_is_missing_stops_the_start() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SqlFile.read(SqlFilesIT.class, "missing.sql"))
                .withMessageContaining("missing.sql");
    }
}
