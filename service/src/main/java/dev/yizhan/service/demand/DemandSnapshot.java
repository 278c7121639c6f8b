package dev.yizhan.service.demand;

import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.web.Suggestion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All demand at one dataset version. Immutable.
///
/// **Shape**  weights of different datasets are never added up, so a question is about one of them.
public final class DemandSnapshot {

    private final long number;
    private final long changedAt;
    private final List<DemandSet> sets;

    /// @param number    that of the newest publication
    /// @param changedAt that of the newest publication that could have changed demand
    DemandSnapshot(long number, long changedAt, List<DemandSet> sets) {
        this.number = number;
        this.changedAt = changedAt;
        this.sets = List.copyOf(sets);
    }

    /// The number of the newest publication in it; 0 before the first.
    public long number() {
        return number;
    }

    long changedAt() {
        return changedAt;
    }

    /// The datasets by name.
    public List<DemandSet> sets() {
        return sets;
    }

    /// The dataset that a question is about: the one named, else the only one there is of real places,
    /// else the only one of made-up places.
    ///
    /// **Empty**  none is loaded, or several are and none was named.
    /// **Errors**  a problem for a name that no dataset has.
    public Optional<DemandSet> choose(@Nullable String name) {
        if (name != null) {
            return Optional.of(sets.stream()
                    .filter(set -> set.about().name().equals(name))
                    .findAny()
                    .orElseThrow(() -> unknown(name)));
        }
        List<DemandSet> real =
                sets.stream().filter(set -> !set.about().synthetic()).toList();
        List<DemandSet> eligible = real.isEmpty() ? sets : real;
        return eligible.size() == 1 ? Optional.of(eligible.getFirst()) : Optional.empty();
    }

    private ProblemException unknown(String name) {
        List<String> names = sets.stream().map(set -> set.about().name()).toList();
        return ProblemException.invalidParameters(List.of(new ParameterError(
                "demand",
                names.isEmpty()
                        ? "no demand is loaded yet"
                        : "there is no demand " + name + "; there is " + String.join(", ", names),
                Suggestion.nearest(name, names).orElse(null))));
    }

    DemandSnapshot as(long newNumber) {
        return new DemandSnapshot(newNumber, changedAt, sets);
    }
}
