package dev.yizhan.geo.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.yizhan.geo.support.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Against the evaluator that OpenStreetMap's own tools use, on the forms of real lists and on seeded ones.
class OpeningHoursJudgeTest {

    private static final String JUDGE = "opening_hours@3.15.0";
    private static final int MOMENTS = 50;
    /// 2025 and 2026, whose holidays the judge knows.
    private static final long FROM = 1735660800;

    private static final long SECONDS = 2 * 365 * 86_400L;

    private static Path folder = Path.of("");

    @BeforeAll
    static void fetchTheJudge() throws Exception {
        folder = Files.createDirectories(Path.of(System.getProperty("yizhan.root", ".."))
                .toAbsolutePath()
                .normalize()
                .resolve(".yizhan/judge"));
        Files.writeString(folder.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
        try (InputStream script = OpeningHoursJudgeTest.class.getResourceAsStream("judge.mjs")) {
            Files.copy(script, folder.resolve("judge.mjs"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(folder.resolve("node_modules/opening_hours/package.json"))) {
            Path log = folder.resolve("npm.log");
            Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-save", JUDGE)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!npm.waitFor(2, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                String why = "npm cannot fetch " + JUDGE + ", so opening hours stay unjudged: " + Files.readString(log);
                assertThat(System.getenv("CI")).as(why).isNull();
                abort(why);
            }
        }
    }

    private record Verdict(String states, List<String> changes) {}

    private record Judged(Holidays holidays, List<Verdict> verdicts) {}

    private static Judged judge(List<String> texts, List<long[]> moments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("node", "judge.mjs").directory(folder.toFile());
        builder.environment().put("TZ", "Asia/Shanghai");
        Process node = builder.start();
        Thread writer = Thread.ofVirtual().start(() -> {
            try (var in = node.outputWriter(StandardCharsets.UTF_8)) {
                for (int i = 0; i < texts.size(); i++) {
                    in.write(texts.get(i) + "\t"
                            + Arrays.stream(moments.get(i))
                                    .mapToObj(Long::toString)
                                    .collect(Collectors.joining(","))
                            + "\n");
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        List<String> lines;
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            lines = out.readAllLines();
        }
        writer.join();
        assertThat(node.waitFor()).isZero();
        Holidays holidays = new Holidays(Arrays.stream(lines.getFirst().split(","))
                .map(day -> LocalDate.ofEpochDay(Long.parseLong(day)))
                .toList());
        return new Judged(
                holidays,
                lines.stream()
                        .skip(1)
                        .map(line -> {
                            String[] parts = line.split("\t", -1);
                            return new Verdict(parts[0], parts.length == 1 ? List.of() : List.of(parts[1].split(",")));
                        })
                        .toList());
    }

    private static void compare(List<String> texts, Random random) throws IOException, InterruptedException {
        List<long[]> moments = texts.stream()
                .map(_ -> IntStream.range(0, MOMENTS)
                        .mapToLong(i -> {
                            long moment = FROM + (long) (random.nextDouble() * SECONDS);
                            // Every other one on a quarter of an hour or a second before, where things change.
                            return i % 2 == 0 ? moment : moment - moment % 900 - i / 2 % 2;
                        })
                        .toArray())
                .toList();
        Judged judged = judge(texts, moments);
        assertThat(judged.verdicts).hasSameSizeAs(texts);
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (int t = 0; t < texts.size(); t++) {
            OpeningHours hours = OpeningHours.parse(texts.get(t), judged.holidays);
            Verdict verdict = judged.verdicts.get(t);
            if (verdict.states.startsWith("!")) {
                differences.add(texts.get(t) + " at 20 " + verdict.states);
                continue;
            }
            for (int m = 0; m < MOMENTS; m++) {
                OpeningHours.Stretch stretch = hours.at(moments.get(t)[m]);
                char ours = stretch.state().name().charAt(0);
                compared++;
                String where = texts.get(t) + " at " + java.time.Instant.ofEpochSecond(moments.get(t)[m] + 8 * 3600);
                if (ours != verdict.states.charAt(m)) {
                    differences.add(where + ": " + ours + ", the judge says " + verdict.states.charAt(m));
                }
                if (m < verdict.changes.size() && stretch.then() != stretch.state()) {
                    String change = Long.toString(stretch.until());
                    boolean near = stretch.until() - moments.get(t)[m] < 360 * 86_400L;
                    if (near && !change.equals(verdict.changes.get(m))) {
                        differences.add(
                                where + ": changes at " + change + ", the judge says " + verdict.changes.get(m));
                    }
                } else if (m < verdict.changes.size() && !verdict.changes.get(m).equals("-")) {
                    differences.add(where + ": never changes, the judge says " + verdict.changes.get(m));
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isEqualTo(texts.size() * MOMENTS);
    }

    @Test
    void agrees_on_every_form_of_the_list_of_zhengzhou() throws Exception {
        Set<String> forms = new LinkedHashSet<>();
        // Times and the words around them; no other column of this list holds a clock.
        Pattern hours = Pattern.compile("\"?((?:周[^ ,]+ )?\\d\\d:\\d\\d-[\\d:,-]+\\d\\d|24小时)\"?,");
        for (String line : Files.readAllLines(SharedData.file("stations/zhengzhou.csv"))) {
            Matcher found = hours.matcher(line);
            if (found.find()) {
                forms.add(Objects.requireNonNull(HoursText.toOsm(found.group(1)), found.group(1)));
            }
        }
        assertThat(forms).hasSizeGreaterThan(14);
        compare(List.copyOf(forms), new Random(1));
    }

    @Test
    void agrees_on_seeded_hours_of_every_kind() throws Exception {
        Random random = new Random(20261124);
        compare(SeededHours.some(500, random), random);
    }
}
