package dev.yizhan.geo.load;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A report for a person: what happened first, then the figures, then each kind of problem with what to do about it.
public final class ReportText {

    private static final int LONGEST_EXAMPLE = 100;

    private final StringBuilder text = new StringBuilder();

    public ReportText(String heading, RunEnd end, @Nullable String version, @Nullable String why) {
        text.append(heading).append(System.lineSeparator());
        line("result", end.words + (version == null ? "" : ", version " + version));
        if (why != null) {
            line("", why);
        }
    }

    /// One line of figures; `what` is empty where it goes on with what the line before is about.
    public void line(String what, String figures) {
        text.append("%-10s %s%n".formatted(what, figures));
    }

    /// The last part: what was wrong, the worst first.
    public void problems(List<ProblemTally.Kind> kinds) {
        line("problems", kinds.isEmpty() ? "none" : "");
        for (ProblemTally.Kind kind : kinds) {
            text.append("  %-7s  %s, %,d %s: line %s%s%n"
                    .formatted(
                            kind.error() ? "error" : "warning",
                            kind.code(),
                            kind.count(),
                            kind.count() == 1 ? "time" : "times",
                            kind.firstLines().stream()
                                    .distinct()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")),
                            kind.count() > kind.firstLines().size() ? ", …" : ""));
            if (kind.value() != null && !kind.value().isEmpty()) {
                line(
                        "",
                        "e.g. %s%s"
                                .formatted(kind.column() == null ? "" : kind.column() + " = ", shorten(kind.value())));
            }
            line("", kind.advice());
        }
    }

    private static String shorten(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_EXAMPLE ? line : line.substring(0, LONGEST_EXAMPLE - 1) + "…";
    }

    @Override
    public String toString() {
        return text.toString().replaceAll("(?m)[ ]+$", "");
    }
}
