package tmallschema;

import java.util.Map;

/** The compiled rules of a schema. Immutable; any number of threads may use it at once, until the schema is closed. */
public final class Validator {
    private final Schema schema;
    private final byte[] options;

    /**
     * Compiles the rules of a schema.
     *
     * @param schema the schema, which must stay open
     */
    public Validator(Schema schema) {
        this(schema, null);
    }

    /**
     * Compiles the rules of a schema, with options.
     *
     * @param schema the schema, which must stay open
     * @param options those of {@code validate}, or null
     * @throws UsageException if the options are wrong
     */
    public Validator(Schema schema, Options options) {
        this.schema = schema;
        this.options = Options.bytes(options);
        Native.text(Native.PREPARE, schema.handle(), null, new byte[0][], this.options);
    }

    /**
     * Validates an item.
     *
     * @param item XML or JSON
     * @return what was found
     * @throws DocumentException if the item cannot be read
     */
    public Report check(String item) {
        return check(Item.of(item));
    }

    /**
     * Validates an item in any supported encoding.
     *
     * @param item XML or JSON
     * @return what was found
     * @throws DocumentException if the item cannot be read
     */
    public Report check(byte[] item) {
        return check(Item.of(item));
    }

    /**
     * Validates an item in its JSON form. Findings have no positions.
     *
     * @param item texts, maps and lists by the ids of the fields
     * @return what was found
     * @throws DocumentException if the item is not of this form
     */
    public Report check(Map<String, ?> item) {
        return check(Item.of(item));
    }

    /**
     * Validates an item.
     *
     * @param item the item
     * @return what was found
     * @throws DocumentException if the item cannot be read
     */
    public Report check(Item item) {
        byte[][] inputs = {item.bytes()};
        return new Report(Native.localized(Native.VALIDATE, schema.handle(), null, inputs, options), !item.isForm());
    }
}
