/// Where the next stations go: the best sites for a number of new ones, the existing ones fixed, with a proof
/// or a bound.
@ApplicationModule(allowedDependencies = {"demand", "job", "problem", "reach", "sql", "station", "web"})
@NullMarked
package dev.yizhan.service.siting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
