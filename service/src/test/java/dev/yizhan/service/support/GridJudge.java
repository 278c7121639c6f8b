package dev.yizhan.service.support;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.databind.JsonNode;

/// Says whether an area whose corners have seven decimals is drawn properly, in whole numbers, with nothing of the
/// library that drew it: rings have three corners and an area, and sides meet nowhere but in their ends.
///
/// It knows nothing of which ring lies in which.
public final class GridJudge {

    private static final double DECIMALS = 1e7;

    private record Side(int polygon, int ring, int number, int sides, long x1, long y1, long x2, long y2) {

        long left() {
            return Math.min(x1, x2);
        }

        long right() {
            return Math.max(x1, x2);
        }
    }

    private GridJudge() {}

    /// The area that GeoJSON draws, number for number.
    public static Geometry area(JsonNode geoJson) {
        String rings = geoJson.at("/coordinates")
                .toString()
                .replaceAll("\\[(-?[0-9.E-]+),(-?[0-9.E-]+)]", "$1 $2")
                .replace('[', '(')
                .replace(']', ')');
        try {
            return new WKTReader().read(geoJson.at("/type").asString() + rings);
        } catch (ParseException e) {
            throw new AssertionError(geoJson.toString(), e);
        }
    }

    /// What is wrong first; null where nothing is.
    public static @Nullable String fault(Geometry area) {
        List<Side> sides = new ArrayList<>();
        for (int i = 0; i < area.getNumGeometries(); i++) {
            if (!(area.getGeometryN(i) instanceof Polygon polygon)) {
                return area.getGeometryN(i).getGeometryType() + " is no area";
            }
            String fault = ring(i, 0, polygon.getExteriorRing().getCoordinates(), sides);
            for (int hole = 0; fault == null && hole < polygon.getNumInteriorRing(); hole++) {
                fault = ring(i, hole + 1, polygon.getInteriorRingN(hole).getCoordinates(), sides);
            }
            if (fault != null) {
                return fault;
            }
        }
        sides.sort(Comparator.comparingLong(Side::left));
        for (int i = 0; i < sides.size(); i++) {
            Side a = sides.get(i);
            for (int j = i + 1; j < sides.size() && sides.get(j).left() <= a.right(); j++) {
                Side b = sides.get(j);
                if (crosses(a, b)) {
                    return "%s crosses or covers %s".formatted(a, b);
                }
            }
        }
        return null;
    }

    private static @Nullable String ring(int polygon, int ring, Coordinate[] corners, List<Side> into) {
        long[][] at = Arrays.stream(corners)
                .map(corner -> new long[] {whole(corner.x), whole(corner.y)})
                .toArray(long[][]::new);
        if (!Arrays.equals(at[0], at[at.length - 1])) {
            return "a ring is open";
        }
        List<long[]> distinct = new ArrayList<>();
        for (long[] corner : at) {
            if (distinct.isEmpty() || !Arrays.equals(distinct.getLast(), corner)) {
                distinct.add(corner);
            }
        }
        if (distinct.size() < 4) {
            return "a ring has %d corners".formatted(distinct.size() - 1);
        }
        BigInteger twice = BigInteger.ZERO;
        int sides = distinct.size() - 1;
        for (int i = 0; i < sides; i++) {
            long[] from = distinct.get(i);
            long[] to = distinct.get(i + 1);
            twice = twice.add(cross(from[0], from[1], to[0], to[1]));
            into.add(new Side(polygon, ring, i, sides, from[0], from[1], to[0], to[1]));
        }
        return twice.signum() == 0 ? "a ring has no area" : null;
    }

    private static long whole(double degrees) {
        long whole = Math.round(degrees * DECIMALS);
        if (whole / DECIMALS != degrees) {
            throw new AssertionError(degrees + " has more than seven decimals");
        }
        return whole;
    }

    private static BigInteger cross(long ax, long ay, long bx, long by) {
        return BigInteger.valueOf(ax)
                .multiply(BigInteger.valueOf(by))
                .subtract(BigInteger.valueOf(ay).multiply(BigInteger.valueOf(bx)));
    }

    private static int turn(long x1, long y1, long x2, long y2, long x, long y) {
        return cross(x2 - x1, y2 - y1, x - x1, y - y1).signum();
    }

    /// Whether two sides share more than a corner of both; the corner of one on the other counts as crossing within a
    /// ring only.
    private static boolean crosses(Side a, Side b) {
        if (Math.max(a.y1, a.y2) < Math.min(b.y1, b.y2) || Math.max(b.y1, b.y2) < Math.min(a.y1, a.y2)) {
            return false;
        }
        int b1 = turn(a.x1, a.y1, a.x2, a.y2, b.x1, b.y1);
        int b2 = turn(a.x1, a.y1, a.x2, a.y2, b.x2, b.y2);
        int a1 = turn(b.x1, b.y1, b.x2, b.y2, a.x1, a.y1);
        int a2 = turn(b.x1, b.y1, b.x2, b.y2, a.x2, a.y2);
        if (b1 == 0 && b2 == 0) {
            return overlap(a, b);
        }
        if (b1 * b2 < 0 && a1 * a2 < 0) {
            return true;
        }
        // A ring that touches itself is none: only neighbours meet, in their corner.
        boolean meet = b1 * b2 <= 0 && a1 * a2 <= 0;
        return meet && a.polygon == b.polygon && a.ring == b.ring && !isNeighbour(a, b);
    }

    private static boolean isNeighbour(Side a, Side b) {
        int apart = Math.abs(a.number - b.number);
        return apart == 1 || apart == a.sides - 1;
    }

    /// On one line: whether they share a stretch of it.
    private static boolean overlap(Side a, Side b) {
        boolean steep = a.x1 == a.x2;
        long a1 = steep ? Math.min(a.y1, a.y2) : a.left();
        long a2 = steep ? Math.max(a.y1, a.y2) : a.right();
        long b1 = steep ? Math.min(b.y1, b.y2) : b.left();
        long b2 = steep ? Math.max(b.y1, b.y2) : b.right();
        return Math.min(a2, b2) > Math.max(a1, b1);
    }
}
