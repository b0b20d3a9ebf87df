package tmallschema.sdk;

import java.util.Collections;
import java.util.Map;

/** A field of one of its options. */
public class SingleCheckField extends OptionsField {
    private Value value = new Value();
    private Value defaultValue = new Value();

    /** A field without an id. */
    public SingleCheckField() {
        super(FieldTypeEnum.SINGLECHECK);
    }

    /**
     * The value.
     *
     * @return the value, whose text is null if there is none
     */
    public Value getValue() {
        return value;
    }

    /**
     * Sets the value.
     *
     * @param value the value of an option
     */
    public void setValue(String value) {
        this.value = new Value(value);
    }

    /**
     * Sets the value.
     *
     * @param value the value; null is ignored
     */
    public void setValue(Value value) {
        this.value = value == null ? this.value : value;
    }

    /**
     * The default value.
     *
     * @return the text, or null
     */
    public String getDefaultValue() {
        return defaultValue.getValue();
    }

    /**
     * The default value.
     *
     * @return the value, whose text is null if there is none
     */
    public Value getDefaultValueDO() {
        return defaultValue;
    }

    /**
     * Sets the default value.
     *
     * @param value the value of an option
     */
    public void setDefaultValue(String value) {
        defaultValue = new Value(value);
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
            defaultValue = one;
        }
    }

    @Override
    Map<String, Object> present() {
        return Form.content(Collections.singletonList(value));
    }

    @Override
    Map<String, Object> defaults() {
        boolean none = Form.isBlank(defaultValue.getValue());
        return none ? null : Form.content(Collections.singletonList(defaultValue));
    }
}
