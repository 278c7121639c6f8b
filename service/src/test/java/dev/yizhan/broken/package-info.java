/// Classes that break the house's rules on purpose: each rule has to find its own.
package dev.yizhan.broken;
