package dev.yizhan.service.district;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What answers say of a district.
///
/// **Units**  area on the WGS 84 ellipsoid.
public record DistrictProperties(
        String adcode,
        String name,

        @Schema(allowableValues = {"province", "city", "county", "town"})
        String level,

        @Schema(description = "Adcode of the district above; null at the top.") @Nullable
        String parent,

        @Schema(description = "Square metres on the ellipsoid.")
        double areaM2,

        @Schema(description = "The shape is the union of the districts below, not one of a file.")
        boolean derived,

        @Schema(description = "The file's shape was not a valid polygon and was repaired.")
        boolean repaired,

        @Schema(description = "Square metres that the repair added or took.") @Nullable
        Double repairAreaChangeM2) {}
