package tmallschema.sdk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A field of fields. */
public class ComplexField extends Field {
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private ComplexValue complexValue = new ComplexValue();
    private ComplexValue defaultValue;

    /** A field without an id. */
    public ComplexField() {
        super(FieldTypeEnum.COMPLEX);
    }

    /**
     * Adds a field inside; one of the same id is replaced.
     *
     * @param field the field
     */
    public void add(Field field) {
        fields.put(field.getId(), field);
    }

    /**
     * The fields inside.
     *
     * @return a new list, in their order
     */
    public List<Field> getFields() {
        return new ArrayList<>(fields.values());
    }

    /**
     * The fields inside by their ids.
     *
     * @return a new map, in their order
     */
    public Map<String, Field> getFieldMap() {
        return new LinkedHashMap<>(fields);
    }

    @Override
    void read(Map<String, Object> json) {
        for (Object one : Form.list(json.get("fields"))) {
            add(Field.of(one));
        }
    }

    @Override
    void extend(Map<String, Object> json) {
        List<Object> all = new ArrayList<>();
        for (Field field : fields.values()) {
            all.add(field.json());
        }
        Form.putList(json, "fields", all);
    }

    /**
     * The value.
     *
     * @return the value, which is never null
     */
    public ComplexValue getComplexValue() {
        return complexValue;
    }

    /**
     * Sets the value.
     *
     * @param value the value; null is ignored
     */
    public void setComplexValue(ComplexValue value) {
        complexValue = value == null ? complexValue : value;
    }

    /**
     * The default value.
     *
     * @return the value, or null
     */
    public ComplexValue getDefaultComplexValue() {
        return defaultValue;
    }

    /**
     * Sets the default value.
     *
     * @param value the value, or null
     */
    public void setDefaultValue(ComplexValue value) {
        defaultValue = value;
    }

    @Override
    Object held() {
        return complexValue.held();
    }

    @Override
    void content(Object present, Object byDefault) {
        List<ComplexValue> rows = ComplexValue.rows(present, fields);
        complexValue = rows.isEmpty() ? complexValue : rows.get(0);
        List<ComplexValue> defaults = ComplexValue.rows(byDefault, fields);
        defaultValue = defaults.isEmpty() ? null : defaults.get(0);
    }

    @Override
    Map<String, Object> defaults() {
        return defaultValue == null ? null : Form.rows(Collections.singletonList(defaultValue));
    }

    @Override
    void structure(Map<String, Object> json) {
        json.put("fields", ComplexValue.frames(fields, Collections.singletonList(complexValue)));
    }
}
