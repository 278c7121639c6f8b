@NullMarked
package dev.yizhan.service;

import org.jspecify.annotations.NullMarked;
