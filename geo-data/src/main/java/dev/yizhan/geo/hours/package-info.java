/// Opening hours as people write them, in Chinese and English, turned into the notation of OpenStreetMap.
@NullMarked
package dev.yizhan.geo.hours;

import org.jspecify.annotations.NullMarked;
