package tmallschema.sdk;

/** The types of fields. */
public enum FieldTypeEnum {
    /** One text. */
    INPUT("input"),
    /** Several texts. */
    MULTIINPUT("multiInput"),
    /** One of the options. */
    SINGLECHECK("singleCheck"),
    /** Several of the options. */
    MULTICHECK("multiCheck"),
    /** Fields together. */
    COMPLEX("complex"),
    /** Rows of fields. */
    MULTICOMPLEX("multiComplex"),
    /** Texts to show. */
    LABEL("label");

    private final String value;

    FieldTypeEnum(String value) {
        this.value = value;
    }

    /**
     * The word in XML.
     *
     * @return such as {@code multiComplex}
     */
    public String value() {
        return value;
    }

    /**
     * The type of a word, in upper or lower case.
     *
     * @param word such as {@code multiComplex}
     * @return the type, or null
     */
    public static FieldTypeEnum getEnum(String word) {
        for (FieldTypeEnum type : values()) {
            if (type.value.equalsIgnoreCase(word)) {
                return type;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return value;
    }
}
