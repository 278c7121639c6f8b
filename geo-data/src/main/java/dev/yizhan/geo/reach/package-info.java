/// How far fifteen minutes go.
@NullMarked
package dev.yizhan.geo.reach;

import org.jspecify.annotations.NullMarked;
