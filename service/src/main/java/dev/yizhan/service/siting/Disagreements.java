package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.siting.SitingOutcome.Site;
import dev.yizhan.service.siting.SitingOutcome.Sites;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// Holds what the search says against what was counted anew, and against what was asked for.
///
/// **Shape**  `checked` names what was held against something, `found` tells what did not agree.
final class Disagreements {

    private static final GeometryFactory SHAPES = new GeometryFactory();
    /// Links keep their distances as floats.
    private static final double MEAN_TOLERANCE = 1e-5;
    private static final double TOLERANCE = 1e-6;

    /// What the search's own links say.
    record Said(double coveredBefore, double inReachAfter, double unreachable) {}

    private final SitesQuestion question;
    private final Recheck recheck;
    private final List<String> checked = new ArrayList<>();
    private final List<String> found = new ArrayList<>();

    private Disagreements(SitesQuestion question, Recheck recheck) {
        this.question = question;
        this.recheck = recheck;
    }

    /// @param sites  null where there is no solution
    /// @param chosen the places of the sites, in their order
    static Disagreements of(
            SitesQuestion question, Land land, Said said, Recheck recheck, @Nullable Sites sites, List<LonLat> chosen) {
        Disagreements disagreements = new Disagreements(question, recheck);
        disagreements.same("covered_before", said.coveredBefore, recheck.coveredBefore());
        disagreements.same("in_reach_after", said.inReachAfter, recheck.inReachAfter());
        disagreements.same("unreachable", said.unreachable, recheck.demand() - recheck.coverable());
        if (sites != null) {
            disagreements.rules(land, sites, chosen);
            disagreements.value(sites);
            disagreements.bound(sites);
        }
        return disagreements;
    }

    List<String> checked() {
        return checked;
    }

    List<String> found() {
        return found;
    }

    private void same(String what, double said, double counted) {
        same(what, said, counted, TOLERANCE * Math.max(1, recheck.demand()));
    }

    private void same(String what, double said, double counted, double tolerance) {
        check(what, Math.abs(said - counted) <= tolerance, "%s is %s by the search, %s counted anew", said, counted);
    }

    private void check(String what, boolean holds, String words, double... figures) {
        if (!checked.contains(what)) {
            checked.add(what);
        }
        if (!holds) {
            Object[] parts = new Object[figures.length + 1];
            parts[0] = what;
            for (int i = 0; i < figures.length; i++) {
                parts[i + 1] = figures[i];
            }
            found.add(words.formatted(parts));
        }
    }

    private void rules(Land land, Sites sites, List<LonLat> chosen) {
        Integer k = question.k();
        if (k != null) {
            check("k", chosen.size() <= k, "%s: there are %.0f sites", chosen.size());
        }
        Set<Integer> once = new HashSet<>();
        sites.sites().forEach(site -> once.add(site.candidate()));
        check("each_once", once.size() == chosen.size(), "%s: a candidate is taken twice");
        for (Geometry area : land.excluded()) {
            for (LonLat site : chosen) {
                check(
                        "exclude",
                        !area.covers(SHAPES.createPoint(new Coordinate(site.lon(), site.lat()))),
                        "%s: a site stands at %s, %s",
                        site.lon(),
                        site.lat());
            }
        }
        if (question.minSpacingMetres() > 0) {
            for (int at = 0; at < chosen.size(); at++) {
                LonLat site = chosen.get(at);
                apart(Recheck.nearestMetres(land.standing(), site));
                for (LonLat other : chosen.subList(0, at)) {
                    apart(Geodesic.distanceMetres(other, site));
                }
            }
        }
    }

    private void apart(double metres) {
        check(
                "min_spacing_m",
                metres >= question.minSpacingMetres() - TOLERANCE,
                "%s: a site is %s m from another station",
                metres);
    }

    private void value(Sites sites) {
        double covered = recheck.coveredAfter() - recheck.coveredBefore();
        if (question.capacity() < Double.POSITIVE_INFINITY) {
            double sum = 0;
            double gained = 0;
            for (Site site : sites.sites()) {
                double load = site.load() == null ? Double.NaN : site.load();
                check("capacity", load <= question.capacity() * (1 + 1e-9), "%s: a site serves %s", load);
                sum += load;
                gained += site.gained();
            }
            same("loads", sum, covered);
            same("gained_demand", gained, covered);
        }
        switch (question.objective()) {
            case MCLP -> same("value", sites.value(), covered);
            case LSCP -> {
                same("value", sites.value(), sites.sites().size());
                same("all_that_can_be_covered", recheck.coveredAfter(), recheck.coverable());
            }
            case P_MEDIAN -> {
                Double mean = recheck.meanMetresAfter();
                double metres = mean == null ? Double.NaN : mean;
                same("value", sites.value(), metres, MEAN_TOLERANCE * Math.max(1, metres));
            }
        }
    }

    /// No answer is better than its bound.
    private void bound(Sites sites) {
        double better =
                question.objective() == Objective.MCLP ? sites.value() - sites.bound() : sites.bound() - sites.value();
        double tolerance = MEAN_TOLERANCE * Math.max(1, Math.abs(sites.value()));
        check("bound", better <= tolerance, "%s: the answer is better by %s", better);
    }
}
