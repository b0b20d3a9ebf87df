package tmallschema;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The calls that belong to no single schema. */
public final class TmallSchema {
    private TmallSchema() {}

    /**
     * Compares two schemas.
     *
     * @param old the schema before
     * @param current the schema after
     * @return the changes
     */
    public static Changes diff(Schema old, Schema current) {
        return diff(old, current, null);
    }

    /**
     * Compares two schemas, with options.
     *
     * @param old the schema before
     * @param current the schema after
     * @param options {@code lang}; or null
     * @return the changes
     */
    public static Changes diff(Schema old, Schema current, Options options) {
        byte[] given = Options.bytes(options);
        return new Changes(Native.localized(Native.DIFF, old.handle(), current.handle(), new byte[0][], given));
    }

    /**
     * What a change of schema does to items, which are counted from 0.
     *
     * @param old the schema before
     * @param current the schema after
     * @param items the items
     * @param options those of {@code validate}; or null
     * @return {@code changes}, {@code broken}, {@code fixed} and {@code unreadable}, as the JSON contract describes them
     */
    public static Map<String, Object> impact(Schema old, Schema current, Collection<Item> items, Options options) {
        byte[][] inputs = new byte[items.size()][];
        int at = 0;
        for (Item item : items) {
            inputs[at++] = item.bytes();
        }
        return Native.object(Native.IMPACT, old.handle(), current.handle(), inputs, Options.bytes(options));
    }

    /**
     * What a code means and how to fix it.
     *
     * @param code a code of a finding, a change, a note or a problem of a mapping; empty for all
     * @param options {@code lang}; or null
     * @return the entries of the catalogue
     */
    public static List<Object> explain(String code, Options options) {
        byte[][] inputs = {Text.utf8(code)};
        return Json.list(Native.object(Native.EXPLAIN, null, null, inputs, Options.bytes(options)).get("codes"));
    }

    /**
     * What the methods of the platforms' gateways take and answer.
     *
     * @param method the name of a method; empty for all
     * @param options {@code lang}; or null
     * @return an object for each method
     */
    public static List<Object> methods(String method, Options options) {
        byte[][] inputs = {Text.utf8(method)};
        return Json.list(Native.object(Native.METHODS, null, null, inputs, Options.bytes(options)).get("methods"));
    }

    /**
     * A signed request for a gateway, which the caller sends.
     *
     * @param method the name of a method
     * @param params the parameters in their order; numbers, ids and money are texts
     * @param options {@code app_key}, {@code app_secret} and {@code milliseconds}; {@code session}, {@code nonce} and others
     * @return {@code method}, {@code url}, {@code headers} and {@code body}, which may hold secrets; {@code signature} and
     *     {@code signed}
     */
    public static Map<String, Object> request(String method, Map<String, String> params, Options options) {
        byte[][] inputs = {Text.utf8(method), Text.utf8(Json.write(params))};
        return Native.object(Native.REQUEST, null, null, inputs, Options.bytes(options));
    }

    /**
     * What an answer of a gateway says, and what to do next.
     *
     * @param answer the body of the answer
     * @param options {@code method} or {@code call}, and {@code status}; or null
     * @return {@code outcome}, {@code message}, {@code advice}, {@code refusal} and {@code results}
     */
    public static Map<String, Object> reply(byte[] answer, Options options) {
        byte[][] inputs = {answer};
        return Native.object(Native.REPLY, null, null, inputs, Options.bytes(options));
    }

    /**
     * As {@link Schema#write(Item, Options)}, without a schema.
     *
     * @param item the item
     * @param options those of {@code write}; or null
     * @return the XML
     */
    public static String write(Item item, Options options) {
        return write((Handle) null, item, options);
    }

    /**
     * As {@link Schema#toJson(Item, Options)}, without a schema.
     *
     * @param item the item
     * @param options {@code drop}; or null
     * @return texts, maps and lists by the ids of the fields
     */
    public static Map<String, Object> toJson(Item item, Options options) {
        return toJson((Handle) null, item, options);
    }

    /**
     * As {@link Schema#fromJson(Item, Options)}, without a schema.
     *
     * @param item the item in its JSON form
     * @param options {@code drop}; or null
     * @return the XML
     */
    public static String fromJson(Item item, Options options) {
        return fromJson((Handle) null, item, options);
    }

    /**
     * As {@link Schema#readback(Item, Item, Options)}, without a schema.
     *
     * @param sent the item that was sent
     * @param stored the item that is stored
     * @param options {@code keys}, {@code order}; or null
     * @return {@code changes} and {@code summary}
     */
    public static Map<String, Object> readback(Item sent, Item stored, Options options) {
        return readback((Handle) null, sent, stored, options);
    }

    static String write(Handle schema, Item item, Options options) {
        byte[][] inputs = {item.bytes()};
        return (String) Native.object(Native.WRITE, schema, null, inputs, Options.bytes(options)).get("xml");
    }

    static Map<String, Object> toJson(Handle schema, Item item, Options options) {
        byte[][] inputs = {item.bytes()};
        return Json.object(Native.object(Native.TO_JSON, schema, null, inputs, Options.bytes(options)).get("item"));
    }

    static String fromJson(Handle schema, Item item, Options options) {
        byte[][] inputs = {item.bytes()};
        return (String) Native.object(Native.FROM_JSON, schema, null, inputs, Options.bytes(options)).get("xml");
    }

    static Map<String, Object> readback(Handle schema, Item sent, Item stored, Options options) {
        byte[][] inputs = {sent.bytes(), stored.bytes()};
        return Native.object(Native.READBACK, schema, null, inputs, Options.bytes(options));
    }
}
