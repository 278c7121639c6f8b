/// Who needs stations: weighted places, at one dataset version, district by district and hour by hour.
@ApplicationModule(allowedDependencies = {"problem", "sql", "web"})
@NullMarked
package dev.yizhan.service.demand;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
