/// What tests of both modules share: the database, named places, the shared data when it is there.
package dev.yizhan.geo.support;
