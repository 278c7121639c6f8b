package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.demand.DemandSet;
import dev.yizhan.service.station.StationRow;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/// Draws one district as a picture: what is served, what is not, the stations, the demand, the worst
/// point.
///
/// **Shape**  a PNG; north is up, a metre is as long everywhere. Words are English; names are Chinese
/// where the machine has a font that can write them, else the district goes by its code: no font comes
/// with the service.
/// **Blocking**  some ten milliseconds, for worker threads.
final class CoverageMap {

    private static final Color PAPER = Color.WHITE;
    private static final Color SERVED = new Color(0xB8DFC4);
    private static final Color GAP = new Color(0xF6C9A8);
    private static final Color BORDER = new Color(0x33413A);
    private static final Color STATION = new Color(0x0B6B3A);
    private static final Color WORST = new Color(0xB00020);
    private static final Color DEMAND = new Color(0x3A, 0x4A, 0x9F, 150);
    private static final Color INK = new Color(0x222222);

    private static final double METRES_A_DEGREE = 111_320;
    private static final int MOST_DEMAND = 20_000;

    /// What a picture shows.
    ///
    /// **Empty**  no worst point where there is no station; no demand where none is known.
    record Scene(
            Gaps.Uncovered uncovered,
            List<StationRow> stations,
            @Nullable WorstPoint worst,
            DemandQuestion demand,
            ServiceStandard standard,
            @Nullable RoadShare roads,
            @Nullable String datasetVersion) {

        /// A scene with the stations that can be in the picture or serve what is.
        static Scene of(
                World world,
                CoverageQuestion question,
                DemandQuestion demand,
                Gaps.Uncovered uncovered,
                Places serving) {
            Envelope near = new Envelope(uncovered.district().area().getEnvelopeInternal());
            double degrees = question.standard().radiusMetres() / METRES_A_DEGREE;
            near.expandBy(degrees / Math.cos(Math.toRadians(near.centre().y)), degrees);
            return new Scene(
                    uncovered,
                    world.stations().stations(question.selection()).stream()
                            .filter(station -> near.contains(
                                    station.location().lon(), station.location().lat()))
                            .toList(),
                    WorstPoint.in(uncovered.district().area(), serving),
                    demand,
                    question.standard(),
                    RoadShare.of(question.roads(), uncovered.reach()),
                    world.stations().version());
        }

        /// What being served means here.
        String within() {
            return roads == null || roads.districtsBeyond() > 0
                    ? String.format(Locale.ROOT, "within %,.0f m", standard.radiusMetres())
                    : String.format(
                            Locale.ROOT,
                            "within %.0f minutes over roads (%s)",
                            standard.minutes(),
                            standard.mode().code());
        }

        /// Whether anything in the picture was made up.
        boolean synthetic() {
            DemandSet set = demand.set();
            return set != null && set.about().synthetic()
                    || stations.stream()
                            .anyMatch(station ->
                                    "synthetic".equals(station.properties().positionQuality()));
        }
    }

    private final Scene scene;
    private final int width;
    private final int height;
    private final int margin;
    private final int legend;
    private final Envelope box;
    private final double shrink;
    private final double pixelsADegree;
    private final Graphics2D pen;

    private CoverageMap(Scene scene, int width, Graphics2D pen, int height, double pixelsADegree, double shrink) {
        this.scene = scene;
        this.width = width;
        this.pen = pen;
        this.height = height;
        this.box = scene.uncovered.district().area().getEnvelopeInternal();
        this.margin = margin(width);
        this.legend = legend(width);
        this.pixelsADegree = pixelsADegree;
        this.shrink = shrink;
    }

    private static int margin(int width) {
        return width / 40;
    }

    private static int legend(int width) {
        return 7 * size(width);
    }

    private static int size(int width) {
        return Math.max(11, width / 50);
    }

    static byte[] png(Scene scene, int width) {
        Envelope box = scene.uncovered.district().area().getEnvelopeInternal();
        double shrink = Math.cos(Math.toRadians(box.centre().y));
        int margin = margin(width);
        double pixelsADegree = (width - 2 * margin) / (box.getWidth() * shrink);
        // A district that is long from north to south would make a tower.
        double most = 1.5 * width;
        if (box.getHeight() * pixelsADegree > most) {
            pixelsADegree = most / box.getHeight();
        }
        int height = (int) Math.ceil(box.getHeight() * pixelsADegree) + 2 * margin + legend(width) + 2 * size(width);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        try {
            new CoverageMap(scene, width, pen, height, pixelsADegree, shrink).draw();
            return Png.of(image);
        } finally {
            pen.dispose();
        }
    }

    private void draw() {
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(PAPER);
        pen.fillRect(0, 0, width, height);
        Geometry district = scene.uncovered.district().area();
        pen.setColor(SERVED);
        pen.fill(path(district));
        pen.setColor(GAP);
        scene.uncovered.parts().forEach(part -> pen.fill(path(part.shape())));
        pen.setColor(BORDER);
        pen.setStroke(new BasicStroke(width / 500f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(path(district));
        drawDemand();
        double dot = Math.max(3, width / 160.0);
        // Those around the district may lie beyond the drawing.
        pen.clipRect(0, 2 * size(width), width, height - legend - 2 * size(width));
        scene.stations.forEach(station -> dot(station.location(), dot, STATION));
        pen.setClip(null);
        WorstPoint worst = scene.worst;
        if (worst != null) {
            cross(x(worst.place().lon()), y(worst.place().lat()), width / 80.0);
        }
        writeTitle();
        writeLegend(dot);
        writeScale();
    }

    private double x(double lon) {
        double free = width - 2 * margin - box.getWidth() * shrink * pixelsADegree;
        return margin + free / 2 + (lon - box.getMinX()) * shrink * pixelsADegree;
    }

    private double y(double lat) {
        return margin + 2 * size(width) + (box.getMaxY() - lat) * pixelsADegree;
    }

    private Shape path(Geometry area) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (int i = 0; i < area.getNumGeometries(); i++) {
            if (area.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                ring(polygon.getExteriorRing(), path);
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    ring(polygon.getInteriorRingN(hole), path);
                }
            }
        }
        return path;
    }

    private void ring(LineString ring, Path2D path) {
        CoordinateSequence corners = ring.getCoordinateSequence();
        for (int i = 0; i < corners.size(); i++) {
            double x = x(corners.getX(i));
            double y = y(corners.getY(i));
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
    }

    private void dot(LonLat place, double size, Color color) {
        Shape dot = new Ellipse2D.Double(x(place.lon()) - size / 2, y(place.lat()) - size / 2, size, size);
        pen.setColor(color);
        pen.fill(dot);
    }

    /// Squares whose area is as the weight.
    private void drawDemand() {
        DemandSet set = scene.demand.set();
        int @Nullable [] points = scene.demand.inside(scene.uncovered.district().adcode());
        if (set == null || points == null || points.length > MOST_DEMAND) {
            return;
        }
        double largest = 0;
        for (int point : points) {
            largest = Math.max(largest, set.weight(point, scene.demand.hour()));
        }
        pen.setColor(DEMAND);
        // Where there is much of it the squares must not hide what is served.
        double each = Math.sqrt(box.getWidth() * shrink * box.getHeight() / points.length) * pixelsADegree;
        double side = Math.min(width / 60.0, 0.6 * each);
        for (int point : points) {
            double of = side * Math.sqrt(set.weight(point, scene.demand.hour()) / Math.max(largest, 1e-9));
            pen.fill(new Rectangle2D.Double(x(set.lon(point)) - of / 2, y(set.lat(point)) - of / 2, of, of));
        }
    }

    private void cross(double x, double y, double arm) {
        pen.setColor(WORST);
        pen.setStroke(new BasicStroke(width / 300f));
        pen.draw(new Line2D.Double(x - arm, y - arm, x + arm, y + arm));
        pen.draw(new Line2D.Double(x - arm, y + arm, x + arm, y - arm));
    }

    private void writeTitle() {
        DistrictShape district = scene.uncovered.district();
        Font bold = new Font(Font.SANS_SERIF, Font.BOLD, (int) (size(width) * 1.3));
        Font able = Lettering.able(bold, district.name()).orElse(bold);
        String name = able.canDisplayUpTo(district.name()) < 0
                ? district.name() + " (" + district.adcode() + ")"
                : "District " + district.adcode();
        pen.setColor(INK);
        pen.setFont(able);
        pen.drawString(name, margin, margin + size(width));
        if (scene.synthetic()) {
            pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size(width)));
            pen.setColor(WORST);
            String mark = "SYNTHETIC: places made up for a demonstration";
            pen.drawString(mark, width - margin - pen.getFontMetrics().stringWidth(mark), margin + size(width));
        }
    }

    private record Entry(Color color, String words, Mark mark) {}

    private enum Mark {
        AREA,
        DOT,
        SQUARE,
        CROSS
    }

    private void writeLegend(double dot) {
        Gaps.Uncovered uncovered = scene.uncovered;
        double ratio =
                uncovered.areaSquareMetres() <= 0 ? 0 : uncovered.coveredSquareMetres() / uncovered.areaSquareMetres();
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(
                SERVED,
                String.format(Locale.ROOT, "served %s: %.1f %% of the area", scene.within(), ratio * 100),
                Mark.AREA));
        entries.add(new Entry(GAP, "not served", Mark.AREA));
        RoadShare roads = scene.roads;
        entries.add(new Entry(STATION, roads == null ? "station" : "station; " + roads.words(), Mark.DOT));
        DemandQuestion.Source source = scene.demand.source();
        if (source != null) {
            entries.add(new Entry(DEMAND, "demand, " + ascii(source.unit()), Mark.SQUARE));
        }
        WorstPoint worst = scene.worst;
        if (worst != null) {
            entries.add(new Entry(
                    WORST,
                    String.format(
                            Locale.ROOT,
                            "worst point: %,.0f m to a station, in a straight line",
                            worst.distanceMetres()),
                    Mark.CROSS));
        }
        int size = size(width);
        double top = height - legend + size;
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            double y = top + i * size * 1.25;
            pen.setColor(entry.color);
            double middle = margin + size / 2.0;
            switch (entry.mark) {
                case AREA, SQUARE -> pen.fill(new Rectangle2D.Double(margin, y - size * 0.8, size, size * 0.8));
                case DOT -> pen.fill(new Ellipse2D.Double(middle - dot / 2, y - size * 0.4 - dot / 2, dot, dot));
                case CROSS -> cross(middle, y - size * 0.4, size * 0.4);
            }
            pen.setColor(INK);
            pen.drawString(entry.words, (float) (margin + size * 1.6), (float) y);
        }
    }

    /// A unit may be any word; what no font can be counted on for is left out.
    private static String ascii(String text) {
        return text.chars().allMatch(c -> c < 0x80) ? text : "weighted";
    }

    private void writeScale() {
        double pixelsAMetre = pixelsADegree / METRES_A_DEGREE;
        double target = width / 5.0 / pixelsAMetre;
        double power = Math.pow(10, Math.floor(Math.log10(target)));
        double metres = target >= 5 * power ? 5 * power : target >= 2 * power ? 2 * power : power;
        double length = metres * pixelsAMetre;
        double right = width - margin;
        double y = height - margin;
        pen.setColor(INK);
        pen.setStroke(new BasicStroke(width / 400f));
        pen.draw(new Line2D.Double(right - length, y, right, y));
        pen.draw(new Line2D.Double(right - length, y - 4, right - length, y + 4));
        pen.draw(new Line2D.Double(right, y - 4, right, y + 4));
        int size = size(width);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        String words = metres >= 1000
                ? String.format(Locale.ROOT, "%,.0f km", metres / 1000)
                : String.format(Locale.ROOT, "%,.0f m", metres);
        pen.drawString(words, (float) (right - length), (float) (y - size * 0.6));
        String version = "yizhan, dataset version " + scene.datasetVersion;
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size * 3 / 4));
        pen.drawString(version, (float) (right - pen.getFontMetrics().stringWidth(version)), (float) (y - size * 2.2));
    }
}
