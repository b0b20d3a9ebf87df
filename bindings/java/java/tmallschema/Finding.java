package tmallschema;

import java.util.Map;

/** Something that is wrong with an item, or could not be checked. */
public final class Finding extends Part {
    private final boolean positions;

    Finding(Map<String, Object> object, Native.Answer answer, int at, boolean positions) {
        super(object, answer, at);
        this.positions = positions;
    }

    /**
     * How bad it is.
     *
     * @return {@code error}, {@code warning} or {@code note}
     */
    public String severity() {
        return (String) get("severity");
    }

    /**
     * The rule as the schema states it.
     *
     * @return {@code name}, {@code value}, {@code unit}, {@code ex_property}; or null
     */
    public Map<String, Object> rule() {
        return map("rule");
    }

    /**
     * The value, or a count or a length of it.
     *
     * @return the text, or null
     */
    public String actual() {
        return (String) get("actual");
    }

    /**
     * The obvious correction.
     *
     * @return {@code kind}, and what the JSON contract lists for it; or null
     */
    public Map<String, Object> suggestion() {
        return map("suggestion");
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
        Object number = positions ? get(key) : null;
        return number == null ? 0 : ((Long) number).intValue();
    }

    /** Severity, path, message in English, and code. */
    @Override
    public String toString() {
        return severity() + " " + path() + ": " + message() + " [" + code() + "]";
    }
}
