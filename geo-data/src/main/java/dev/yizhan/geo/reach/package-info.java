/// How far fifteen minutes go: as a circle, and over the roads of OpenStreetMap.
@NullMarked
package dev.yizhan.geo.reach;

import org.jspecify.annotations.NullMarked;
