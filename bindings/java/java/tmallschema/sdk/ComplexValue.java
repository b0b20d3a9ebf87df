package tmallschema.sdk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Field field = fields.get(id);
        if (field instanceof InputField) {
            return ((InputField) field).getValue();
        }
        return field instanceof SingleCheckField ? ((SingleCheckField) field).getValue().getValue() : null;
    }

    /**
     * Sets the value of a field of type input.
     *
     * @param id the id
     * @param value the text
     */
    public void setInputFieldValue(String id, String value) {
        InputField field = new InputField();
        field.setId(id);
        field.setValue(value);
        put(field);
    }

    /**
     * The value of a field of type input.
     *
     * @param id the id
     * @return the text; null if there is no such field
     */
    public String getInputFieldValue(String id) {
        Field field = fields.get(id);
        return field instanceof InputField ? ((InputField) field).getValue() : null;
    }

    /**
     * Sets the value of a field of type singleCheck.
     *
     * @param id the id
     * @param value the value
     */
    public void setSingleCheckFieldValue(String id, Value value) {
        SingleCheckField field = new SingleCheckField();
        field.setId(id);
        field.setValue(value);
        put(field);
    }

    /**
     * The value of a field of type singleCheck.
     *
     * @param id the id
     * @return the value; null if there is no such field
     */
    public Value getSingleCheckFieldValue(String id) {
        Field field = fields.get(id);
        return field instanceof SingleCheckField ? ((SingleCheckField) field).getValue() : null;
    }

    /**
     * Sets the values of a field of type multiInput.
     *
     * @param id the id
     * @param value the texts
     */
    public void setMultiInputFieldValues(String id, List<String> value) {
        MultiInputField field = new MultiInputField();
        field.setId(id);
        field.setValues(value);
        put(field);
    }

    /**
     * The values of a field of type multiInput.
     *
     * @param id the id
     * @return the texts; null if there is no such field
     */
    public List<String> getMultiInputFieldValues(String id) {
        Field field = fields.get(id);
        return field instanceof MultiInputField ? ((MultiInputField) field).getStringValues() : null;
    }

    /**
     * Sets the values of a field of type multiCheck.
     *
     * @param id the id
     * @param value the values
     */
    public void setMultiCheckFieldValues(String id, List<Value> value) {
        MultiCheckField field = new MultiCheckField();
        field.setId(id);
        field.setValues(value);
        put(field);
    }

    /**
     * The values of a field of type multiCheck.
     *
     * @param id the id
     * @return the values; null if there is no such field
     */
    public List<Value> getMultiCheckFieldValues(String id) {
        Field field = fields.get(id);
        return field instanceof MultiCheckField ? ((MultiCheckField) field).getValues() : null;
    }

    /**
     * Sets the value of a field of type complex.
     *
     * @param id the id
     * @param value the value
     */
    public void setComplexFieldValue(String id, ComplexValue value) {
        ComplexField field = new ComplexField();
        field.setId(id);
        field.setComplexValue(value);
        put(field);
    }

    /**
     * The value of a field of type complex.
     *
     * @param id the id
     * @return the value; null if there is no such field
     */
    public ComplexValue getComplexFieldValue(String id) {
        Field field = fields.get(id);
        return field instanceof ComplexField ? ((ComplexField) field).getComplexValue() : null;
    }

    /**
     * Sets the values of a field of type multiComplex.
     *
     * @param id the id
     * @param value the rows
     */
    public void setMultiComplexFieldValues(String id, List<ComplexValue> value) {
        MultiComplexField field = new MultiComplexField();
        field.setId(id);
        field.setComplexValues(value);
        put(field);
    }

    /**
     * The values of a field of type multiComplex.
     *
     * @param id the id
     * @return the rows; null if there is no such field
     */
    public List<ComplexValue> getMultiComplexFieldValues(String id) {
        Field field = fields.get(id);
        return field instanceof MultiComplexField ? ((MultiComplexField) field).getComplexValues() : null;
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
            Map<String, Object> content = present(field);
            if (content != null) {
                json.putAll(content);
            }
            all.add(json);
        }
        return Collections.<String, Object>singletonMap("fields", all);
    }

    private static Map<String, Object> present(Field field) {
        if (field instanceof InputField) {
            return Form.content(Form.ofTexts(Collections.singletonList(((InputField) field).getValue())));
        } else if (field instanceof SingleCheckField) {
            return Form.content(Collections.singletonList(((SingleCheckField) field).getValue()));
        } else if (field instanceof MultiInputField) {
            return Form.content(((MultiInputField) field).getValues());
        } else if (field instanceof MultiCheckField) {
            return Form.content(((MultiCheckField) field).getValues());
        } else if (field instanceof ComplexField) {
            return Form.rows(Collections.singletonList(((ComplexField) field).getComplexValue()));
        } else if (field instanceof MultiComplexField) {
            return Form.rows(((MultiComplexField) field).getComplexValues());
        }
        return null;
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
