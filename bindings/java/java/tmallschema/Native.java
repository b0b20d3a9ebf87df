package tmallschema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The native methods, and how their failures become exceptions. {@code src/call.rs} has the same numbers. */
final class Native {
    static final int INSPECT = 0;
    static final int VALIDATE = 1;
    static final int REQUIREMENTS = 2;
    static final int DEFAULTS = 3;
    static final int WRITE = 4;
    static final int TO_JSON = 5;
    static final int FROM_JSON = 6;
    static final int DIFF = 7;
    static final int IMPACT = 8;
    static final int READBACK = 9;
    static final int FILL = 10;
    static final int EXPLAIN = 11;
    static final int TO_XML = 12;
    static final int PREPARE = 13;
    static final int TO_JSON_SCHEMA = 14;
    static final int METHODS = 15;
    static final int REQUEST = 16;
    static final int REPLY = 17;

    static final byte[] NOTHING = new byte[0];

    static {
        Library.load();
    }

    private Native() {}

    /** The number of a schema, or 0 and a failure in {@code place[0]}. */
    static native long parseSchema(byte[] document, byte[] options, byte[][] place);

    /** The number of a mapping, or 0 and a failure in {@code place[0]}. */
    static native long parseMapping(long schema, byte[] mapping, byte[] options, byte[][] place, Handle kept);

    /** Closes a schema or a mapping; a number that is not open is ignored. */
    static native void close(long handle);

    /** An answer, or null and a failure in {@code place[0]}. {@code place[1]}, if there is one, gets texts in both languages. */
    static native byte[] call(
            int function, long first, long second, byte[][] inputs, byte[] options, byte[][] place, Handle one, Handle other);

    /** As the native method, which is also given the handles themselves, so that they live until it returns. */
    static byte[] call(int function, Handle first, Handle second, byte[][] inputs, byte[] options, byte[][] place) {
        long one = first == null ? 0 : first.number();
        long other = second == null ? 0 : second.number();
        return call(function, one, other, inputs, options, place, first, second);
    }

    /** An answer as text. */
    static String text(int function, Handle first, Handle second, byte[][] inputs, byte[] options) {
        byte[][] place = new byte[1][];
        byte[] answer = call(function, first, second, inputs, options, place);
        if (answer == null) {
            throw failure(place);
        }
        return new String(answer, StandardCharsets.UTF_8);
    }

    /** An answer as an object. */
    static Map<String, Object> object(int function, Handle first, Handle second, byte[][] inputs, byte[] options) {
        return Json.object(Json.parse(text(function, first, second, inputs, options)));
    }

    /** An answer with the texts of its parts in both languages. */
    static Answer localized(int function, Handle first, Handle second, byte[][] inputs, byte[] options) {
        byte[][] place = new byte[2][];
        byte[] answer = call(function, first, second, inputs, options, place);
        if (answer == null) {
            throw failure(place);
        }
        List<Object> texts = Json.list(Json.parse(new String(place[1], StandardCharsets.UTF_8)));
        return new Answer(new String(answer, StandardCharsets.UTF_8), texts);
    }

    static TmallSchemaException failure(byte[][] place) {
        if (place[0] == null) {
            return new InternalException("a call failed without a reason", Json.object(Json.parse("{}")));
        }
        return TmallSchemaException.of(new String(place[0], StandardCharsets.UTF_8));
    }

    /** An answer, with texts in both languages. */
    static final class Answer {
        final String json;
        final List<Object> texts;

        Answer(String json, List<Object> texts) {
            this.json = json;
            this.texts = texts;
        }

        /** A text: of an element, in a language, of several. */
        String text(int at, String lang, int which) {
            List<Object> languages = Json.list(texts.get(at));
            int language;
            if ("en".equals(lang)) {
                language = 0;
            } else if ("zh".equals(lang)) {
                language = 1;
            } else {
                throw new IllegalArgumentException("lang is \"" + lang + "\"; allowed: en, zh");
            }
            return (String) Json.list(languages.get(language)).get(which);
        }
    }
}
