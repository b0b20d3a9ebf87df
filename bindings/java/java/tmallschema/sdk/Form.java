package tmallschema.sdk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of the JSON forms. */
final class Form {
    private Form() {}

    /** As {@code String.trim}: U+00A0 and U+3000 are not blank. */
    static boolean isBlank(String text) {
        return text == null || text.trim().isEmpty();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object json) {
        return json == null ? Collections.<String, Object>emptyMap() : (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object json) {
        return json == null ? Collections.emptyList() : (List<Object>) json;
    }

    static void put(Map<String, Object> object, String key, Object value) {
        if (value != null) {
            object.put(key, value);
        }
    }

    static void putList(Map<String, Object> object, String key, List<Object> list) {
        if (!list.isEmpty()) {
            object.put(key, list);
        }
    }

    /** The values of content. */
    static List<Value> values(Object content) {
        List<Value> values = new ArrayList<>();
        for (Object one : list(map(content).get("values"))) {
            values.add(Value.of(one));
        }
        return values;
    }

    /** Values as content; null if there are none. */
    static Map<String, Object> content(List<Value> values) {
        if (values.isEmpty()) {
            return null;
        }
        List<Object> all = new ArrayList<>();
        for (Value one : values) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("value", one.getValue() == null ? "" : one.getValue());
            if (!one.getAttributes().isEmpty()) {
                object.put("attributes", new LinkedHashMap<>(one.getAttributes()));
            }
            all.add(object);
        }
        return Collections.<String, Object>singletonMap("values", all);
    }

    /** Rows as content; null if there are none. */
    static Map<String, Object> rows(List<ComplexValue> rows) {
        if (rows.isEmpty()) {
            return null;
        }
        List<Object> all = new ArrayList<>();
        for (ComplexValue row : rows) {
            all.add(row.row());
        }
        return Collections.<String, Object>singletonMap("rows", all);
    }

    static List<String> texts(List<Value> values) {
        List<String> texts = new ArrayList<>();
        for (Value one : values) {
            texts.add(one.getValue());
        }
        return texts;
    }

    static List<Value> ofTexts(List<String> texts) {
        List<Value> values = new ArrayList<>();
        for (String one : texts) {
            values.add(new Value(one));
        }
        return values;
    }

    static List<Object> held(List<Value> values) {
        List<Object> held = new ArrayList<>();
        for (Value one : values) {
            held.add(one.held());
        }
        return held;
    }
}
