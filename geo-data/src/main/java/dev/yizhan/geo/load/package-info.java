/// Good rows → PostGIS in one step: readers see the dataset as it was or as it is, never a mix.
@NullMarked
package dev.yizhan.geo.load;

import org.jspecify.annotations.NullMarked;
