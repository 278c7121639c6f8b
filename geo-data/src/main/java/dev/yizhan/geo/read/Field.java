package dev.yizhan.geo.read;

import java.text.Normalizer;
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
    ID(of("编号", "站点编号", "驿站编号", "序号", "station_id", "code", "编码"), of("no", "fid", "objectid")),
    NAME(of("名称", "站点名称", "驿站名称", "站名", "station_name", "驿站"), of("title", "标题", "网点名称")),
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
    DESCRIPTION(of("描述", "说明", "简介"), of("备注", "remark", "note", "notes", "remarks"));

    private final List<String> sure;
    private final List<String> possible;

    Field(List<String> sure, List<String> possible) {
        this.sure = Stream.concat(Stream.of(name()), sure.stream())
                .map(Field::normal)
                .toList();
        this.possible = possible.stream().map(Field::normal).toList();
    }

    private static List<String> of(String... names) {
        return List.of(names);
    }

    private static final Map<String, Field> SURE = new HashMap<>();
    private static final Map<String, Field> POSSIBLE = new HashMap<>();

    static {
        for (Field field : values()) {
            field.sure.forEach(name -> putOnce(SURE, name, field));
            field.possible.forEach(name -> putOnce(POSSIBLE, name, field));
        }
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
    static @Nullable Field findSure(String header) {
        Field field = SURE.get(normal(header));
        return field == null ? SURE.get(withoutBrackets(header)) : field;
    }

    /// The field that a column may mean where no other column surely does.
    static @Nullable Field findPossible(String header) {
        Field field = POSSIBLE.get(normal(header));
        return field == null ? POSSIBLE.get(withoutBrackets(header)) : field;
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
