/// Datums: WGS 84 is what we store, GCJ-02 and BD-09 what phones in China speak, EPSG codes what planning
/// offices give.
@NullMarked
package dev.yizhan.geo.datum;

import org.jspecify.annotations.NullMarked;
