package dev.yizhan.geo.check;

import dev.yizhan.geo.station.Entry;
import dev.yizhan.geo.station.PositionQuality;
import dev.yizhan.geo.station.Status;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What real files write for the closed vocabularies.
final class Words<E extends Enum<E>> {

    static final Words<Status> STATUS = new Words<>(Map.of(
            Status.OPEN,
                    List.of(
                            "开放",
                            "开放中",
                            "正常",
                            "正常开放",
                            "营业",
                            "营业中",
                            "运营",
                            "运营中",
                            "正常运营",
                            "在用",
                            "启用",
                            "已启用",
                            "active",
                            "operational",
                            "使用中"),
            Status.TEMPORARILY_CLOSED,
                    List.of(
                            "暂停",
                            "暂停开放",
                            "暂停服务",
                            "暂停营业",
                            "暂时关闭",
                            "临时关闭",
                            "维修",
                            "维修中",
                            "装修",
                            "装修中",
                            "停业整顿",
                            "suspended",
                            "temporarily closed"),
            Status.LOCKED, List.of("锁门", "上锁", "锁着", "未开门"),
            Status.PLANNED, List.of("规划", "规划中", "在建", "建设中", "筹建", "筹备中", "拟建", "待建", "under construction"),
            Status.CLOSED, List.of("关闭", "已关闭", "停用", "已停用", "撤销", "已撤销", "注销", "停止运营", "inactive", "关停")));

    static final Words<Entry> ENTRY = new Words<>(Map.of(
            Entry.OPEN, List.of("自由进入", "敞开", "无门禁", "直接进入", "开放式"),
            Entry.STAFFED, List.of("有人值守", "值守", "工作人员开门", "专人值守"),
            Entry.SCAN, List.of("扫码", "扫码开门", "扫码进入", "二维码", "qr", "qr code"),
            Entry.FACE, List.of("刷脸", "人脸识别", "人脸", "刷脸开门"),
            Entry.KEY, List.of("钥匙", "密码", "密码锁", "刷卡", "门禁卡"),
            Entry.CUSTOMERS, List.of("顾客", "仅限顾客", "消费", "客户")));

    static final Words<PositionQuality> POSITION_QUALITY = new Words<>(Map.of(
            PositionQuality.SURVEYED, List.of("实测", "实地核实", "已核实", "测绘", "gps"),
            PositionQuality.GEOCODED, List.of("地理编码", "地址解析", "geocode"),
            PositionQuality.SCHEMATIC, List.of("示意", "示意点位", "示意位置", "approximate"),
            PositionQuality.SYNTHETIC, List.of("虚构", "演示", "合成", "模拟")));

    private final Map<String, E> meanings = new HashMap<>();

    private Words(Map<E, List<String>> words) {
        words.forEach((meaning, said) -> {
            meanings.put(normal(meaning.name()), meaning);
            said.forEach(word -> meanings.put(normal(word), meaning));
        });
    }

    @Nullable
    E find(String word) {
        return meanings.get(normal(word));
    }

    private static String normal(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_-]+", "");
    }
}
