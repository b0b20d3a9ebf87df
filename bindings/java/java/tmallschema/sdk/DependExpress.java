package tmallschema.sdk;

import java.util.LinkedHashMap;
import java.util.Map;

/** One comparison of a condition. */
public class DependExpress {
    private String fieldId;
    private String value;
    private String symbol = "==";

    /** A comparison by {@code ==}. */
    public DependExpress() {}

    /**
     * The id of the field that is compared.
     *
     * @return the id of the field that is compared, or null
     */
    public String getFieldId() {
        return fieldId;
    }

    /**
     * Sets the id of the field that is compared.
     *
     * @param fieldId the id of the field that is compared, or null
     */
    public void setFieldId(String fieldId) {
        this.fieldId = fieldId;
    }

    /**
     * The value that it is compared with.
     *
     * @return the value that it is compared with, or null
     */
    public String getValue() {
        return value;
    }

    /**
     * Sets the value that it is compared with.
     *
     * @param value the value that it is compared with, or null
     */
    public void setValue(String value) {
        this.value = value;
    }

    /**
     * The symbol, such as {@code !=}.
     *
     * @return the symbol, such as {@code !=}, or null
     */
    public String getSymbol() {
        return symbol;
    }

    /**
     * Sets the symbol, such as {@code !=}.
     *
     * @param symbol the symbol, such as {@code !=}, or null
     */
    public void setSymbol(String symbol) {
        this.symbol = symbol;
    }

    static DependExpress of(Map<String, Object> json) {
        DependExpress express = new DependExpress();
        express.fieldId = (String) json.get("field_id");
        express.value = (String) json.get("value");
        express.symbol = (String) json.get("symbol");
        return express;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        Form.put(json, "field_id", fieldId);
        Form.put(json, "symbol", symbol);
        Form.put(json, "value", value);
        return json;
    }
}
