/// What a station is and how to fetch one by name or id.
@NullMarked
package dev.yizhan.service.station;

import org.jspecify.annotations.NullMarked;
