package dev.yizhan.geo.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.reach.ServiceStandard.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceStandardTest {

    @Test
    void fifteen_minutes_on_foot_reach_a_kilometre() {
        assertThat(ServiceStandard.of(Mode.WALK).radiusMetres()).isEqualTo(1000);
    }

    @Test
    void fifteen_minutes_on_an_ebike_reach_2778_metres() {
        assertThat(ServiceStandard.of(Mode.EBIKE).radiusMetres()).isCloseTo(2777.8, within(0.03));
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 15, 30})
    void the_edge_of_the_circle_is_as_far_as_the_standard_says(double minutes) {
        ServiceStandard standard = new ServiceStandard(Mode.WALK, minutes, 4.8, 1.3);
        assertThat(standard.durationSeconds(standard.radiusMetres())).isCloseTo(60 * minutes, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void what_is_not_a_positive_number_is_refused(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ServiceStandard(Mode.WALK, value, 5, 1.25));
        assertThatIllegalArgumentException().isThrownBy(() -> new ServiceStandard(Mode.WALK, 15, value, 1.25));
        assertThatIllegalArgumentException().isThrownBy(() -> new ServiceStandard(Mode.WALK, 15, 5, value));
    }

    @Test
    void no_way_is_shorter_than_the_straight_line() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ServiceStandard(Mode.WALK, 15, 5, 0.99));
    }
}
