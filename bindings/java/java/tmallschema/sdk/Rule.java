package tmallschema.sdk;

import java.util.LinkedHashMap;
import java.util.Map;

/** A rule of a field; all rules have this class. */
public class Rule {
    private String name;
    private String value;
    private String exProperty;
    private String unit;
    private String url;
    private DependGroup dependGroup;

    /** A rule without a name. */
    public Rule() {}

    /**
     * A rule.
     *
     * @param name such as {@code maxLengthRule}
     * @param value the value
     */
    public Rule(String name, String value) {
        this.name = name;
        this.value = value;
    }

    /**
     * The name, such as {@code maxLengthRule}.
     *
     * @return the name, or null
     */
    public String getName() {
        return name;
    }

    /**
     * Sets the name, such as {@code maxLengthRule}.
     *
     * @param name the name, or null
     */
    public void setName(String name) {
        this.name = name;
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
     * Whether a limit is included: {@code include} or {@code not include}.
     *
     * @return {@code include} or {@code not include}, or null
     */
    public String getExProperty() {
        return exProperty;
    }

    /**
     * Sets whether a limit is included: {@code include} or {@code not include}.
     *
     * @param exProperty {@code include} or {@code not include}, or null
     */
    public void setExProperty(String exProperty) {
        this.exProperty = exProperty;
    }

    /**
     * The unit of a length or a size.
     *
     * @return the unit, or null
     */
    public String getUnit() {
        return unit;
    }

    /**
     * Sets the unit of a length or a size.
     *
     * @param unit the unit, or null
     */
    public void setUnit(String unit) {
        this.unit = unit;
    }

    /**
     * The link of a tip.
     *
     * @return the link, or null
     */
    public String getUrl() {
        return url;
    }

    /**
     * Sets the link of a tip.
     *
     * @param url the link, or null
     */
    public void setUrl(String url) {
        this.url = url;
    }

    /**
     * The condition.
     *
     * @return the condition, or null
     */
    public DependGroup getDependGroup() {
        return dependGroup;
    }

    /**
     * Sets the condition.
     *
     * @param dependGroup the condition, or null
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

    /**
     * Whether a limit is included.
     *
     * @return whether {@code exProperty} is {@code include}
     */
    public boolean isValueIntervalInclude() {
        return "include".equals(exProperty);
    }

    static Rule of(Object json) {
        Map<String, Object> object = Form.map(json);
        Rule rule = new Rule((String) object.get("name"), (String) object.get("value"));
        rule.exProperty = (String) object.get("ex_property");
        rule.unit = (String) object.get("unit");
        rule.url = (String) object.get("url");
        rule.dependGroup = DependGroup.of(object.get("condition"));
        return rule;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        Form.put(json, "name", name);
        Form.put(json, "value", value);
        Form.put(json, "ex_property", exProperty);
        Form.put(json, "unit", unit);
        Form.put(json, "url", url);
        Form.put(json, "condition", dependGroup == null ? null : dependGroup.json());
        return json;
    }
}
