package dev.yizhan.service.siting;

import dev.yizhan.service.job.ResultTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Chosen sites as a table for spreadsheets.
@Configuration(proxyBeanMethods = false)
class SitesTable {

    @Bean
    ResultTable sites() {
        Map<String, String> site = new LinkedHashMap<>();
        site.put("rank", "/properties/rank");
        site.put("id", "/id");
        site.put("name", "/properties/name");
        site.put("lon", "/geometry/coordinates/0");
        site.put("lat", "/geometry/coordinates/1");
        site.put("gained_demand", "/properties/gained_demand");
        site.put("load", "/properties/load");
        site.put("drawn", "/properties/method");
        Map<String, String> all = new LinkedHashMap<>();
        all.put("adcode", "/adcode");
        all.put("district", "/name");
        all.put("objective", "/objective");
        all.put("k", "/k");
        all.put("mode", "/standard/mode");
        all.put("minutes", "/standard/minutes");
        all.put("method", "/standard/method");
        all.put("radius_m", "/standard/radius_m");
        all.put("network", "/filter/network");
        all.put("tier", "/filter/tier");
        all.put("amenity", "/filter/amenity");
        all.put("open_at", "/filter/open_at");
        all.put("min_spacing_m", "/min_spacing_m");
        all.put("capacity", "/capacity");
        all.put("demand_source", "/demand_source");
        all.put("demand_unit", "/demand_unit");
        all.put("demand_synthetic", "/demand_synthetic");
        all.put("demand_hour", "/demand_hour");
        all.put("value", "/value");
        all.put("bound", "/bound");
        all.put("gap", "/gap");
        all.put("proven_optimal", "/proven_optimal");
        all.put("seed", "/seed");
        all.put("crs", "/crs");
        all.put("dataset_version", "/dataset_version");
        return new ResultTable("sites", site, all);
    }
}
