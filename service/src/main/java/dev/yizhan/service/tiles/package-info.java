/// Our own vector tiles, so that a map needs no internet: districts, stations, circles and gaps as PostGIS draws them.
@ApplicationModule(allowedDependencies = {"web", "sql", "problem"})
@NullMarked
package dev.yizhan.service.tiles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
