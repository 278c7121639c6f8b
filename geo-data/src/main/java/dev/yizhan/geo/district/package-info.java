/// Administrative districts: their codes and hierarchy, their shapes read, repaired and published.
@NullMarked
package dev.yizhan.geo.district;

import org.jspecify.annotations.NullMarked;
