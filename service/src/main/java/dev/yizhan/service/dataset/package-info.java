/// What is loaded, how fresh it is, and whether the record behind it can be reached.
@ApplicationModule(allowedDependencies = {"problem", "sql", "web"})
@NullMarked
package dev.yizhan.service.dataset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
