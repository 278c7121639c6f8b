package dev.yizhan.geo.coverage;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/// Keeps the service circles and the coverage of the default standards true, in the transaction of
/// a publish.
///
/// **Shape**  only districts that an old or a new circle touches get their area anew; where few stations changed,
/// only the difference around them, see [FewChanges]. A district's worst point is searched anew only where it may have
/// moved: a new station nearer to it than its distance, or one gone that was the nearest of places as bad.
/// **Blocking**  all of it; the districts on all cores.
/// **Cost**   a few stations: what is around them, whatever there is elsewhere. Many: all stations at hand once.
public final class CoverageRefresh {

    /// Shapes in memory at a time.
    private static final int CHUNK = 64;

    /// How far around a district stations are looked at first; farther only where that is not far enough.
    private static final double FIRST_LOOK_METRES = 20_000;

    private static final double WHOLE_EARTH_METRES = 5_000_000;
    private static final Envelope EVERYWHERE = new Envelope(-180, 180, -90, 90);

    private final Connection connection;
    private final long number;
    private final CoverageTable table;

    private CoverageRefresh(Connection connection, long number) {
        this.connection = connection;
        this.number = number;
        this.table = new CoverageTable(connection, number);
    }

    /// After stations were written: those with `version = number` are new, changed or gone.
    public static void afterStations(Connection connection, long number) throws SQLException {
        new CoverageRefresh(connection, number).stations();
    }

    /// After districts were written: those with `version = number` are new or changed.
    public static void afterDistricts(Connection connection, long number) throws SQLException {
        CoverageRefresh refresh = new CoverageRefresh(connection, number);
        Set<String> changed = refresh.table.districtsChanged();
        refresh.recompute(changed, changed);
    }

    private void stations() throws SQLException {
        Set<String> touched = new HashSet<>(table.districtsTouched());
        CoverageTable.Left left = table.left();
        ServiceCircles.rewrite(connection, number);
        touched.addAll(table.districtsTouched());
        List<LonLat> came = table.came();
        if (left.areExact() && left.places().size() + came.size() <= FewChanges.MOST) {
            few(new FewChanges(left.places(), came), touched);
        } else {
            recompute(touched, worstMoved(left.places(), came));
        }
    }

    // A few changes: read and write only what they reach.

    private void few(FewChanges changes, Set<String> touched) throws SQLException {
        if (changes.places().isEmpty()) {
            return;
        }
        Set<String> anew = new TreeSet<>(touched);
        Places now = StationReader.in(connection, changes.reach());
        Places before = changes.before(now);
        List<CoverageTable.Piece> pieces = table.pieces(touched, changes.window());
        // A city and its province mostly are the same there.
        Map<Geometry, FewChanges.Difference> differences = new ConcurrentHashMap<>();
        pieces.stream().map(CoverageTable.Piece::near).distinct().toList().parallelStream()
                .forEach(near -> {
                    FewChanges.Difference difference = changes.in(near, now, before);
                    if (difference != null) {
                        differences.put(near, difference);
                    }
                });
        List<CoverageTable.Row> rows = new ArrayList<>();
        for (CoverageTable.Piece was : pieces) {
            FewChanges.Difference difference = differences.get(was.near());
            if (difference != null) {
                Map<Mode, Double> covered = new EnumMap<>(Mode.class);
                difference
                        .coveredSquareMetres()
                        .forEach((mode, more) -> covered.put(
                                mode, Math.max(0, was.coveredSquareMetres().getOrDefault(mode, 0.0) + more)));
                rows.add(CoverageTable.Row.covered(was.adcode(), was.stations() + difference.stations(), covered));
                anew.remove(was.adcode());
            }
        }
        table.write(rows);
        for (String adcode : worstMoved(changes)) {
            searchWorst(adcode);
        }
        recompute(anew, Set.of());
    }

    /// The districts whose worst point is another one now, or may be.
    private Set<String> worstMoved(FewChanges changes) throws SQLException {
        Set<String> moved = table.worstWithin(changes.places());
        for (LonLat left : changes.left()) {
            FewChanges.Cell cell = FewChanges.cell(left, box -> StationReader.in(connection, box));
            for (CoverageTable.Worst worst : table.worsts(cell.box())) {
                if (!moved.contains(worst.adcode())
                        && cell.mayHold(worst.box(), worst.distanceMetres())
                        && cell.isBeyond(worst.box(), worst.distanceMetres(), null)
                        && cell.isBeyond(
                                worst.box(),
                                worst.distanceMetres(),
                                table.clipped(worst.adcode(), cell.box(worst.distanceMetres())))) {
                    moved.add(worst.adcode());
                }
            }
        }
        return moved;
    }

    /// Searches a district's worst point among the stations around it: those farther from it than the point found
    /// cannot be nearer to any place in it than the ones that were looked at.
    private void searchWorst(String adcode) throws SQLException {
        for (CoverageTable.Shape shape : table.shapes(List.of(adcode))) {
            Envelope box = shape.area().getEnvelopeInternal();
            for (double metres = FIRST_LOOK_METRES; ; metres *= 4) {
                boolean all = metres > WHOLE_EARTH_METRES;
                Places stations =
                        all ? StationReader.all(connection) : StationReader.in(connection, Places.grown(box, metres));
                WorstPoint worst = WorstPoint.in(shape.area(), stations);
                if (all || (worst != null && WorstPoint.atMost(worst.distanceMetres()) <= metres)) {
                    table.write(List.of(CoverageTable.Row.searched(adcode, worst)));
                    break;
                }
            }
        }
    }

    // Many changes: all stations at hand, all districts on all cores.

    /// The districts whose worst point may be another one now.
    private Set<String> worstMoved(List<LonLat> left, List<LonLat> came) throws SQLException {
        Places gone = new Places(left.stream().map(_ -> "").toList(), left);
        Places there = new Places(came.stream().map(_ -> "").toList(), came);
        Set<String> moved = new HashSet<>();
        for (CoverageTable.Worst worst : table.worsts(EVERYWHERE)) {
            LonLat place = worst.place();
            Places.Nearest nearest = place == null ? null : there.nearest(place.lon(), place.lat());
            if (place == null
                    || (nearest != null && nearest.distanceMetres() < worst.distanceMetres())
                    || !gone.around(worst.box(), worst.distanceMetres()).isEmpty()) {
                moved.add(worst.adcode());
            }
        }
        return moved;
    }

    private void recompute(Set<String> areas, Set<String> worstPoints) throws SQLException {
        Set<String> all = new TreeSet<>(areas);
        all.addAll(worstPoints);
        if (all.isEmpty()) {
            return;
        }
        Places stations = StationReader.all(connection);
        List<String> adcodes = new ArrayList<>(all);
        for (int from = 0; from < adcodes.size(); from += CHUNK) {
            table.write(table.shapes(adcodes.subList(from, Math.min(from + CHUNK, adcodes.size()))).parallelStream()
                    .map(shape -> row(
                            shape.adcode(),
                            shape.area(),
                            stations,
                            areas.contains(shape.adcode()),
                            worstPoints.contains(shape.adcode())))
                    .toList());
        }
    }

    private static CoverageTable.Row row(String adcode, Geometry shape, Places stations, boolean area, boolean worst) {
        Map<Mode, Double> covered = null;
        int inside = 0;
        if (area) {
            Outline outline = Outline.of(shape);
            covered = new EnumMap<>(Mode.class);
            for (Mode mode : Mode.values()) {
                DistrictCoverage coverage = DistrictCoverage.of(
                        outline, stations, ServiceStandard.of(mode).radiusMetres());
                covered.put(mode, coverage.coveredSquareMetres());
                inside = coverage.stationsInside();
            }
        }
        return new CoverageTable.Row(adcode, inside, covered, worst, worst ? WorstPoint.in(shape, stations) : null);
    }
}
