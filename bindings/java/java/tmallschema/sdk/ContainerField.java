package tmallschema.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A field with fields inside. */
public abstract class ContainerField extends Field {
    private final Map<String, Field> fields = new LinkedHashMap<>();

    ContainerField(FieldTypeEnum type) {
        super(type);
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

    @Override
    void content(Object present, Object byDefault) {
        rows(ComplexValue.rows(present, fields), ComplexValue.rows(byDefault, fields));
    }

    /** Takes over the rows that were read. */
    abstract void rows(List<ComplexValue> present, List<ComplexValue> byDefault);

    /** The rows that the field holds. */
    abstract List<ComplexValue> rows();

    /** The default rows. */
    abstract List<ComplexValue> defaultRows();

    @Override
    Map<String, Object> present() {
        return Form.rows(rows());
    }

    @Override
    Map<String, Object> defaults() {
        return Form.rows(defaultRows());
    }

    @Override
    void structure(Map<String, Object> json) {
        json.put("fields", ComplexValue.frames(fields, rows()));
    }
}
