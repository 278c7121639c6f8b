/// The catalogue of what can go wrong for a client, and the one place where it becomes an answer (RFC 9457).
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.yizhan.service.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
