package tmallschema.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A field of several texts. */
public class MultiInputField extends Field {
    private List<Value> values = new ArrayList<>();
    private List<Value> defaultValues = new ArrayList<>();

    /** A field without an id. */
    public MultiInputField() {
        super(FieldTypeEnum.MULTIINPUT);
    }

    /**
     * Sets the values.
     *
     * @param values the texts; null is ignored
     */
    public void setValues(List<String> values) {
        this.values = values == null ? this.values : Form.ofTexts(values);
    }

    /**
     * Sets the default values.
     *
     * @param values the texts; null is ignored
     */
    public void setDefaultValues(List<String> values) {
        defaultValues = values == null ? defaultValues : Form.ofTexts(values);
    }

    /**
     * The values as texts.
     *
     * @return the texts
     */
    public List<String> getStringValues() {
        return Form.texts(values);
    }

    /**
     * The values.
     *
     * @return the values
     */
    public List<Value> getValues() {
        return values;
    }

    /**
     * Adds a value.
     *
     * @param value the text
     */
    public void addValue(String value) {
        values.add(new Value(value));
    }

    /**
     * Adds a value.
     *
     * @param value the value
     */
    public void addValue(Value value) {
        values.add(value);
    }

    /**
     * The default values.
     *
     * @return the texts
     */
    public List<String> getDefaultValues() {
        return Form.texts(defaultValues);
    }

    /**
     * Adds a default value.
     *
     * @param value the text
     */
    public void addDefaultValue(String value) {
        defaultValues.add(new Value(value));
    }

    @Override
    Object held() {
        return Form.held(values);
    }

    @Override
    void content(Object present, Object byDefault) {
        values = Form.values(present);
        defaultValues = Form.values(byDefault);
    }

    @Override
    Map<String, Object> present() {
        return Form.content(values);
    }

    @Override
    Map<String, Object> defaults() {
        return Form.content(defaultValues);
    }
}
