/// What a dataset says about itself, the words for what stations offer, and the datasets that ship.
@NullMarked
package dev.yizhan.geo.dataset;

import org.jspecify.annotations.NullMarked;
