package dev.yizhan.service.siting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.siting.SitingOutcome.Sites;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Sites on a machine for which no solver's library is packed.
class WithoutSolverTest {

    /// What a process without the library says: whether the solver is there, how it solved, its gap, its notes.
    static final class Alone {

        private Alone() {}

        public static void main(String[] arguments) {
            SitingOutcome outcome = ExactSiting.solve(
                    Cities.quartered(1, 2000, 300, 6000).problem(Objective.valueOf(arguments[0]), 12, 1000),
                    1,
                    new Progress(Duration.ofSeconds(60), _ -> {}));
            if (outcome instanceof Sites sites) {
                System.out.printf(
                        "%b|%s|%d|%b|%s%n",
                        Mip.isAvailable(),
                        sites.solver(),
                        sites.sites().size(),
                        sites.provenOptimal() || sites.gap() > 0 && sites.gap() < 0.3,
                        String.join(" ", sites.notes()));
            }
        }
    }

    private static String[] alone(Objective objective) throws Exception {
        String without = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("ortools-linux") && !entry.contains("ortools-darwin"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        without,
                        Alone.class.getName(),
                        objective.name())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .filter(line -> line.startsWith("false|") || line.startsWith("true|"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output))
                .split("\\|", -1);
    }

    @Test
    void the_most_demand_is_chosen_greedily_with_a_bound() throws Exception {
        String[] said = alone(Objective.MCLP);
        assertThat(said[0]).isEqualTo("false");
        assertThat(said[1]).isIn("greedy", "lagrangian");
        assertThat(said[2]).isEqualTo("12");
        assertThat(said[3]).as("proven, or with its gap").isEqualTo("true");
    }

    @Test
    void a_cover_is_chosen_greedily_and_the_answer_says_why() throws Exception {
        String[] said = alone(Objective.LSCP);
        assertThat(said[0]).isEqualTo("false");
        assertThat(said[1]).isEqualTo("greedy");
        assertThat(Integer.parseInt(said[2])).isPositive();
        assertThat(said[4]).contains("The exact solver cannot be loaded on this machine; sites were chosen greedily.");
    }
}
