/// The database itself: a private PostGIS for those who bring none, and the one timeline of its schema.
@NullMarked
package dev.yizhan.geo.postgis;

import org.jspecify.annotations.NullMarked;
