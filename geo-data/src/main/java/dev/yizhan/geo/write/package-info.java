/// Features → files that other programs of the trade open.
@NullMarked
package dev.yizhan.geo.write;

import org.jspecify.annotations.NullMarked;
