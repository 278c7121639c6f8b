/// Immutable words of space: points, boxes, geodesics, areas. No I/O, no business defaults.
@NullMarked
package dev.yizhan.geo.measure;

import org.jspecify.annotations.NullMarked;
