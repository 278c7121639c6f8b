package dev.yizhan.geo.station;

import java.util.Locale;

/// How one gets in. Unknown is null.
public enum Entry {
    /// The door is open to anyone.
    OPEN,
    /// Somebody lets you in.
    STAFFED,
    /// A QR code opens the door.
    SCAN,
    /// A face check opens the door.
    FACE,
    /// A key or a code that one has to ask for.
    KEY,
    /// For customers of the place only.
    CUSTOMERS;

    /// The word in files, tables and answers.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
