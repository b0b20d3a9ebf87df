package tmallschema;

import java.util.Collections;
import java.util.Map;

/** An object of an answer, with its texts in both languages. */
abstract class Part {
    private final Map<String, Object> object;
    private final Native.Answer answer;
    private final int at;

    Part(Map<String, Object> object, Native.Answer answer, int at) {
        this.object = object;
        this.answer = answer;
        this.at = at;
    }

    Object get(String key) {
        return object.get(key);
    }

    /** An object, which cannot be changed, or null. */
    Map<String, Object> map(String key) {
        Object value = object.get(key);
        return value == null ? null : Collections.unmodifiableMap(Json.object(value));
    }

    /** One of the texts in a language. */
    String text(String lang, int which) {
        return answer.text(at, lang, which);
    }

    /**
     * What it is.
     *
     * @return a code of the catalogue, such as {@code max-length}; see {@link TmallSchema#explain(String, Options)}
     */
    public String code() {
        return (String) get("code");
    }

    /**
     * Where it is.
     *
     * @return a JSON Pointer: of a finding into the JSON form of the item, of a change the path of the field
     */
    public String path() {
        return (String) get("path");
    }

    /**
     * The name of the field.
     *
     * @return the name, or null
     */
    public String field() {
        return (String) get("field");
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
     * The message in a language, whatever the language of the call.
     *
     * @param lang {@code en} or {@code zh}
     * @return the text
     */
    public String message(String lang) {
        return text(lang, 0);
    }
}
