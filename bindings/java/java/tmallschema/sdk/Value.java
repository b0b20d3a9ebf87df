package tmallschema.sdk;

import java.util.LinkedHashMap;
import java.util.Map;

/** A value, with the attributes of its element. */
public class Value {
    private String value;
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /** An empty value. */
    public Value() {}

    /**
     * A value.
     *
     * @param value the text, or null
     */
    public Value(String value) {
        this.value = value;
    }

    /**
     * The text.
     *
     * @return the text, or null
     */
    public String getValue() {
        return value;
    }

    /**
     * Sets the text.
     *
     * @param value the text, or null
     */
    public void setValue(String value) {
        this.value = value;
    }

    /**
     * The attributes of the element, such as {@code inputValue}.
     *
     * @return a map that may be changed
     */
    public Map<String, String> getAttributes() {
        return attributes;
    }

    /** Blank texts are no values. */
    static Value of(Object json) {
        Map<String, Object> object = Form.map(json);
        String text = (String) object.get("value");
        Value value = new Value(Form.isBlank(text) ? null : text);
        for (Map.Entry<String, Object> one : Form.map(object.get("attributes")).entrySet()) {
            value.attributes.put(one.getKey(), (String) one.getValue());
        }
        return value;
    }

    /** In the JSON form of an item. */
    Object held() {
        String text = value == null ? "" : value;
        if (attributes.isEmpty()) {
            return text;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("value", text);
        object.putAll(attributes);
        return object;
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
