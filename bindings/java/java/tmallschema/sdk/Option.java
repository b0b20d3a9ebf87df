package tmallschema.sdk;

import java.util.LinkedHashMap;
import java.util.Map;

/** An option of a field. */
public class Option {
    private String displayName;
    private String value;
    private String readonly;
    private DependGroup dependGroup;

    /** An empty option. */
    public Option() {}

    /**
     * An option.
     *
     * @param displayName the name to show
     * @param value the value
     */
    public Option(String displayName, String value) {
        this.displayName = displayName;
        this.value = value;
    }

    /**
     * The name to show.
     *
     * @return the name to show, or null
     */
    public String getDisplayName() {
        return displayName;
    }

    /**
     * Sets the name to show.
     *
     * @param displayName the name to show, or null
     */
    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    /**
     * The value.
     *
     * @return the value, or null
     */
    public String getValue() {
        return value;
    }

    /**
     * Sets the value.
     *
     * @param value the value, or null
     */
    public void setValue(String value) {
        this.value = value;
    }

    /**
     * The condition under which it is offered.
     *
     * @return the condition under which it is offered, or null
     */
    public DependGroup getDependGroup() {
        return dependGroup;
    }

    /**
     * Sets the condition under which it is offered.
     *
     * @param dependGroup the condition under which it is offered, or null
     */
    public void setDependGroup(DependGroup dependGroup) {
        this.dependGroup = dependGroup;
    }

    /**
     * Makes an empty condition, in place of the one that is there.
     *
     * @return the condition
     */
    public DependGroup addDependGroup() {
        dependGroup = new DependGroup();
        return dependGroup;
    }

    static Option of(Object json) {
        Map<String, Object> object = Form.map(json);
        Option option = new Option((String) object.get("display_name"), (String) object.get("value"));
        option.readonly = (String) object.get("readonly");
        option.dependGroup = DependGroup.of(object.get("condition"));
        return option;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        Form.put(json, "display_name", displayName);
        Form.put(json, "value", value);
        Form.put(json, "readonly", readonly);
        Form.put(json, "condition", dependGroup == null ? null : dependGroup.json());
        return json;
    }
}
