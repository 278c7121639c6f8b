package dev.yizhan.geo.postgis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What PostgreSQL keeps of a password, made beside it.
///
/// A server makes its own with 4,096 rounds of hashing, which every connection has to repeat and which are there to
/// make
/// people's passwords costly to guess. Ours are 192 random bits that nobody guesses in any number of rounds, so one is
/// enough: the seven connections of a start then cost no time.
///
/// **Source** RFC 5802, section 3; PostgreSQL, "Database Roles and Privileges: pg_authid".
final class ScramVerifier {

    private ScramVerifier() {}

    /// **Shape** `password` is ASCII, which no preparation of strings alters.
    static String of(String password, byte[] salt) {
        try {
            byte[] firstRound = new byte[salt.length + Integer.BYTES];
            System.arraycopy(salt, 0, firstRound, 0, salt.length);
            firstRound[firstRound.length - 1] = 1;
            byte[] salted = hmac(ascii(password), firstRound);
            byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(hmac(salted, ascii("Client Key")));
            byte[] serverKey = hmac(salted, ascii("Server Key"));
            return "SCRAM-SHA-256$1:%s$%s:%s".formatted(base64(salt), base64(storedKey), base64(serverKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
        return mac.doFinal(message);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
