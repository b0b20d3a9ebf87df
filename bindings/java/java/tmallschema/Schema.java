package tmallschema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A schema: the rules of a category. Immutable; any number of threads may use it at once.
 *
 * <p>It keeps memory outside the heap until it is closed. Closing it twice is harmless, and using it afterwards is an
 * {@link IllegalStateException}; a call that another thread has begun ends well.
 *
 * <pre>{@code
 * try (Schema schema = Schema.parse(xml)) {
 *     Report report = new Validator(schema).check(item);
 * }
 * }</pre>
 */
public final class Schema implements AutoCloseable {
    private final Handle handle;

    private Schema(byte[] document, Options options) {
        byte[][] place = new byte[1][];
        long number = Native.parseSchema(document, Options.bytes(options), place);
        if (number == 0) {
            throw Native.failure(place);
        }
        handle = new Handle("schema", number);
    }

    /**
     * Reads a schema: XML, an API response that contains it, or its JSON form.
     *
     * @param document the text
     * @return the schema
     * @throws DocumentException if it cannot be read
     * @throws PlatformException if it is an error response of the platform
     */
    public static Schema parse(String document) {
        return new Schema(Text.document(document), null);
    }

    /**
     * Reads a schema with options.
     *
     * @param document the text
     * @param options those of {@code parse_schema}: {@code lang}, {@code dialect} and limits such as {@code max_input}
     * @return the schema
     */
    public static Schema parse(String document, Options options) {
        return new Schema(Text.document(document), options);
    }

    /**
     * Reads a schema in any supported encoding.
     *
     * @param document the bytes
     * @return the schema
     */
    public static Schema parse(byte[] document) {
        return new Schema(document, null);
    }

    /**
     * Reads a schema in any supported encoding with options.
     *
     * @param document the bytes
     * @param options as for texts
     * @return the schema
     */
    public static Schema parse(byte[] document, Options options) {
        return new Schema(document, options);
    }

    /**
     * Reads the schema of a file.
     *
     * @param file the file
     * @return the schema
     * @throws IOException if the file cannot be read
     */
    public static Schema parse(Path file) throws IOException {
        return new Schema(Files.readAllBytes(file), null);
    }

    Handle handle() {
        return handle;
    }

    /**
     * The schema in its JSON form, which the JSON contract describes.
     *
     * @return its {@code root}, {@code dialect} and {@code fields}
     */
    public Map<String, Object> inspect() {
        return Native.object(Native.INSPECT, handle, null, new byte[0][], Native.NOTHING);
    }

    /**
     * A JSON Schema (draft 2020-12) of the JSON form of an item.
     *
     * @param options {@code lang}; or null
     * @return {@code json_schema}, and {@code unexpressed} with the rules that it does not say
     */
    public Map<String, Object> toJsonSchema(Options options) {
        return Native.object(Native.TO_JSON_SCHEMA, handle, null, new byte[0][], Options.bytes(options));
    }

    /**
     * The schema in canonical XML.
     *
     * @return the XML
     */
    public String toXml() {
        return Native.text(Native.TO_XML, handle, null, new byte[0][], Native.NOTHING);
    }

    /**
     * Which fields of a new item are required and which are disabled.
     *
     * @return a requirement for each such field
     */
    public List<Requirement> requirements() {
        return requirements(null, null);
    }

    /**
     * Which fields of an item are required and which are disabled.
     *
     * @param item the item, or null for a new one
     * @param options those of {@code requirements}, or null
     * @return a requirement for each such field
     */
    public List<Requirement> requirements(Item item, Options options) {
        byte[][] inputs = {item == null ? Native.NOTHING : item.bytes()};
        Map<String, Object> answer = Native.object(Native.REQUIREMENTS, handle, null, inputs, Options.bytes(options));
        List<Requirement> all = new ArrayList<>();
        for (Object one : Json.list(answer.get("requirements"))) {
            all.add(new Requirement(Json.object(one)));
        }
        return Collections.unmodifiableList(all);
    }

    /**
     * The item of the default values.
     *
     * @return its JSON form
     */
    public Map<String, Object> defaults() {
        return Json.object(Native.object(Native.DEFAULTS, handle, null, new byte[0][], Native.NOTHING).get("item"));
    }

    /**
     * An item to the XML that is sent: with names and types from the schema, without disabled fields.
     *
     * @param item the item
     * @return the XML
     */
    public String write(Item item) {
        return write(item, null);
    }

    /**
     * An item in its JSON form to the XML that is sent.
     *
     * @param item texts, maps and lists by the ids of the fields
     * @return the XML
     */
    public String write(Map<String, ?> item) {
        return write(Item.of(item), null);
    }

    /**
     * An item to the XML that is sent, with options.
     *
     * @param item the item
     * @param options {@code indent}, {@code declaration}, {@code disabled_fields}; or null
     * @return the XML
     */
    public String write(Item item, Options options) {
        return TmallSchema.write(handle, item, options);
    }

    /**
     * An item to its JSON form.
     *
     * @param item the item
     * @return texts, maps and lists by the ids of the fields
     */
    public Map<String, Object> toJson(Item item) {
        return toJson(item, null);
    }

    /**
     * An item to its JSON form, with options.
     *
     * @param item the item
     * @param options {@code drop}; or null
     * @return texts, maps and lists by the ids of the fields
     */
    public Map<String, Object> toJson(Item item, Options options) {
        return TmallSchema.toJson(handle, item, options);
    }

    /**
     * An item in its JSON form to XML that holds the same.
     *
     * @param item the item in its JSON form
     * @return the XML
     */
    public String fromJson(Item item) {
        return fromJson(item, null);
    }

    /**
     * An item in its JSON form to XML that holds the same, with options.
     *
     * @param item the item in its JSON form
     * @param options {@code drop}; or null
     * @return the XML
     */
    public String fromJson(Item item, Options options) {
        return TmallSchema.fromJson(handle, item, options);
    }

    /**
     * Compares an item that was sent with the one that is stored.
     *
     * @param sent the item that was sent
     * @param stored the item that is stored
     * @param options {@code keys}, {@code order}; or null
     * @return {@code changes} and {@code summary}, as the JSON contract describes them
     */
    public Map<String, Object> readback(Item sent, Item stored, Options options) {
        return TmallSchema.readback(handle, sent, stored, options);
    }

    /** Frees the memory. Validators of this schema can no longer be used; mappings can. */
    @Override
    public void close() {
        handle.close();
    }

    @Override
    public String toString() {
        Map<String, Object> schema = inspect();
        return "Schema(root=" + schema.get("root") + ", fields=" + Json.list(schema.get("fields")).size() + ")";
    }
}
