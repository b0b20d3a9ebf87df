package tmallschema.sdk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The fields of a complex value, or of a row, with their values. */
public class ComplexValue {
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** A value without fields. */
    public ComplexValue() {}

    /**
     * Puts a field with its value; one of the same id is replaced in its place.
     *
     * @param field the field
     */
    public void put(Field field) {
        fields.put(field.getId(), field);
    }

    /**
     * A field with its value.
     *
     * @param id the id
     * @return the field, or null
     */
    public Field getValueField(String id) {
        return fields.get(id);
    }

    /**
     * The ids of the fields.
     *
     * @return the ids, in their order
     */
    public Set<String> getFieldKeySet() {
        return fields.keySet();
    }

    /**
     * The text of an input field or a singleCheck field.
     *
     * @param id the id
     * @return the text, or null
     */
    public String getStringValue(String id) {
        String text = getInputFieldValue(id);
        Value value = getSingleCheckFieldValue(id);
        return value == null ? text : value.getValue();
    }

    /**
     * Sets the value of a field of type input.
     *
     * @param id the id
     * @param value the text
     */
    public void setInputFieldValue(String id, String value) {
        made(new InputField(), id).setValue(value);
    }

    /**
     * The value of a field of type input.
     *
     * @param id the id
     * @return the text; null if there is no such field
     */
    public String getInputFieldValue(String id) {
        return of(InputField.class, id, InputField::getValue);
    }

    /**
     * Sets the value of a field of type singleCheck.
     *
     * @param id the id
     * @param value the value
     */
    public void setSingleCheckFieldValue(String id, Value value) {
        made(new SingleCheckField(), id).setValue(value);
    }

    /**
     * The value of a field of type singleCheck.
     *
     * @param id the id
     * @return the value; null if there is no such field
     */
    public Value getSingleCheckFieldValue(String id) {
        return of(SingleCheckField.class, id, SingleCheckField::getValue);
    }

    /**
     * Sets the values of a field of type multiInput.
     *
     * @param id the id
     * @param value the texts
     */
    public void setMultiInputFieldValues(String id, List<String> value) {
        made(new MultiInputField(), id).setValues(value);
    }

    /**
     * The values of a field of type multiInput.
     *
     * @param id the id
     * @return the texts; null if there is no such field
     */
    public List<String> getMultiInputFieldValues(String id) {
        return of(MultiInputField.class, id, MultiInputField::getStringValues);
    }

    /**
     * Sets the values of a field of type multiCheck.
     *
     * @param id the id
     * @param value the values
     */
    public void setMultiCheckFieldValues(String id, List<Value> value) {
        made(new MultiCheckField(), id).setValues(value);
    }

    /**
     * The values of a field of type multiCheck.
     *
     * @param id the id
     * @return the values; null if there is no such field
     */
    public List<Value> getMultiCheckFieldValues(String id) {
        return of(MultiCheckField.class, id, MultiCheckField::getValues);
    }

    /**
     * Sets the value of a field of type complex.
     *
     * @param id the id
     * @param value the value
     */
    public void setComplexFieldValue(String id, ComplexValue value) {
        made(new ComplexField(), id).setComplexValue(value);
    }

    /**
     * The value of a field of type complex.
     *
     * @param id the id
     * @return the value; null if there is no such field
     */
    public ComplexValue getComplexFieldValue(String id) {
        return of(ComplexField.class, id, ComplexField::getComplexValue);
    }

    /**
     * Sets the values of a field of type multiComplex.
     *
     * @param id the id
     * @param value the rows
     */
    public void setMultiComplexFieldValues(String id, List<ComplexValue> value) {
        made(new MultiComplexField(), id).setComplexValues(value);
    }

    /**
     * The values of a field of type multiComplex.
     *
     * @param id the id
     * @return the rows; null if there is no such field
     */
    public List<ComplexValue> getMultiComplexFieldValues(String id) {
        return of(MultiComplexField.class, id, MultiComplexField::getComplexValues);
    }

    /** Puts a new field. */
    private <F extends Field> F made(F field, String id) {
        field.setId(id);
        put(field);
        return field;
    }

    /** What a field of a type holds; null if there is no such field. */
    private <F extends Field, T> T of(Class<F> type, String id, Function<F, T> held) {
        Field field = fields.get(id);
        return type.isInstance(field) ? held.apply(type.cast(field)) : null;
    }

    /** The rows of content; their fields have the types that they state, or that the schema states. */
    static List<ComplexValue> rows(Object content, Map<String, Field> declared) {
        List<ComplexValue> rows = new ArrayList<>();
        for (Object one : Form.list(Form.map(content).get("rows"))) {
            ComplexValue row = new ComplexValue();
            for (Object part : Form.list(Form.map(one).get("fields"))) {
                row.put(read(Form.map(part), declared));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Field read(Map<String, Object> json, Map<String, Field> declared) {
        String id = (String) json.get("id");
        Field known = declared.get(id);
        String type = (String) json.get("type");
        Field field = type == null && known != null
                ? SchemaFactory.createField(known.getType().value(), id)
                : SchemaFactory.createField(type == null ? "input" : type, id);
        field.setName((String) json.get("name"));
        Map<String, Object> inside = new LinkedHashMap<>();
        if (known != null) {
            known.extend(inside);
            inside.remove("options");
            field.read(inside);
        }
        field.content(json, null);
        return field;
    }

    /** As a row of the JSON form of a schema. */
    Map<String, Object> row() {
        List<Object> all = new ArrayList<>();
        for (Field field : fields.values()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", field.getId());
            Form.put(json, "name", field.getName());
            json.put("type", field.getType().value());
            Map<String, Object> content = field.present();
            if (content != null) {
                json.putAll(content);
            }
            all.add(json);
        }
        return Collections.<String, Object>singletonMap("fields", all);
    }

    /** In the JSON form of an item. */
    Map<String, Object> held() {
        Map<String, Object> held = new LinkedHashMap<>();
        for (Field field : fields.values()) {
            Form.put(held, field.getId(), field.held());
        }
        return held;
    }

    /** The fields that are declared or have values, for writing: the declared ones have the names. */
    static List<Object> frames(Map<String, Field> declared, List<ComplexValue> rows) {
        Map<String, Object> frames = new LinkedHashMap<>();
        for (ComplexValue row : rows) {
            for (Field field : row.fields.values()) {
                Map<String, Object> frame = field.frame();
                Field known = declared.get(field.getId());
                if (field.getName() == null && known != null) {
                    Form.put(frame, "name", known.getName());
                }
                frames.put(field.getId(), frame);
            }
        }
        return new ArrayList<>(frames.values());
    }
}
