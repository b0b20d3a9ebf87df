package tmallschema.sdk;

import java.util.LinkedHashMap;
import java.util.Map;

/** A text to show. */
public class Label {
    private String name;
    private String value;
    private String desc;

    /** An empty label. */
    public Label() {}

    /**
     * The name.
     *
     * @return the name, or null
     */
    public String getName() {
        return name;
    }

    /**
     * Sets the name.
     *
     * @param name the name, or null
     */
    public void setName(String name) {
        this.name = name;
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
     * The description.
     *
     * @return the description, or null
     */
    public String getDesc() {
        return desc;
    }

    /**
     * Sets the description.
     *
     * @param desc the description, or null
     */
    public void setDesc(String desc) {
        this.desc = desc;
    }

    static Label of(Map<String, Object> json) {
        Label label = new Label();
        label.name = (String) json.get("name");
        label.value = (String) json.get("value");
        label.desc = (String) json.get("desc");
        return label;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        Form.put(json, "name", name);
        Form.put(json, "value", value);
        Form.put(json, "desc", desc);
        return json;
    }
}
