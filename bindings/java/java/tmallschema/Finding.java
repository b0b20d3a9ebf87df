package tmallschema;

import java.util.Collections;
import java.util.Map;

/** Something that is wrong with an item, or could not be checked. */
public final class Finding {
    private final Map<String, Object> object;
    private final Native.Answer answer;
    private final int at;
    private final boolean positions;

    Finding(Map<String, Object> object, Native.Answer answer, int at, boolean positions) {
        this.object = object;
        this.answer = answer;
        this.at = at;
        this.positions = positions;
    }

    /**
     * What was found.
     *
     * @return a code of the catalogue, such as {@code max-length}; see {@link TmallSchema#explain(String, Options)}
     */
    public String code() {
        return (String) object.get("code");
    }

    /**
     * How bad it is.
     *
     * @return {@code error}, {@code warning} or {@code note}
     */
    public String severity() {
        return (String) object.get("severity");
    }

    /**
     * Where it is.
     *
     * @return a JSON Pointer into the JSON form of the item
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
     * The message in English.
     *
     * @return the text
     */
    public String message() {
        return message("en");
    }

    /**
     * The message in a language, whatever the language of the validator.
     *
     * @param lang {@code en} or {@code zh}
     * @return the text
     */
    public String message(String lang) {
        return answer.text(at, lang, 0);
    }

    /**
     * The rule as the schema states it.
     *
     * @return {@code name}, {@code value}, {@code unit}, {@code ex_property}; or null
     */
    public Map<String, Object> rule() {
        Object rule = object.get("rule");
        return rule == null ? null : Collections.unmodifiableMap(Json.object(rule));
    }

    /**
     * The value, or a count or a length of it.
     *
     * @return the text, or null
     */
    public String actual() {
        return (String) object.get("actual");
    }

    /**
     * The line in the document.
     *
     * @return the line from 1, or 0 if there is none
     */
    public int line() {
        return number("line");
    }

    /**
     * The column in the document, in characters.
     *
     * @return the column from 1, or 0 if there is none
     */
    public int column() {
        return number("column");
    }

    private int number(String key) {
        Object number = positions ? object.get(key) : null;
        return number == null ? 0 : ((Long) number).intValue();
    }

    /** Severity, path, message in English, and code. */
    @Override
    public String toString() {
        return severity() + " " + path() + ": " + message() + " [" + code() + "]";
    }
}
