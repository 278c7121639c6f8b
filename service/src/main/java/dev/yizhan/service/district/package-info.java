/// Administrative shapes and codes.
@ApplicationModule(allowedDependencies = {"problem", "sql", "web"})
@NullMarked
package dev.yizhan.service.district;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
