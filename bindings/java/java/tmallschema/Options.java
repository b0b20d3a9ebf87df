package tmallschema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Options of a call. Each call has its own, which the JSON contract lists; one that it does not have is a
 * {@link UsageException}.
 *
 * <pre>{@code
 * Validator validator = new Validator(schema, new Options().lang("zh").partial(true));
 * }</pre>
 */
public final class Options {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** No options. */
    public Options() {}

    /**
     * Sets an option by its name in the JSON contract.
     *
     * @param name such as {@code max_depth}
     * @param value a text, a number, a Boolean, a collection or a map
     * @return these options
     */
    public Options set(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /**
     * The language of messages.
     *
     * @param lang {@code en}, the default, {@code zh}, or {@code both} for texts in both in the answers that are maps
     * @return these options
     */
    public Options lang(String lang) {
        return set("lang", lang);
    }

    /**
     * The dialect, instead of that of the schema.
     *
     * @param dialect {@code classic}, {@code item-schema} or {@code icbu}
     * @return these options
     */
    public Options dialect(String dialect) {
        return set("dialect", dialect);
    }

    /**
     * For {@code Validator}: the item holds only what changes, and a top-level field that is absent is not missed.
     *
     * @param partial whether it does
     * @return these options
     */
    public Options partial(boolean partial) {
        return set("partial", partial);
    }

    /**
     * For {@code Validator}: counts characters in one way.
     *
     * @param unit {@code utf16}, {@code scalar} or {@code grapheme}
     * @return these options
     */
    public Options character(String unit) {
        return set("character", unit);
    }

    /**
     * For {@code Validator}: counts bytes in one way.
     *
     * @param encoding {@code gbk} or {@code utf8}
     * @return these options
     */
    public Options bytesOf(String encoding) {
        return set("byte", encoding);
    }

    /**
     * For {@code Validator}: another severity for a code of findings.
     *
     * @param code such as {@code not-checked}
     * @param severity {@code error}, {@code warning}, {@code note} or {@code off}
     * @return these options
     */
    public Options severity(String code, String severity) {
        Map<String, Object> all = Json.object(values.get("severities"));
        if (all == null) {
            all = new LinkedHashMap<>();
            values.put("severities", all);
        }
        all.put(code, severity);
        return this;
    }

    /**
     * For {@code Validator}: the most findings that are reported; {@code isValid} considers all.
     *
     * @param most the number
     * @return these options
     */
    public Options maxFindings(int most) {
        return set("max_findings", most);
    }

    /**
     * For {@code Validator}: facts about files by the link that names each.
     *
     * @param assets maps with {@code bytes}, {@code width} and {@code height}
     * @return these options
     */
    public Options assets(Map<String, ? extends Map<String, ? extends Number>> assets) {
        return set("assets", assets);
    }

    /**
     * For {@code Validator}: house rules, the content of files of rules. They come after those of packs.
     *
     * @param texts the texts in TOML
     * @return these options
     */
    public Options rules(Collection<String> texts) {
        return set("rules", texts);
    }

    /**
     * For {@code Validator}: house rules that come with the library.
     *
     * @param packs {@code tmall}, {@code taobao}, {@code icbu}
     * @return these options
     */
    public Options packs(Collection<String> packs) {
        return set("packs", packs);
    }

    /**
     * For {@code write}: an element a line, indented.
     *
     * @param indent whether it is
     * @return these options
     */
    public Options indent(boolean indent) {
        return set("indent", indent);
    }

    /**
     * For {@code write}: begins with an XML declaration.
     *
     * @param declaration whether it does
     * @return these options
     */
    public Options declaration(boolean declaration) {
        return set("declaration", declaration);
    }

    /**
     * For {@code write}: writes what the item holds for disabled fields too.
     *
     * @param write whether it does
     * @return these options
     */
    public Options disabledFields(boolean write) {
        return set("disabled_fields", write);
    }

    /**
     * For {@code toJson} and {@code fromJson}: removes content that has no place in the other form, instead of refusing.
     *
     * @param drop whether it does
     * @return these options
     */
    public Options drop(boolean drop) {
        return set("drop", drop);
    }

    /**
     * For {@code readback}: the fields that identify the rows of a table.
     *
     * @param keys ids of fields by the path of the table
     * @return these options
     */
    public Options keys(Map<String, ? extends Collection<String>> keys) {
        return set("keys", keys);
    }

    /**
     * For {@code readback}: the order of several values in one field counts.
     *
     * @param order whether it does
     * @return these options
     */
    public Options order(boolean order) {
        return set("order", order);
    }

    byte[] bytes() {
        return values.isEmpty() ? Native.NOTHING : Text.utf8(Json.write(values));
    }

    static byte[] bytes(Options options) {
        return options == null ? Native.NOTHING : options.bytes();
    }

    @Override
    public String toString() {
        return Json.write(values);
    }
}
