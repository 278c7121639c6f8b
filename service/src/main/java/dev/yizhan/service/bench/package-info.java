/// What nearest is measured against: routes that exist under the profile `bench` alone.
@ApplicationModule(allowedDependencies = {"sql", "station", "web"})
@NullMarked
package dev.yizhan.service.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
