package tmallschema;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts to UTF-8. */
final class Text {
    private Text() {}

    /** The bytes of a document that is a text, and so decoded already: a byte order mark says so against its declaration. */
    static byte[] document(String text) {
        return utf8(text.startsWith("<?xml") ? "\ufeff" + text : text);
    }

    /** The bytes of a text; half of a character outside the basic plane is an error, not a question mark. */
    static byte[] utf8(String text) {
        try {
            ByteBuffer buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException error) {
            throw new IllegalArgumentException("a text has half of a surrogate pair", error);
        }
    }
}
