package dev.yizhan.service.tiles;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What tiles may take.
///
/// @param cache       bytes of tiles that are kept, compressed
/// @param connections to the database that are the tiles' own: a screenful of them keeps no other question waiting
/// @param timeout     how long one tile may take to draw
@ConfigurationProperties("yizhan.tiles")
record TileSettings(
        @DefaultValue("64MB") DataSize cache,
        @DefaultValue("3") int connections,
        @DefaultValue("30s") Duration timeout) {}
