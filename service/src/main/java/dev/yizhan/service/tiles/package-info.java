/// Our own vector tiles, so that a map needs no internet: districts, stations, circles and gaps, and roads
/// where an extract is loaded.
@ApplicationModule(allowedDependencies = {"reach", "station", "web", "sql", "problem"})
@NullMarked
package dev.yizhan.service.tiles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
