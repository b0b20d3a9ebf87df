package tmallschema.sdk;

import java.util.ArrayList;
import java.util.List;

/** A field of rows of fields. */
public class MultiComplexField extends ContainerField {
    private List<ComplexValue> complexValues = new ArrayList<>();
    private List<ComplexValue> defaultValues = new ArrayList<>();

    /** A field without an id. */
    public MultiComplexField() {
        super(FieldTypeEnum.MULTICOMPLEX);
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
    void rows(List<ComplexValue> present, List<ComplexValue> byDefault) {
        complexValues = present;
        defaultValues = byDefault;
    }

    @Override
    List<ComplexValue> rows() {
        return complexValues;
    }

    @Override
    List<ComplexValue> defaultRows() {
        return defaultValues;
    }
}
