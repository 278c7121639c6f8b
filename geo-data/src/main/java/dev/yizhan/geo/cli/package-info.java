/// The loader's command line: what a person types, what they read back, and the exit code.
@NullMarked
package dev.yizhan.geo.cli;

import org.jspecify.annotations.NullMarked;
