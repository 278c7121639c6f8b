/// The pages for people, as the web build left them: where they stand, how long a browser may keep them, what they may
/// do.
@ApplicationModule(allowedDependencies = {"problem", "station"})
@NullMarked
package dev.yizhan.service.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
