package tmallschema.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A field of rows of fields. */
public class MultiComplexField extends Field {
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private List<ComplexValue> complexValues = new ArrayList<>();
    private List<ComplexValue> defaultValues = new ArrayList<>();

    /** A field without an id. */
    public MultiComplexField() {
        super(FieldTypeEnum.MULTICOMPLEX);
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
     * The rows.
     *
     * @return a list that may be changed
     */
    public List<ComplexValue> getComplexValues() {
        return complexValues;
    }

    /**
     * Sets the rows.
     *
     * @param rows the rows; null is ignored
     */
    public void setComplexValues(List<ComplexValue> rows) {
        complexValues = rows == null ? complexValues : new ArrayList<>(rows);
    }

    /**
     * Adds an empty row.
     *
     * @return the row
     */
    public ComplexValue addComplexValue() {
        ComplexValue row = new ComplexValue();
        complexValues.add(row);
        return row;
    }

    /**
     * Adds a row.
     *
     * @param row the row
     */
    public void addComplexValue(ComplexValue row) {
        complexValues.add(row);
    }

    /**
     * The default rows.
     *
     * @return a list that may be changed
     */
    public List<ComplexValue> getDefaultComplexValues() {
        return defaultValues;
    }

    /**
     * Adds a default row.
     *
     * @param row the row
     */
    public void addDefaultComplexValue(ComplexValue row) {
        defaultValues.add(row);
    }

    @Override
    Object held() {
        List<Object> rows = new ArrayList<>();
        for (ComplexValue row : complexValues) {
            rows.add(row.held());
        }
        return rows;
    }

    @Override
    void content(Object present, Object byDefault) {
        complexValues = ComplexValue.rows(present, fields);
        defaultValues = ComplexValue.rows(byDefault, fields);
    }

    @Override
    Map<String, Object> defaults() {
        return Form.rows(defaultValues);
    }

    @Override
    void structure(Map<String, Object> json) {
        json.put("fields", ComplexValue.frames(fields, complexValues));
    }
}
