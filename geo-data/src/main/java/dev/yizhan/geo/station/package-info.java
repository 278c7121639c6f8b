/// What a rest station is.
@NullMarked
package dev.yizhan.geo.station;

import org.jspecify.annotations.NullMarked;
