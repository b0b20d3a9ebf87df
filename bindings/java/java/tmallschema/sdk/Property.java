package tmallschema.sdk;

/** A property of a field. */
public class Property {
    private String key;
    private String value;

    /** An empty property. */
    public Property() {}

    /**
     * A property.
     *
     * @param key the key
     * @param value the value
     */
    public Property(String key, String value) {
        this.key = key;
        this.value = value;
    }

    /**
     * The key.
     *
     * @return the key, or null
     */
    public String getKey() {
        return key;
    }

    /**
     * Sets the key.
     *
     * @param key the key, or null
     */
    public void setKey(String key) {
        this.key = key;
    }

    /**
     * The value.
     *
     * @return the value, or null
     */
    public String getValue() {
        return value;
    }

    /**
     * Sets the value.
     *
     * @param value the value, or null
     */
    public void setValue(String value) {
        this.value = value;
    }
}
