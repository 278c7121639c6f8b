/// Loads the `.sql` files that stand beside the rooms, failing at start where one is missing.
@NullMarked
package dev.yizhan.service.sql;

import org.jspecify.annotations.NullMarked;
