/// Which points are closest to a place, or within a distance of it: answered from memory, exactly, on the ellipsoid.
@NullMarked
package dev.yizhan.geo.index;

import org.jspecify.annotations.NullMarked;
