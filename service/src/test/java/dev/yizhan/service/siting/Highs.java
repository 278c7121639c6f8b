package dev.yizhan.service.siting;

import com.google.ortools.modelbuilder.LinearExpr;
import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.ModelBuilder;
import com.google.ortools.modelbuilder.ModelSolver;
import com.google.ortools.modelbuilder.SolveStatus;
import com.google.ortools.modelbuilder.Variable;
import java.util.stream.IntStream;

/// The textbook's models, nothing reduced, by another solver: what the exact answers are held against.
final class Highs {

    private final ModelBuilder model = new ModelBuilder();
    private final SitingProblem problem;
    private final Variable[] open;

    private Highs(SitingProblem problem) {
        this.problem = problem;
        this.open = IntStream.range(0, problem.candidates().size())
                .mapToObj(_ -> model.newBoolVar(""))
                .toArray(Variable[]::new);
        int[][] conflicts = problem.conflicts();
        for (int a = 0; a < open.length; a++) {
            for (int b : conflicts[a]) {
                if (b > a) {
                    model.addLessOrEqual(LinearExpr.newBuilder().add(open[a]).add(open[b]), 1);
                }
            }
        }
        if (problem.objective() != Objective.LSCP) {
            LinearExprBuilder count = LinearExpr.newBuilder();
            for (Variable one : open) {
                count.add(one);
            }
            model.addLessOrEqual(count, problem.sites());
        }
    }

    /// The best value; NaN where there is no answer.
    static double best(SitingProblem problem) {
        Mip.isAvailable();
        Highs highs = new Highs(problem);
        if (problem.isCapacitated()) {
            highs.shares();
        } else {
            switch (problem.objective()) {
                case MCLP -> highs.covered();
                case LSCP -> highs.allCovered();
                case P_MEDIAN -> highs.assigned();
            }
        }
        return highs.solved();
    }

    private double solved() {
        ModelSolver solver = new ModelSolver("highs");
        // Otherwise it calls an answer optimal that is 1e-4 off.
        solver.setSolverSpecificParameters("mip_rel_gap=0,mip_abs_gap=1e-9,threads=1");
        SolveStatus status = solver.solve(model);
        return status == SolveStatus.OPTIMAL ? solver.getObjectiveValue() : Double.NaN;
    }

    private void covered() {
        LinearExprBuilder gained = LinearExpr.newBuilder();
        LinearExprBuilder[] reachedBy = reachedBy();
        for (int i = 0; i < reachedBy.length; i++) {
            if (!problem.served()[i]) {
                Variable covered = model.newBoolVar("");
                gained.addTerm(covered, problem.weights()[i]);
                model.addGreaterOrEqual(reachedBy[i].addTerm(covered, -1), 0);
            }
        }
        model.maximize(gained);
    }

    private LinearExprBuilder[] reachedBy() {
        LinearExprBuilder[] reachedBy = IntStream.range(0, problem.weights().length)
                .mapToObj(_ -> LinearExpr.newBuilder())
                .toArray(LinearExprBuilder[]::new);
        for (int j = 0; j < open.length; j++) {
            for (int link = problem.links().start(j); link < problem.links().start(j + 1); link++) {
                reachedBy[problem.links().demand(link)].add(open[j]);
            }
        }
        return reachedBy;
    }

    private void allCovered() {
        LinearExprBuilder[] reachedBy = reachedBy();
        boolean[] coverable = problem.coverable();
        for (int i = 0; i < reachedBy.length; i++) {
            if (coverable[i] && problem.weights()[i] > 0) {
                model.addGreaterOrEqual(reachedBy[i], 1);
            }
        }
        minimizeCount();
    }

    private void minimizeCount() {
        LinearExprBuilder count = LinearExpr.newBuilder();
        for (Variable one : open) {
            count.add(one);
        }
        model.minimize(count);
    }

    private void assigned() {
        Links links = problem.links();
        int n = problem.weights().length;
        LinearExprBuilder[] once =
                IntStream.range(0, n).mapToObj(_ -> LinearExpr.newBuilder()).toArray(LinearExprBuilder[]::new);
        LinearExprBuilder cost = LinearExpr.newBuilder();
        double weight = java.util.Arrays.stream(problem.weights()).sum();
        for (int j = 0; j < open.length; j++) {
            for (int link = links.start(j); link < links.start(j + 1); link++) {
                int i = links.demand(link);
                Variable serves = model.newNumVar(0, 1, "");
                once[i].add(serves);
                cost.addTerm(serves, problem.weights()[i] * links.metres(link) / weight);
                model.addLessOrEqual(LinearExpr.newBuilder().add(serves).addTerm(open[j], -1), 0);
            }
        }
        for (int i = 0; i < n; i++) {
            if (Double.isFinite(problem.withoutMetres()[i])) {
                Variable serves = model.newNumVar(0, 1, "");
                once[i].add(serves);
                cost.addTerm(serves, problem.weights()[i] * problem.withoutMetres()[i] / weight);
            }
            model.addEquality(once[i], 1);
        }
        model.minimize(cost);
    }

    private void shares() {
        Links links = problem.links();
        boolean all = problem.objective() == Objective.LSCP;
        boolean[] coverable = problem.coverable();
        LinearExprBuilder[] whole = IntStream.range(0, coverable.length)
                .mapToObj(_ -> LinearExpr.newBuilder())
                .toArray(LinearExprBuilder[]::new);
        LinearExprBuilder served = LinearExpr.newBuilder();
        for (int j = 0; j < open.length; j++) {
            LinearExprBuilder load = LinearExpr.newBuilder().addTerm(open[j], -problem.capacity());
            for (int link = links.start(j); link < links.start(j + 1); link++) {
                int i = links.demand(link);
                if (coverable[i]) {
                    Variable share = model.newNumVar(0, problem.weights()[i], "");
                    whole[i].add(share);
                    load.add(share);
                    served.add(share);
                }
            }
            model.addLessOrEqual(load, 0);
        }
        for (int i = 0; i < coverable.length; i++) {
            if (coverable[i]) {
                model.addLinearConstraint(whole[i], all ? problem.weights()[i] : 0, problem.weights()[i]);
            }
        }
        if (all) {
            minimizeCount();
        } else {
            model.maximize(served);
        }
    }
}
