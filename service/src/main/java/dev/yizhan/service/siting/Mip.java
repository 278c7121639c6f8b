package dev.yizhan.service.siting;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A mixed integer program to be minimised, solved by SCIP through OR-Tools on one thread.
///
/// SCIP and not HiGHS, which proves as fast: through OR-Tools for Java HiGHS cannot be interrupted, calls its
/// own value its bound, and is done at a gap of 1e-4.
///
/// **Cost**   native memory, of which SCIP takes [#MEGABYTES] at most, and then stops with what it has.
/// **Blocking** [#solve] for as long as the time limit says; another thread may interrupt it.
final class Mip implements AutoCloseable {

    static final int MEGABYTES = 1500;

    private static final Logger LOG = LoggerFactory.getLogger(Mip.class);
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long SAY_EVERY_LOOKS = 20;

    /// How a search ended.
    enum End {
        OPTIMAL,
        STOPPED,
        INFEASIBLE
    }

    /// **Shape**  `values` is empty where the search ended without an answer; `bound` is below every answer's
    /// cost.
    record Result(End end, double[] values, double cost, double bound) {}

    private static final class Library {
        static final boolean LOADED = load();

        private static boolean load() {
            try {
                Loader.loadNativeLibraries();
                return true;
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("the solver's native library cannot be loaded; sites are chosen greedily, with a bound", e);
                return false;
            }
        }
    }

    private final MPSolver solver;
    private final MPObjective objective;
    private final List<MPVariable> variables = new ArrayList<>();
    private final List<Double> hint = new ArrayList<>();

    Mip(long seed) {
        if (!isAvailable()) {
            throw new IllegalStateException("there is no solver");
        }
        solver = new MPSolver("siting", MPSolver.OptimizationProblemType.SCIP_MIXED_INTEGER_PROGRAMMING);
        solver.suppressOutput();
        solver.setSolverSpecificParametersAsString("limits/memory = " + MEGABYTES + "\nrandomization/randomseedshift = "
                + Math.floorMod(seed, Integer.MAX_VALUE) + "\n");
        objective = solver.objective();
        objective.setMinimization();
    }

    /// Loads the native library at the first question: some 70 MB are unpacked for it.
    static boolean isAvailable() {
        return Library.LOADED;
    }

    /// A variable 0 or 1, and what it is in the best answer known.
    int choice(double cost, boolean hinted) {
        return variable(solver.makeIntVar(0, 1, ""), cost, hinted ? 1 : 0);
    }

    int amount(double most, double cost, double hinted) {
        return variable(solver.makeNumVar(0, most, ""), cost, hinted);
    }

    private int variable(MPVariable made, double cost, double hinted) {
        if (cost != 0) {
            objective.setCoefficient(made, cost);
        }
        variables.add(made);
        hint.add(hinted);
        return variables.size() - 1;
    }

    /// A row, to be filled by [#put].
    MPConstraint row(double least, double most) {
        return solver.makeConstraint(least, most);
    }

    void put(MPConstraint row, int variable, double factor) {
        row.setCoefficient(variables.get(variable), factor);
    }

    void offset(double cost) {
        objective.setOffset(cost);
    }

    int variables() {
        return variables.size();
    }

    /// **Shape**  the hint is offered only where `hinted` says that it is an answer.
    Result solve(Progress progress, boolean hinted) {
        if (progress.mustStop()) {
            return new Result(End.STOPPED, new double[0], Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        }
        if (hinted) {
            solver.setHint(
                    variables.toArray(MPVariable[]::new),
                    hint.stream().mapToDouble(Double::doubleValue).toArray());
        }
        solver.setTimeLimit(Math.max(1, progress.left().toMillis()));
        MPSolver.ResultStatus status;
        Thread watch = watch(progress);
        // Without this SCIP is content with 1e-4.
        MPSolverParameters parameters = new MPSolverParameters();
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 0);
        try {
            status = solver.solve(parameters);
        } finally {
            parameters.delete();
            watch.interrupt();
            join(watch);
        }
        double bound = objective.bestBound();
        return switch (status) {
            case OPTIMAL -> new Result(End.OPTIMAL, values(), objective.value(), objective.value());
            case FEASIBLE -> new Result(End.STOPPED, values(), objective.value(), bound);
            case INFEASIBLE ->
                new Result(End.INFEASIBLE, new double[0], Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
            default -> new Result(End.STOPPED, new double[0], Double.POSITIVE_INFINITY, bound);
        };
    }

    private double[] values() {
        return variables.stream().mapToDouble(MPVariable::solutionValue).toArray();
    }

    /// SCIP tells nothing while it works, and an interruption before it began is lost: so it is repeated.
    private Thread watch(Progress progress) {
        return Thread.ofPlatform().daemon().name("siting-watch").start(() -> {
            for (long looks = 1; !Thread.currentThread().isInterrupted(); looks++) {
                if (progress.isCancelled()) {
                    solver.interruptSolve();
                }
                if (looks % SAY_EVERY_LOOKS == 0) {
                    progress.repeat();
                }
                try {
                    Thread.sleep(LOOK_EVERY_MILLIS);
                } catch (InterruptedException _) {
                    return;
                }
            }
        });
    }

    private static void join(Thread watch) {
        boolean interrupted = false;
        while (watch.isAlive()) {
            try {
                watch.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        solver.delete();
    }
}
