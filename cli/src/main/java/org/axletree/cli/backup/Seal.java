package org.axletree.cli.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.axletree.cli.terminal.Failure;

/**
 * Encrypts files with a pass phrase: AES-256-GCM in pieces, each with its number and whether it is the last one, so that none can be
 * changed, moved or left away. Every file has a key of its own, made of the pass phrase's key and a random number.
 */
final class Seal {
    /** OWASP Password Storage, PBKDF2 with SHA-256. */
    static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int PIECE_BYTES = 1024 * 1024;
    private static final int TAG_BITS = 128;
    private static final int LAST = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    private Seal(byte[] key) {
        this.key = key;
    }

    static byte[] newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    static Seal of(String passPhrase, byte[] salt, int iterations) {
        try {
            return new Seal(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(passPhrase.toCharArray(), salt, iterations, 256))
                    .getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A number that tells nothing of a text to whoever has no pass phrase, and is always the same. */
    byte[] mark(String text) {
        return hmac(key, ("mark " + text).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SecretKeySpec fileKey(byte[] salt) {
        return new SecretKeySpec(hmac(key, salt), "AES");
    }

    byte[] sealed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream sealing = sealing(out)) {
            sealing.write(plain);
        }
        return out.toByteArray();
    }

    /** What is written to the answer goes encrypted into {@code out}, and both are closed together. */
    OutputStream sealing(OutputStream out) throws IOException {
        byte[] salt = newSalt();
        DataOutputStream to = new DataOutputStream(out);
        to.write(salt);
        return new Sealing(to, fileKey(salt));
    }

    private static byte[] crypt(int mode, SecretKeySpec key, int number, int last, byte[] piece, int length)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(12).putInt(number).put((byte) last).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher.doFinal(piece, 0, length);
    }

    private static final class Sealing extends OutputStream {
        private final DataOutputStream out;
        private final SecretKeySpec key;
        private final byte[] piece = new byte[PIECE_BYTES];
        private int length;
        private int number;
        private boolean closed;

        private Sealing(DataOutputStream out, SecretKeySpec key) {
            this.out = out;
            this.key = key;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            int at = offset;
            int left = count;
            while (left > 0) {
                if (length == PIECE_BYTES) {
                    flushPiece(0);
                }
                int some = Math.min(left, PIECE_BYTES - length);
                System.arraycopy(bytes, at, piece, length, some);
                length += some;
                at += some;
                left -= some;
            }
        }

        private void flushPiece(int last) throws IOException {
            try {
                byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, number++, last, piece, length);
                out.writeByte(last);
                out.writeInt(sealed.length);
                out.write(sealed);
                length = 0;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                flushPiece(LAST);
                out.close();
            }
        }
    }

    /** The plain text of what was sealed; reading it fails where a piece is another than it was. */
    InputStream opening(InputStream in) throws IOException {
        DataInputStream from = new DataInputStream(in);
        byte[] salt = new byte[SALT_BYTES];
        from.readFully(salt);
        return new Opening(from, fileKey(salt));
    }

    private static final class Opening extends InputStream {
        private final DataInputStream in;
        private final SecretKeySpec key;
        private InputStream piece = new ByteArrayInputStream(new byte[0]);
        private int number;
        private boolean last;

        private Opening(DataInputStream in, SecretKeySpec key) {
            this.in = in;
            this.key = key;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int some = piece.read(bytes, offset, count);
            while (some < 0 && !last) {
                next();
                some = piece.read(bytes, offset, count);
            }
            return some;
        }

        private void next() throws IOException {
            try {
                int flag = in.readByte();
                int size = in.readInt();
                if (size < TAG_BITS / 8 || size > PIECE_BYTES + TAG_BITS / 8) {
                    throw damaged();
                }
                byte[] sealed = new byte[size];
                in.readFully(sealed);
                piece = new ByteArrayInputStream(crypt(Cipher.DECRYPT_MODE, key, number++, flag, sealed, size));
                last = flag == LAST;
            } catch (EOFException | GeneralSecurityException changed) {
                throw damaged();
            }
        }

        private static IOException damaged() {
            return new IOException("it is damaged, or was changed");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** What people call it when they are asked. */
    static Failure missing(Optional<String> given) {
        return Failure.usage(
                given.isEmpty()
                        ? "the backups are encrypted (expected: --passphrase-file)"
                        : "the pass phrase is not that of the backups (expected: the one that they were made with)");
    }
}
