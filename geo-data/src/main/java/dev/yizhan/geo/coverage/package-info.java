/// Which part of a district its stations serve, and which they do not: united circles, gaps, worst points.
@NullMarked
package dev.yizhan.geo.coverage;

import org.jspecify.annotations.NullMarked;
