/// Foreign files → rows and features with their line numbers, one at a time, whatever their size.
@NullMarked
package dev.yizhan.geo.read;

import org.jspecify.annotations.NullMarked;
