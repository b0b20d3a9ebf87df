package tmallschema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as Java's own objects: {@code Map<String, Object>} in the order of the text, {@code List<Object>}, {@code String},
 * {@code Long} or {@code BigDecimal}, {@code Boolean} and null.
 *
 * <p>It reads the answers of the library, and any other JSON text.
 */
public final class Json {
    private static final int MOST_LEVELS = 1000;

    private final String text;
    private int at;
    private int level;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Reads a JSON text.
     *
     * @param text the JSON text
     * @return a map, a list, a text, a number, a Boolean or null
     * @throws IllegalArgumentException if it is not JSON
     */
    public static Object parse(String text) {
        Json json = new Json(text);
        json.space();
        Object value = json.value();
        json.space();
        if (json.at < text.length()) {
            throw json.wrong("the end");
        }
        return value;
    }

    /**
     * Writes a value as a JSON text in one line.
     *
     * @param value maps with texts as keys, collections, texts, numbers, Booleans and null
     * @return the JSON text
     * @throws IllegalArgumentException if something else is in it
     */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, 0);
        return out.toString();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private IllegalArgumentException wrong(String wanted) {
        String found = at < text.length() ? "\"" + text.charAt(at) + "\"" : "the end";
        return new IllegalArgumentException("not JSON at character " + at + ": expected " + wanted + ", found " + found);
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(String word) {
        if (!text.startsWith(word, at)) {
            throw wrong(word);
        }
        at += word.length();
    }

    private Object value() {
        switch (peek()) {
            case '{':
                return object();
            case '[':
                return list();
            case '"':
                return string();
            case 't':
                expect("true");
                return Boolean.TRUE;
            case 'f':
                expect("false");
                return Boolean.FALSE;
            case 'n':
                expect("null");
                return null;
            default:
                return number();
        }
    }

    private void enter() {
        at++;
        if (++level > MOST_LEVELS) {
            throw wrong("at most " + MOST_LEVELS + " levels");
        }
        space();
    }

    /** Whether another element follows; passes the end if none does. */
    private boolean another(char end) {
        space();
        if (peek() == end) {
            at++;
            level--;
            return false;
        }
        expect(",");
        space();
        return true;
    }

    private Map<String, Object> object() {
        Map<String, Object> map = new LinkedHashMap<>();
        enter();
        if (peek() == '}') {
            at++;
            level--;
            return map;
        }
        do {
            if (peek() != '"') {
                throw wrong("a key");
            }
            String key = string();
            space();
            expect(":");
            space();
            map.put(key, value());
        } while (another('}'));
        return map;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        enter();
        if (peek() == ']') {
            at++;
            level--;
            return list;
        }
        do {
            list.add(value());
        } while (another(']'));
        return list;
    }

    private String string() {
        int from = ++at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\' && text.charAt(at) >= ' ') {
            at++;
        }
        if (peek() == '"') {
            return text.substring(from, at++);
        }
        StringBuilder out = new StringBuilder(text.substring(from, at));
        while (peek() != '"') {
            char one = peek();
            if (one < ' ') {
                throw wrong("the end of a text");
            }
            at++;
            out.append(one == '\\' ? escape() : one);
        }
        at++;
        return out.toString();
    }

    private char escape() {
        char one = peek();
        int which = "\"\\/bfnrt".indexOf(one);
        if (which >= 0 && one != 0) {
            at++;
            return "\"\\/\b\f\n\r\t".charAt(which);
        }
        if (one == 'u' && at + 5 <= text.length()) {
            int code = 0;
            for (int digit = 1; digit <= 4; digit++) {
                int value = Character.digit(text.charAt(at + digit), 16);
                if (value < 0 || text.charAt(at + digit) > 'f') {
                    throw wrong("four hexadecimal digits");
                }
                code = code * 16 + value;
            }
            at += 5;
            return (char) code;
        }
        throw wrong("an escape");
    }

    private void digits() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == from) {
            throw wrong("a value");
        }
    }

    private Number number() {
        int from = at;
        if (peek() == '-') {
            at++;
        }
        int first = at;
        digits();
        if (at > first + 1 && text.charAt(first) == '0') {
            at = first + 1;
            throw wrong("no digit after 0");
        }
        boolean whole = true;
        if (peek() == '.') {
            whole = false;
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            whole = false;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        String number = text.substring(from, at);
        if (whole && number.length() < 19) {
            return Long.valueOf(number);
        }
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException large) {
            throw wrong("a number with a smaller exponent");
        }
    }

    private static void write(StringBuilder out, Object value, int level) {
        if (level > MOST_LEVELS) {
            throw new IllegalArgumentException("more than " + MOST_LEVELS + " levels");
        }
        if (value instanceof CharSequence) {
            quote(out, value.toString());
        } else if (value instanceof Map) {
            char before = '{';
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                out.append(before);
                quote(out, String.valueOf(entry.getKey()));
                out.append(':');
                write(out, entry.getValue(), level + 1);
                before = ',';
            }
            out.append(before == '{' ? "{}" : "}");
        } else if (value instanceof Collection) {
            char before = '[';
            for (Object one : (Collection<?>) value) {
                out.append(before);
                write(out, one, level + 1);
                before = ',';
            }
            out.append(before == '[' ? "[]" : "]");
        } else if (value == null || value instanceof Boolean || value instanceof Number && finite((Number) value)) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("not a value of JSON: " + value + " (" + value.getClass().getName() + ")");
        }
    }

    private static boolean finite(Number number) {
        return !Double.isNaN(number.doubleValue())
                && (!Double.isInfinite(number.doubleValue()) || !(number instanceof Double || number instanceof Float));
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int at = 0; at < text.length(); at++) {
            char one = text.charAt(at);
            int which = "\"\\\b\f\n\r\t".indexOf(one);
            if (which >= 0) {
                out.append('\\').append("\"\\bfnrt".charAt(which));
            } else if (one < ' ') {
                out.append(String.format("\\u%04x", (int) one));
            } else {
                out.append(one);
            }
        }
        out.append('"');
    }
}
