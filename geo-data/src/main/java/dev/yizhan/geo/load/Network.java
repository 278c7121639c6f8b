package dev.yizhan.geo.load;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A network of stations: who runs them and which tiers it sorts them into.
///
/// **Empty**  null keeps what the record already knows; a new network without a name is named by its code. Tiers that
/// are not listed stay, and those that stations name without being listed are added with their code as their name.
public record Network(
        String code,
        @Nullable String nameZh,
        @Nullable String nameEn,
        @Nullable String adcode,
        List<Tier> tiers) {

    /// A level of a network in its own words, first rank first.
    public record Tier(
            String code, int rank, String nameZh, @Nullable String nameEn) {}

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public Network {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("the network code " + code
                    + " must be 1 to 64 lower-case letters, digits and dashes, such as zhengzhou-union");
        }
        tiers = List.copyOf(tiers);
    }

    /// A network of which no more than its code is stated.
    public static Network of(String code) {
        return new Network(code, null, null, null, List.of());
    }
}
