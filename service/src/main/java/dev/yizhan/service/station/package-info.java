/// What a station is and how to fetch one by name or id; the snapshot that answers from memory.
@ApplicationModule(allowedDependencies = {"problem", "sql", "web"})
@NullMarked
package dev.yizhan.service.station;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
