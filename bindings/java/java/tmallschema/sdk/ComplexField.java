package tmallschema.sdk;

import java.util.Collections;
import java.util.List;

/** A field of fields. */
public class ComplexField extends ContainerField {
    private ComplexValue complexValue = new ComplexValue();
    private ComplexValue defaultValue;

    /** A field without an id. */
    public ComplexField() {
        super(FieldTypeEnum.COMPLEX);
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
    void rows(List<ComplexValue> present, List<ComplexValue> byDefault) {
        complexValue = present.isEmpty() ? complexValue : present.get(0);
        defaultValue = byDefault.isEmpty() ? null : byDefault.get(0);
    }

    @Override
    List<ComplexValue> rows() {
        return Collections.singletonList(complexValue);
    }

    @Override
    List<ComplexValue> defaultRows() {
        return defaultValue == null ? Collections.<ComplexValue>emptyList() : Collections.singletonList(defaultValue);
    }
}
