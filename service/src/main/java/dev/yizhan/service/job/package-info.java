/// Long work, asked for once and looked at until it is done.
@ApplicationModule(allowedDependencies = {"problem", "sql", "web"})
@NullMarked
package dev.yizhan.service.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
