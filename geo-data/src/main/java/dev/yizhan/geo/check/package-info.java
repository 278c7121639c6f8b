/// Rows into stations: what is wrong with each row is a value, with advice, and never a guess.
@NullMarked
package dev.yizhan.geo.check;

import org.jspecify.annotations.NullMarked;
