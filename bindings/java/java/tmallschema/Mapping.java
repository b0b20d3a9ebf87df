package tmallschema;

import java.util.Map;

/** A mapping of a seller's records onto a schema. Immutable; threads may share it. It does not need the schema to stay open. */
public final class Mapping implements AutoCloseable {
    private final Handle handle;

    private Mapping(Schema schema, String mapping, Options options) {
        byte[][] place = new byte[1][];
        long number = Native.parseMapping(schema.handle().number(), Text.utf8(mapping), Options.bytes(options), place, schema.handle());
        if (number == 0) {
            throw Native.failure(place);
        }
        handle = new Handle("mapping", number);
    }

    /**
     * Reads a mapping, which names no other files, for a schema.
     *
     * @param schema the schema
     * @param mapping the text of the mapping file
     * @return the mapping
     * @throws MappingException if it is wrong, or does not fit
     */
    public static Mapping parse(Schema schema, String mapping) {
        return new Mapping(schema, mapping, null);
    }

    /**
     * Reads a mapping with options.
     *
     * @param schema the schema
     * @param mapping the text of the mapping file
     * @param options {@code lang}; or null
     * @return the mapping
     * @throws MappingException if it is wrong, or does not fit
     */
    public static Mapping parse(Schema schema, String mapping, Options options) {
        return new Mapping(schema, mapping, options);
    }

    /**
     * Makes an item of a record. The item is not validated.
     *
     * @param record a JSON text, whose numbers keep their digits
     * @return the item, and what does not fit
     */
    public Filled fill(String record) {
        return fill(record, null);
    }

    /**
     * Makes an item of a record. The item is not validated.
     *
     * @param record the record as Java objects
     * @return the item, and what does not fit
     */
    public Filled fill(Map<String, ?> record) {
        return fill(Json.write(record), null);
    }

    /**
     * Makes an item of a record, with options.
     *
     * @param record a JSON text, whose numbers keep their digits
     * @param options {@code lang}; or null
     * @return the item, and what does not fit
     */
    public Filled fill(String record, Options options) {
        byte[][] inputs = {Text.utf8(record)};
        return new Filled(Native.object(Native.FILL, handle, null, inputs, Options.bytes(options)));
    }

    /** Frees the memory. Closing it twice is harmless. */
    @Override
    public void close() {
        handle.close();
    }
}
