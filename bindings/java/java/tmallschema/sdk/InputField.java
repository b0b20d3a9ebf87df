package tmallschema.sdk;

import java.util.Collections;
import java.util.Map;

/** A field of one text. */
public class InputField extends Field {
    private Value value = new Value();
    private String defaultValue;

    /** A field without an id. */
    public InputField() {
        super(FieldTypeEnum.INPUT);
    }

    /**
     * The value.
     *
     * @return the text, or null
     */
    public String getValue() {
        return value.getValue();
    }

    /**
     * Sets the value.
     *
     * @param value the text; null clears it
     */
    public void setValue(String value) {
        this.value = new Value(value);
    }

    /**
     * The default value.
     *
     * @return the default value, or null
     */
    public String getDefaultValue() {
        return defaultValue;
    }

    /**
     * Sets the default value.
     *
     * @param defaultValue the default value, or null
     */
    public void setDefaultValue(String defaultValue) {
        this.defaultValue = defaultValue;
    }

    @Override
    Object held() {
        return value.held();
    }

    @Override
    void content(Object present, Object byDefault) {
        for (Value one : Form.values(present)) {
            value = one;
        }
        for (Value one : Form.values(byDefault)) {
            defaultValue = one.getValue();
        }
    }

    @Override
    Map<String, Object> present() {
        return Form.content(Collections.singletonList(new Value(getValue())));
    }

    @Override
    Map<String, Object> defaults() {
        return Form.isBlank(defaultValue) ? null : Form.content(Collections.singletonList(new Value(defaultValue)));
    }
}
