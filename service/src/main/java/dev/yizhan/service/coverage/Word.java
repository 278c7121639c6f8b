package dev.yizhan.service.coverage;

import dev.yizhan.service.web.Language;
import java.util.Locale;

/// Every phrase of printed maps and reports, Chinese first; `%1$s`, `%2$s` … stand for what is known when it is
/// printed.
///
/// **Shape**  heads of columns say where their lines break.
enum Word {
    TITLE("%1$s（%2$s）驿站覆盖报告", "Coverage by rest stations: %1$s (%2$s)"),
    SYNTHETIC("合成数据：本报告中有为演示而编造的地点，不是真实位置。", "Synthetic: places in this report are made up for a demonstration."),
    IN_ENGLISH(
            "本机没有可嵌入 PDF 的中文字体，故以英文印出；请用 YIZHAN_REPORT_FONT 指定一个 .ttf 字体文件。",
            "Printed in English: this server has no Chinese font that a PDF can embed. YIZHAN_REPORT_FONT names one"
                    + " (a .ttf)."),
    EDITION("数据版本 %1$s，%2$s印制", "Dataset version %1$s, printed on %2$s"),
    MAP("覆盖图：已覆盖与未覆盖的范围", "Map of what is served and what is not"),
    UNKNOWN("不详", "unknown"),
    NONE("无", "none"),
    COMMA("、", ", "),

    FIGURES("覆盖情况", "Figures"),
    DISTRICT("区划", "District"),
    STATIONS("驿站\n（个）", "Stations"),
    AREA("面积\n（平方公里）", "Area,\nkm²"),
    AREA_RATIO("面积\n覆盖率", "Area\nserved"),
    DEMAND("需求\n（%1$s）", "Demand,\n%1$s"),
    DEMAND_RATIO("需求\n覆盖率", "Demand\nserved"),
    UNSERVED("未覆盖\n需求", "Demand\nnot served"),
    MEAN_DISTANCE("平均距离\n（米）", "Mean\ndistance, m"),
    P95_DISTANCE("95%% 需求的\n最大距离（米）", "95 %% of demand\nwithin, m"),
    DISTANCES(
            "距离为需求点到最近驿站的直线距离，按需求加权；没有需求数据处为“不详”。",
            "Distances lead in a straight line from demand to its nearest station, weighted by demand; they are unknown"
                    + " where no demand is."),
    NO_DEMAND("没有本区划的需求数据。", "No demand is known here."),

    GAPS("未覆盖区域", "Gaps"),
    GAP("序号", "No."),
    FARTHEST("最远点\n（经度 纬度）", "Farthest place,\nlon lat"),
    NEAREST("距最远点最近的驿站", "Station nearest to it"),
    AWAY("相距\n（米）", "Away,\nm"),
    NO_GAPS("没有未覆盖区域。", "There is none."),
    SMALL_GAPS("没有一公顷以上的未覆盖区域；更小的有 %1$s 处。", "None of at least a hectare; smaller ones: %1$s."),
    GAPS_LEFT("另有 %1$s 处更小或排在其后，未列出。", "Left out, smaller or later: %1$s."),

    METHOD("服务标准与计算方法", "Standard and method"),
    STANDARD("服务标准", "Standard"),
    BY_CIRCLE(
            "%1$s %2$s 分钟，速度 %3$s 公里/时，绕行系数 %4$s，折合直线距离 %5$s 米",
            "%1$s, %2$s minutes at %3$s km/h, ways %4$s times as long as the straight line: a straight line of %5$s\u00a0m"),
    BY_ROADS("%1$s %2$s 分钟，速度 %3$s 公里/时，沿道路（%4$s）", "%1$s, %2$s minutes at %3$s km/h, over roads (%4$s)"),
    WALK("步行", "On foot"),
    EBIKE("电动自行车", "By e-bike"),
    SERVING("计入的驿站", "Serving"),
    ALL_STATIONS("全部在用驿站", "all stations in service"),
    SOME_STATIONS("在用驿站，限于：%1$s", "stations in service %1$s"),
    AND("；", ", "),
    OF_NETWORKS("网络 %1$s", "of the networks %1$s"),
    OF_TIERS("层级 %1$s", "of the tiers %1$s"),
    WITH_AMENITIES("提供 %1$s", "that offer %1$s"),
    OPEN_AT("%1$s（北京时间）确知开放", "known to be open at %1$s (Beijing time)"),
    CALCULATION("计算方法", "Method"),
    CIRCLES(
            "各驿站的服务圆合并后量算，重叠部分不重复计；面积为 WGS 84 椭球面上的面积。直线距离内有驿站的需求计为已覆盖。未覆盖区域是" + "所有服务圆以外相连的部分，%1$s。",
            "The circles around the stations are united, never summed; areas are geodesic, on the WGS 84 ellipsoid."
                    + " Demand is served where a station is within that distance. Gaps are the connected parts outside"
                    + " every circle, %1$s."),
    ROADS(
            "各驿站沿道路按时可达的范围合并后量算，重叠部分不重复计；驿站附近没有道路或超出已载入的道路时，以半径 %2$s 米的服务圆代替。在"
                    + "范围内的需求计为已覆盖；距离均为直线距离。未覆盖区域是所有范围以外相连的部分，%1$s。",
            "The areas from which the stations are reached in time are united, never summed; where no road is near a"
                    + " station, or beyond the roads that are loaded, its area is a circle of %2$s m. Demand is served"
                    + " inside such an area. Distances are straight lines. Gaps are the connected parts outside every"
                    + " area, %1$s."),
    LARGEST_FIRST("按面积由大到小排列", "the largest first"),
    MOST_DEMAND_FIRST("按未覆盖需求由多到少排列", "the most demand first"),

    DATA("数据来源与日期", "Data"),
    STATION_DATA("驿站数据", "Stations"),
    STATIONS_AS_OF("区划内及周边计入 %1$s 个，最新数据日期 %2$s", "%1$s serve in and around the district, the newest as of %2$s"),
    DEMAND_DATA("需求数据", "Demand"),
    DEMAND_AS_OF("%1$s，单位：%2$s，数据日期 %3$s，%4$s", "%1$s, in %2$s, as of %3$s, %4$s"),
    UNMARKED_PLACES("地点未标为合成", "places not marked as made up"),
    SYNTHETIC_PLACES("合成位置", "places synthetic"),
    AT_HOUR("，取 %1$s 时的需求", ", at %1$s"),
    ROAD_DATA("道路数据", "Roads"),
    OPENSTREETMAP("OpenStreetMap 贡献者，ODbL", "OpenStreetMap contributors, ODbL"),

    OVER_ROADS("%1$s 个驿站沿道路计算", "%1$s stations over roads"),
    NO_ROAD_NEAR("%1$s，%2$s 个附近没有道路，以服务圆代替", "%1$s, %2$s by a circle: no road near"),
    NO_ROADS("没有载入道路，以服务圆代替", "by circles: no road network is loaded"),
    BEYOND_ROADS("超出已载入的道路，以服务圆代替", "by circles: beyond the roads that are loaded"),

    PEOPLE("人", "people"),
    WORKERS("人", "workers"),
    ORDERS_PER_DAY("单/天", "orders a day"),
    WEIGHTED("加权", "weighted"),

    MAP_TITLE("%1$s（%2$s）", "%1$s (%2$s)"),
    MAP_CODE("区划 %1$s", "District %1$s"),
    MAP_SYNTHETIC("合成数据：有为演示而编造的地点", "SYNTHETIC: places made up for a demonstration"),
    MAP_SYNTHETIC_SHORT("合成数据", "SYNTHETIC"),
    MAP_SERVED("已覆盖（%1$s）：占面积的 %2$s", "served %1$s: %2$s of the area"),
    WITHIN_METRES("直线 %1$s 米以内", "within %1$s m"),
    WITHIN_MINUTES("%1$s沿道路 %2$s 分钟以内", "within %2$s minutes over roads, %1$s"),
    MAP_SERVING("计入：%1$s", "counted: %1$s"),
    MAP_UNSERVED("未覆盖", "not served"),
    MAP_STATION("驿站", "station"),
    MAP_STATION_ROADS("驿站；%1$s", "station; %1$s"),
    MAP_DEMAND("需求（%1$s）", "demand, %1$s"),
    MAP_WORST("最远点：到最近驿站的直线距离 %1$s 米", "farthest place: %1$s m to a station, in a straight line"),
    KILOMETRES("%1$s 公里", "%1$s km"),
    METRES("%1$s 米", "%1$s m"),
    MAP_VERSION("驿站 yizhan，数据版本 %1$s", "yizhan, dataset version %1$s");

    private final String zh;
    private final String en;

    Word(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    String in(Language language, Object... known) {
        return String.format(Locale.ROOT, language == Language.ZH ? zh : en, known);
    }
}
