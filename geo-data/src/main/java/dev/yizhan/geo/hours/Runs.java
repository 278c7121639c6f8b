package dev.yizhan.geo.hours;

import dev.yizhan.geo.hours.OpeningHours.State;
import java.util.Arrays;

/// Runs of minutes with one state each, one after the other from minute 0 on.
///
/// **Shape**  no two neighbours say the same. A run is an int, its first minute before its state, so
/// that they lie sorted.
/// **Cost**   4 bytes a run; a binary search a question.
final class Runs {

    private static final State[] STATES = State.values();
    private static final int STATE_BITS = 2;

    private final int[] packed;

    private Runs(int[] packed) {
        this.packed = packed;
    }

    static Runs all(State state) {
        return new Writer().add(0, state).runs();
    }

    int count() {
        return packed.length;
    }

    /// The number of the run that holds a minute.
    int numberAt(int minute) {
        // Greater than any state in this minute, so it is never found, and the run is the one before.
        int after = Arrays.binarySearch(packed, minute << STATE_BITS | STATES.length);
        return -after - 2;
    }

    State state(int number) {
        return STATES[packed[number] & (1 << STATE_BITS) - 1];
    }

    int from(int number) {
        return packed[number] >> STATE_BITS;
    }

    /// Takes runs in the order of time.
    static final class Writer {

        private int[] packed = new int[16];
        private int count;

        Writer add(int from, State state) {
            if (count == 0 || STATES[packed[count - 1] & (1 << STATE_BITS) - 1] != state) {
                if (count == packed.length) {
                    packed = Arrays.copyOf(packed, 2 * count);
                }
                packed[count++] = from << STATE_BITS | state.ordinal();
            }
            return this;
        }

        Writer add(int offset, Runs runs) {
            for (int i = 0; i < runs.count(); i++) {
                add(offset + runs.from(i), runs.state(i));
            }
            return this;
        }

        Runs runs() {
            return new Runs(Arrays.copyOf(packed, count));
        }
    }
}
