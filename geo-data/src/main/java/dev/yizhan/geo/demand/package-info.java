/// Who needs a station: places with a weight, read from lists and rasters, checked and published.
@NullMarked
package dev.yizhan.geo.demand;

import org.jspecify.annotations.NullMarked;
