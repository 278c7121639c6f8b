/// The courier's question: which stations are closest to me, of those that I can use?
@NullMarked
@ApplicationModule(allowedDependencies = {"station", "reach", "web", "problem"})
package dev.yizhan.service.nearest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
