package tmallschema.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A field of a schema with the values of an item. */
public abstract class Field {
    private String id;
    private String name;
    private final FieldTypeEnum type;
    private List<Rule> rules = new ArrayList<>();
    private List<Property> properties = new ArrayList<>();

    Field(FieldTypeEnum type) {
        this.type = type;
    }

    /**
     * The type.
     *
     * @return the type
     */
    public FieldTypeEnum getType() {
        return type;
    }

    /**
     * The id.
     *
     * @return the id, or null
     */
    public String getId() {
        return id;
    }

    /**
     * Sets the id.
     *
     * @param id the id, or null
     */
    public void setId(String id) {
        this.id = id;
    }

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
     * The rules.
     *
     * @return the rules
     */
    public List<Rule> getRules() {
        return rules;
    }

    /**
     * Sets the rules.
     *
     * @param rules the rules
     */
    public void setRules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * The properties.
     *
     * @return the properties
     */
    public List<Property> getProperties() {
        return properties;
    }

    /**
     * Sets the properties.
     *
     * @param properties the properties
     */
    public void setProperties(List<Property> properties) {
        this.properties = properties;
    }

    /**
     * Adds a rule.
     *
     * @param rule the rule
     */
    public void add(Rule rule) {
        rules.add(rule);
    }

    /**
     * Adds a property.
     *
     * @param property the property
     */
    public void add(Property property) {
        properties.add(property);
    }

    /**
     * The first rule of a name.
     *
     * @param name such as {@code maxLengthRule}
     * @return the rule, or null
     */
    public Rule getRuleByName(String name) {
        for (Rule rule : rules) {
            if (name.equals(rule.getName())) {
                return rule;
            }
        }
        return null;
    }

    /** Adds a rule that a value is required. */
    public void setFieldRequired() {
        add(new Rule("requiredRule", "true"));
    }

    /** What the field holds, in the JSON form of an item; null if it holds nothing that can be written. */
    abstract Object held();

    /** Reads default and present values. */
    abstract void content(Object present, Object byDefault);

    /** Adds what only this type has, to the JSON form of a schema. */
    void extend(Map<String, Object> json) {}

    /** Reads what only this type has. */
    void read(Map<String, Object> json) {}

    /** The values as content; null if there are none. */
    Map<String, Object> present() {
        return null;
    }

    /** The default values as content; null if there are none. */
    Map<String, Object> defaults() {
        return null;
    }

    /** Adds the fields inside, for writing values. */
    void structure(Map<String, Object> json) {}

    static Field of(Object json) {
        Map<String, Object> object = Form.map(json);
        Field field = SchemaFactory.createField((String) object.get("type"), (String) object.get("id"));
        field.name = (String) object.get("name");
        for (Object one : Form.list(object.get("rules"))) {
            field.rules.add(Rule.of(one));
        }
        for (Object one : Form.list(object.get("properties"))) {
            Map<String, Object> property = Form.map(one);
            field.add(new Property((String) property.get("key"), (String) property.get("value")));
        }
        field.read(object);
        field.content(object.get("present"), object.get("default"));
        return field;
    }

    /** In the JSON form of a schema. */
    Map<String, Object> json() {
        Map<String, Object> json = head();
        List<Object> all = new ArrayList<>();
        for (Rule rule : rules) {
            all.add(rule.json());
        }
        Form.putList(json, "rules", all);
        extend(json);
        List<Object> pairs = new ArrayList<>();
        for (Property property : properties) {
            Map<String, Object> pair = new LinkedHashMap<>();
            Form.put(pair, "key", property.getKey());
            Form.put(pair, "value", property.getValue());
            pairs.add(pair);
        }
        Form.putList(json, "properties", pairs);
        Form.put(json, "default", defaults());
        return json;
    }

    /** Id, name and type, and the fields inside. */
    Map<String, Object> frame() {
        Map<String, Object> json = head();
        structure(json);
        return json;
    }

    private Map<String, Object> head() {
        if (Form.isBlank(id)) {
            throw new IllegalArgumentException("a field of type " + type + " has no id");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        Form.put(json, "name", name);
        json.put("type", type.value());
        return json;
    }

    @Override
    public String toString() {
        return type + " " + id;
    }
}
