/// What all endpoints share: strict query parameters, datums at the door, GeoJSON shapes, HTTP manners, the document.
@ApplicationModule(allowedDependencies = "problem")
@NullMarked
package dev.yizhan.service.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
