package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.coverage.WorstPoint;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.demand.DemandSet;
import dev.yizhan.service.station.SelectionNames;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.web.Language;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/// Draws one district as a picture: what is served, what is not, the stations, the demand, the worst
/// point.
///
/// **Shape**  a PNG; north is up, a metre is as long everywhere. Where no font of the machine can write Chinese, its
/// words are English; where none can write the district's name, it goes by its code.
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
    /// **Empty**  no worst point where there is no station; no demand where none is known; no time where
    /// stations need not be open.
    record Scene(
            Gaps.Uncovered uncovered,
            List<StationRow> stations,
            @Nullable WorstPoint worst,
            DemandQuestion demand,
            ServiceStandard standard,
            @Nullable RoadShare roads,
            List<SelectionNames.Named> filter,
            @Nullable OffsetDateTime openAt,
            @Nullable String datasetVersion) {

        /// A scene with the stations that can be in the picture or serve what is.
        static Scene of(
                World world,
                CoverageQuestion question,
                List<SelectionNames.Named> filter,
                DemandQuestion demand,
                Gaps.Uncovered uncovered,
                Places serving) {
            Envelope near = uncovered.district().outline().box();
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
                    filter,
                    StationFilter.echo(question.selection()).openAt(),
                    world.stations().version());
        }

        /// What being served means here.
        String within(Wording words) {
            return roads == null || roads.districtsBeyond() > 0
                    ? words.say(Word.WITHIN_METRES, words.number(standard.radiusMetres(), 0))
                    : words.say(
                            Word.WITHIN_MINUTES,
                            words.mode(standard.mode().code()),
                            words.number(standard.minutes(), 0));
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
    private final Lettering lettering;
    private final Wording words;

    private CoverageMap(
            Scene scene,
            int width,
            Graphics2D pen,
            int height,
            double pixelsADegree,
            double shrink,
            Lettering lettering,
            Wording words) {
        this.lettering = lettering;
        this.words = words;
        this.scene = scene;
        this.width = width;
        this.pen = pen;
        this.height = height;
        this.box = scene.uncovered.district().outline().box();
        this.margin = margin(width);
        this.legend = legend(width);
        this.pixelsADegree = pixelsADegree;
        this.shrink = shrink;
    }

    private static int margin(int width) {
        return width / 40;
    }

    private static int legend(int width) {
        return (int) (9.5 * size(width));
    }

    private static int size(int width) {
        return Math.max(11, width / 50);
    }

    static Printed print(Scene scene, int width, Lettering lettering, Language asked) {
        Language language = lettering.toDraw(asked);
        Envelope box = scene.uncovered.district().outline().box();
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
            new CoverageMap(scene, width, pen, height, pixelsADegree, shrink, lettering, new Wording(language)).draw();
            return new Printed(Png.of(image), language);
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
        String name = lettering.draws(district.name())
                ? words.say(Word.MAP_TITLE, district.name(), district.adcode())
                : words.say(Word.MAP_CODE, district.adcode());
        int line = margin + size(width);
        pen.setColor(INK);
        float free = width - 2 * margin;
        TextLayout title = fitting(name, Font.BOLD, size(width) * 1.3f, scene.synthetic() ? free * 0.6f : free);
        title.draw(pen, margin, line);
        if (scene.synthetic()) {
            pen.setColor(WORST);
            float left = free - title.getAdvance() - size(width);
            TextLayout full = lettering.line(words.say(Word.MAP_SYNTHETIC), Font.BOLD, size(width));
            TextLayout mark = full.getAdvance() <= left
                    ? full
                    : fitting(words.say(Word.MAP_SYNTHETIC_SHORT), Font.BOLD, size(width), left);
            mark.draw(pen, width - margin - mark.getAdvance(), line);
        }
    }

    /// A line of text, smaller than wanted where it would be too long.
    private TextLayout fitting(String text, int style, float size, float most) {
        TextLayout line = lettering.line(text, style, size);
        return line.getAdvance() <= most ? line : lettering.line(text, style, size * most / line.getAdvance());
    }

    private record Entry(Color color, String words, Mark mark) {}

    private enum Mark {
        NONE,
        AREA,
        DOT,
        SQUARE,
        CROSS
    }

    private void writeLegend(double dot) {
        Gaps.Uncovered uncovered = scene.uncovered;
        double ratio =
                uncovered.areaSquareMetres() <= 0 ? 0 : uncovered.coveredSquareMetres() / uncovered.areaSquareMetres();
        RoadShare roads = scene.roads;
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(INK, words.standard(scene.standard, roads), Mark.NONE));
        entries.add(new Entry(
                INK,
                words.say(
                        Word.MAP_SERVING,
                        words.serving(scene.filter, scene.openAt, (name, code) -> lettering.draws(name) ? name : code)),
                Mark.NONE));
        entries.add(
                new Entry(SERVED, words.say(Word.MAP_SERVED, scene.within(words), words.percent(ratio)), Mark.AREA));
        entries.add(new Entry(GAP, words.say(Word.MAP_UNSERVED), Mark.AREA));
        entries.add(new Entry(
                STATION,
                roads == null ? words.say(Word.MAP_STATION) : words.say(Word.MAP_STATION_ROADS, words.roads(roads)),
                Mark.DOT));
        DemandQuestion.Source source = scene.demand.source();
        if (source != null && scene.demand.inside(uncovered.district().adcode()) != null) {
            String unit = words.unit(source.unit());
            entries.add(new Entry(
                    DEMAND,
                    words.say(
                            Word.MAP_DEMAND,
                            (lettering.draws(unit) ? unit : words.say(Word.WEIGHTED))
                                    + (source.hour() == null ? "" : words.say(Word.AT_HOUR, source.hour() + ":00"))),
                    Mark.SQUARE));
        }
        WorstPoint worst = scene.worst;
        if (worst != null) {
            entries.add(
                    new Entry(WORST, words.say(Word.MAP_WORST, words.number(worst.distanceMetres(), 0)), Mark.CROSS));
        }
        int size = size(width);
        double top = height - legend + size;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            double y = top + i * size * 1.25;
            pen.setColor(entry.color);
            double middle = margin + size / 2.0;
            switch (entry.mark) {
                case NONE -> {}
                case AREA, SQUARE -> pen.fill(new Rectangle2D.Double(margin, y - size * 0.8, size, size * 0.8));
                case DOT -> pen.fill(new Ellipse2D.Double(middle - dot / 2, y - size * 0.4 - dot / 2, dot, dot));
                case CROSS -> cross(middle, y - size * 0.4, size * 0.4);
            }
            pen.setColor(INK);
            float left = margin + (entry.mark == Mark.NONE ? 0 : size * 1.6f);
            fitting(entry.words, Font.PLAIN, size, width - margin - left).draw(pen, left, (float) y);
        }
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
        String scale = metres >= 1000
                ? words.say(Word.KILOMETRES, words.number(metres / 1000, 0))
                : words.say(Word.METRES, words.number(metres, 0));
        lettering.line(scale, Font.PLAIN, size).draw(pen, (float) (right - length), (float) (y - size * 0.6));
        TextLayout version = lettering.line(
                words.say(Word.MAP_VERSION, String.valueOf(scene.datasetVersion)), Font.PLAIN, size * 0.75f);
        version.draw(pen, (float) (right - version.getAdvance()), (float) (y - size * 2.2));
    }
}
