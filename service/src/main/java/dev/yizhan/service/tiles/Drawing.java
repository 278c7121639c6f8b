package dev.yizhan.service.tiles;

import dev.yizhan.service.station.Selection;
import dev.yizhan.service.tiles.TileQuestion.Level;

/// What decides a tile beside its place and its version: equal ones are equal tiles.
sealed interface Drawing {

    /// Districts of one level.
    record Districts(Level level) implements Drawing {}

    /// Stations of a selection, those that serve nobody at present among them.
    record Stations(Selection which) implements Drawing {}

    /// What the circles of a selection of stations serve, or leave over.
    record Served(double radiusMetres, Selection by) implements Drawing {}

    /// The roads of the extract that is loaded.
    record Roads() implements Drawing {}
}
