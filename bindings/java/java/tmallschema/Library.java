package tmallschema;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Loads the native library: the file that the system property {@code tmallschema.library} names, or the one in the jar.
 *
 * <p>That of the jar is written into a new directory that only this user can enter, compared with its digest, loaded and
 * deleted: at once where the system allows it, else when the program ends.
 */
final class Library {
    private Library() {}

    static void load() {
        String own = System.getProperty("tmallschema.library");
        if (own != null) {
            System.load(new File(own).getAbsolutePath());
            return;
        }
        String name = System.mapLibraryName("tmall_schema_java");
        String place = "/tmallschema/native/" + platform() + "/" + name;
        try {
            byte[] library = read(place);
            byte[] digest = read(place + ".sha256");
            if (library == null || digest == null) {
                throw new UnsatisfiedLinkError("the jar has no native library for " + platform()
                        + "; name one by -Dtmallschema.library=FILE");
            }
            unpack(name, library, new String(digest, StandardCharsets.US_ASCII).trim());
        } catch (IOException error) {
            UnsatisfiedLinkError failed = new UnsatisfiedLinkError("the native library cannot be unpacked into "
                    + System.getProperty("java.io.tmpdir") + " (choose another by -Djava.io.tmpdir=DIRECTORY): " + error);
            failed.initCause(error);
            throw failed;
        }
    }

    /** Such as {@code linux-x86_64}. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String os = system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : system;
        String arch = machine.equals("amd64") || machine.equals("x64") ? "x86_64"
                : machine.equals("arm64") ? "aarch64" : machine;
        return os + "-" + arch;
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream stream = Library.class.getResourceAsStream(resource)) {
            if (stream == null) {
                return null;
            }
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            byte[] part = new byte[1 << 16];
            for (int length = stream.read(part); length >= 0; length = stream.read(part)) {
                all.write(part, 0, length);
            }
            return all.toByteArray();
        }
    }

    private static void unpack(String name, byte[] library, String digest) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] only = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
        Path directory = Files.createTempDirectory("tmallschema-", only);
        Path file = directory.resolve(name);
        try {
            Files.write(file, library, StandardOpenOption.CREATE_NEW);
            // What is loaded is what was written, and what was built.
            if (!digest.equals(sha256(Files.readAllBytes(file)))) {
                throw new IOException(file + " has not the digest " + digest);
            }
            System.load(file.toString());
        } finally {
            delete(file);
            delete(directory);
        }
    }

    /** Deletes a file at once, or at the end of the program where a library that is loaded cannot be deleted. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException inUse) {
            file.toFile().deleteOnExit();
        }
    }

    static String sha256(byte[] bytes) {
        try {
            StringBuilder hex = new StringBuilder();
            for (byte one : MessageDigest.getInstance("SHA-256").digest(bytes)) {
                hex.append(Character.forDigit(one >> 4 & 15, 16)).append(Character.forDigit(one & 15, 16));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException error) {
            throw new IllegalStateException(error);
        }
    }
}
