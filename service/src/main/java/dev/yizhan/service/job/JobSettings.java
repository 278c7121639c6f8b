package dev.yizhan.service.job;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How much long work one process takes on.
///
/// @param queue     jobs that may wait behind the one that is worked on
/// @param keep      how long the result of a job is kept after it ended
/// @param lostAfter when a job that its process says nothing of counts as lost
@Validated
@ConfigurationProperties("yizhan.jobs")
record JobSettings(
        @DefaultValue("16") @Min(0) @Max(1000) int queue,
        @DefaultValue("30d") Duration keep,
        @DefaultValue("10s") Duration lostAfter) {}
