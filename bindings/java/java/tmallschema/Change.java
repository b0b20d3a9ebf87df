package tmallschema;

import java.util.Map;

/** One change of a schema. */
public final class Change extends Part {
    Change(Map<String, Object> object, Native.Answer answer, int at) {
        super(object, answer, at);
    }

    /**
     * What it does to items.
     *
     * @return {@code breaking}, {@code compatible} or {@code cosmetic}
     */
    public String level() {
        return (String) get("level");
    }

    /**
     * Why it has its level, in a language.
     *
     * @param lang {@code en} or {@code zh}
     * @return the text
     */
    public String reason(String lang) {
        return text(lang, 1);
    }

    /**
     * The state before.
     *
     * @return an object whose keys depend on the code, or null
     */
    public Map<String, Object> before() {
        return map("old");
    }

    /**
     * The state after.
     *
     * @return an object whose keys depend on the code, or null
     */
    public Map<String, Object> after() {
        return map("new");
    }

    /**
     * An identifier, the same in every run and language.
     *
     * @return 16 hexadecimal digits
     */
    public String fingerprint() {
        return (String) get("fingerprint");
    }

    /** Level, path, message and reason in English, and code. */
    @Override
    public String toString() {
        return level() + " " + path() + ": " + message() + " (" + reason("en") + ") [" + code() + "]";
    }
}
