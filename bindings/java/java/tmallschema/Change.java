package tmallschema;

import java.util.Collections;
import java.util.Map;

/** One change of a schema. */
public final class Change {
    private final Map<String, Object> object;
    private final Native.Answer answer;
    private final int at;

    Change(Map<String, Object> object, Native.Answer answer, int at) {
        this.object = object;
        this.answer = answer;
        this.at = at;
    }

    /**
     * What changed.
     *
     * @return a code of the catalogue, such as {@code field-removed}
     */
    public String code() {
        return (String) object.get("code");
    }

    /**
     * What it does to items.
     *
     * @return {@code breaking}, {@code compatible} or {@code cosmetic}
     */
    public String level() {
        return (String) object.get("level");
    }

    /**
     * Where it is.
     *
     * @return the path of the field
     */
    public String path() {
        return (String) object.get("path");
    }

    /**
     * The name of the field.
     *
     * @return the name, or null
     */
    public String field() {
        return (String) object.get("field");
    }

    /**
     * What changed, in English.
     *
     * @return the text
     */
    public String message() {
        return message("en");
    }

    /**
     * What changed, in a language.
     *
     * @param lang {@code en} or {@code zh}
     * @return the text
     */
    public String message(String lang) {
        return answer.text(at, lang, 0);
    }

    /**
     * Why it has its level, in a language.
     *
     * @param lang {@code en} or {@code zh}
     * @return the text
     */
    public String reason(String lang) {
        return answer.text(at, lang, 1);
    }

    /**
     * The state before.
     *
     * @return an object whose keys depend on the code, or null
     */
    public Map<String, Object> before() {
        return side("old");
    }

    /**
     * The state after.
     *
     * @return an object whose keys depend on the code, or null
     */
    public Map<String, Object> after() {
        return side("new");
    }

    private Map<String, Object> side(String key) {
        Object side = object.get(key);
        return side == null ? null : Collections.unmodifiableMap(Json.object(side));
    }

    /**
     * An identifier, the same in every run and language.
     *
     * @return 16 hexadecimal digits
     */
    public String fingerprint() {
        return (String) object.get("fingerprint");
    }

    /** Level, path, message and reason in English, and code. */
    @Override
    public String toString() {
        return level() + " " + path() + ": " + message() + " (" + reason("en") + ") [" + code() + "]";
    }
}
