package dev.yizhan.geo.read;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a column can mean, and the names that real files give it.
///
/// **Shape**  a sure name always means its field; a possible one (`type`, `x`, 备注) only where no
/// sure name does.
public enum Field {
    ID(
            of("编号", "站点编号", "驿站编号", "序号", "station_id", "code", "编码"),
            of("no", "fid", "objectid", "场所编号", "点位编号", "venue_id")),
    NAME(
            of("名称", "站点名称", "驿站名称", "站名", "station_name", "驿站"),
            of("title", "标题", "网点名称", "场所名称", "点位名称", "地点名称", "门店名称", "venue_name")),
    ADDRESS(of("地址", "详细地址", "站点地址", "驿站地址", "addr"), of("位置", "地点", "location")),
    DISTRICT(of("区县", "所属区县", "行政区", "区", "county", "所在区", "所属区", "district_name"), of("区域", "所在区域")),
    LON(of("经度", "lng", "long", "longitude", "gcj02_lon", "gcj02_lng", "wgs84_lon", "bd09_lng"), of("x", "x坐标", "东坐标")),
    LAT(of("纬度", "latitude", "gcj02_lat", "wgs84_lat", "bd09_lat"), of("y", "y坐标", "北坐标")),
    /// Longitude, then latitude, in one column.
    POSITION(of("坐标", "经纬度", "lonlat", "lnglat", "coordinates", "lon,lat", "lng,lat"), of("location_lonlat", "geo")),
    AMENITIES(of("设施", "服务", "服务项目", "服务设施", "设施服务", "配套设施", "amenity", "services"), of("facilities", "功能")),
    STATUS(of("状态", "运营状态", "站点状态", "开放状态"), of("state")),
    HOURS(of("营业时间", "开放时间", "服务时间", "open_hours", "opening_hours", "openhours"), of("时间", "open_time")),
    HOURS_VERIFIED_AT(of("时间核实日期", "开放时间核实时间"), of()),
    OPERATOR(of("运营单位", "管理单位", "建设单位", "manager", "主管单位"), of("单位", "owner", "责任单位")),
    CAPACITY(of("容量", "可容纳人数", "座位数"), of("seats", "人数")),
    TIER(of("层级", "级别", "等级"), of("类型", "type", "level", "类别", "kind")),
    VENUE(of("场所", "场所类型", "依托场所", "venue_kind"), of("载体")),
    ENTRY(of("进入方式", "进门方式", "开门方式"), of("access")),
    POSITION_QUALITY(of("坐标质量", "位置质量", "位置精度"), of()),
    VERIFIED_AT(of("核实时间", "核实日期", "核验时间"), of()),
    UPDATED_AT(of("更新时间", "更新日期", "as_of", "last_updated", "修改时间"), of("updated", "时效")),
    SOURCE(of("来源", "数据来源"), of()),
    DESCRIPTION(of("描述", "说明", "简介"), of("备注", "remark", "note", "notes", "remarks")),
    /// How much demand there is at a place.
    WEIGHT(Subject.DEMAND, of("权重", "需求", "需求量", "demand"), of("人数", "人口", "population", "value", "count", "数量")),
    /// What the weight counts.
    UNIT(Subject.DEMAND, of("单位", "计量单位"), of()),
    W00(Subject.DEMAND, of("h00"), of()),
    W01(Subject.DEMAND, of("h01"), of()),
    W02(Subject.DEMAND, of("h02"), of()),
    W03(Subject.DEMAND, of("h03"), of()),
    W04(Subject.DEMAND, of("h04"), of()),
    W05(Subject.DEMAND, of("h05"), of()),
    W06(Subject.DEMAND, of("h06"), of()),
    W07(Subject.DEMAND, of("h07"), of()),
    W08(Subject.DEMAND, of("h08"), of()),
    W09(Subject.DEMAND, of("h09"), of()),
    W10(Subject.DEMAND, of("h10"), of()),
    W11(Subject.DEMAND, of("h11"), of()),
    W12(Subject.DEMAND, of("h12"), of()),
    W13(Subject.DEMAND, of("h13"), of()),
    W14(Subject.DEMAND, of("h14"), of()),
    W15(Subject.DEMAND, of("h15"), of()),
    W16(Subject.DEMAND, of("h16"), of()),
    W17(Subject.DEMAND, of("h17"), of()),
    W18(Subject.DEMAND, of("h18"), of()),
    W19(Subject.DEMAND, of("h19"), of()),
    W20(Subject.DEMAND, of("h20"), of()),
    W21(Subject.DEMAND, of("h21"), of()),
    W22(Subject.DEMAND, of("h22"), of()),
    W23(Subject.DEMAND, of("h23"), of());

    /// The weight in each hour of a day, from midnight on.
    public static final List<Field> HOURLY =
            Stream.of(values()).filter(field -> field.name().matches("W\\d\\d")).toList();

    private final Subject subject;
    private final List<String> sure;
    private final List<String> possible;

    Field(List<String> sure, List<String> possible) {
        this(Subject.STATIONS, sure, possible);
    }

    Field(Subject subject, List<String> sure, List<String> possible) {
        this.subject = subject;
        this.sure = Stream.concat(Stream.of(name()), sure.stream())
                .map(Field::normal)
                .toList();
        this.possible = possible.stream().map(Field::normal).toList();
    }

    private static List<String> of(String... names) {
        return List.of(names);
    }

    private static final Map<Subject, Map<String, Field>> SURE = new EnumMap<>(Subject.class);
    private static final Map<Subject, Map<String, Field>> POSSIBLE = new EnumMap<>(Subject.class);

    static {
        for (Subject subject : Subject.values()) {
            Map<String, Field> sure = new HashMap<>();
            Map<String, Field> possible = new HashMap<>();
            for (Field field : values()) {
                if (field.isOf(subject)) {
                    field.sure.forEach(name -> putOnce(sure, name, field));
                    field.possible.forEach(name -> putOnce(possible, name, field));
                }
            }
            SURE.put(subject, sure);
            POSSIBLE.put(subject, possible);
        }
    }

    /// Whether a list of this kind may have the field.
    boolean isOf(Subject list) {
        return switch (this) {
            case ID, LON, LAT, POSITION -> true;
            case NAME -> list != Subject.DEMAND;
            default -> subject == list;
        };
    }

    private static void putOnce(Map<String, Field> names, String name, Field field) {
        Field other = names.putIfAbsent(name, field);
        if (other != null && other != field) {
            throw new IllegalStateException(name + " names both " + other + " and " + field);
        }
    }

    /// The word for this field in `--map column=field`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The field that a column surely means by its name; null when it does not.
    static @Nullable Field findSure(String header, Subject list) {
        return find(SURE.getOrDefault(list, Map.of()), header);
    }

    /// The field that a column may mean where no other column surely does.
    static @Nullable Field findPossible(String header, Subject list) {
        return find(POSSIBLE.getOrDefault(list, Map.of()), header);
    }

    private static @Nullable Field find(Map<String, Field> names, String header) {
        Field field = names.get(normal(header));
        return field == null ? names.get(withoutBrackets(header)) : field;
    }

    /// 经度(GCJ-02) is 经度.
    private static String withoutBrackets(String header) {
        return normal(Normalizer.normalize(header, Normalizer.Form.NFKC).replaceAll("\\(.*\\)|\\[.*]|【.*】", ""));
    }

    static String normal(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_\\-\\p{Cf}]+", "");
    }
}
