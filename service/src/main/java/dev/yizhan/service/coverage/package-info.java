/// The planner's first questions: how much of each district is served, and where the gaps are.
@ApplicationModule(allowedDependencies = {"station", "district", "reach", "demand", "web", "sql", "problem"})
@NullMarked
package dev.yizhan.service.coverage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
