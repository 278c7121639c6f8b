package dev.yizhan.service.bench;

import dev.yizhan.service.web.QueryParameter;

/// Where the question of the moment is asked, which an answer that was written before does not look at.
record BenchQuery(
        @QueryParameter("Longitude, in degrees.") double lon,

        @QueryParameter("Latitude, in degrees.") double lat) {}
