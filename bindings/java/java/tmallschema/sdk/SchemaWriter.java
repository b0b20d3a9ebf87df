package tmallschema.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tmallschema.Item;
import tmallschema.Json;
import tmallschema.Options;
import tmallschema.Schema;

/** Writes fields. */
public final class SchemaWriter {
    private SchemaWriter() {}

    /**
     * Writes the values of fields.
     *
     * @param fields the fields; all are written, those without a value with an empty one, except labels
     * @return an {@code itemParam}
     * @throws IllegalArgumentException if a field has no id
     */
    public static String writeParamXmlString(List<? extends Field> fields) {
        Map<String, Object> item = new LinkedHashMap<>();
        List<Object> frames = new ArrayList<>();
        for (Field field : fields) {
            Object held = field.held();
            if (held != null) {
                item.put(field.getId(), held);
                frames.add(field.frame());
            }
        }
        try (Schema frame = schema(frames)) {
            return frame.write(Item.of(item), new Options().disabledFields(true));
        }
    }

    /**
     * Writes fields as a schema: rules, options, default values and fields inside.
     *
     * @param fields the fields
     * @return an {@code itemRule}
     * @throws IllegalArgumentException if a field has no id
     */
    public static String writeRuleXmlString(List<? extends Field> fields) {
        List<Object> all = new ArrayList<>();
        for (Field field : fields) {
            all.add(field.json());
        }
        try (Schema schema = schema(all)) {
            return schema.toXml();
        }
    }

    private static Schema schema(List<Object> fields) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("format_version", 1);
        form.put("root", "itemRule");
        form.put("dialect", "classic");
        form.put("fields", fields);
        return Schema.parse(Json.write(form));
    }
}
