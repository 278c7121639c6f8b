/// How far a station serves: standards of travel, and the area around one station.
@ApplicationModule(allowedDependencies = {"station", "web", "sql", "problem"})
@NullMarked
package dev.yizhan.service.reach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
