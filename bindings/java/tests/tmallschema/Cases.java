package tmallschema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cases of the contract, {@code cases/README.md}: the answers byte for byte, and the objects that are made of them. */
final class Cases {
    private final Map<String, List<byte[]>> parts;

    private Cases(Map<String, List<byte[]>> parts) {
        this.parts = parts;
    }

    /** Runs all cases of some files; how many there were. */
    static int run(List<Path> files) throws IOException {
        int count = 0;
        for (Path file : files) {
            for (Cases one : read(Files.readAllBytes(file))) {
                String name = file.getFileName() + ": " + one.text("function") + ": " + one.text("case");
                try {
                    one.bytes();
                    one.objects();
                } catch (RuntimeException error) {
                    throw new AssertionError(name + ": " + error, error);
                } catch (AssertionError error) {
                    throw new AssertionError(name + ": " + error.getMessage(), error);
                }
                count++;
            }
        }
        return count;
    }

    private static List<Cases> read(byte[] file) {
        List<Cases> all = new ArrayList<>();
        int at = 0;
        while (at < file.length) {
            int end = at;
            while (file[end] != '\n') {
                end++;
            }
            String[] line = new String(file, at, end - at, StandardCharsets.US_ASCII).split(" ");
            int length = Integer.parseInt(line[1]);
            byte[] value = java.util.Arrays.copyOfRange(file, end + 1, end + 1 + length);
            at = end + length + 2;
            if (line[0].equals("case")) {
                all.add(new Cases(new LinkedHashMap<>()));
            }
            all.get(all.size() - 1).parts.computeIfAbsent(line[0], key -> new ArrayList<>()).add(value);
        }
        return all;
    }

    private byte[] part(String key) {
        return parts.containsKey(key) ? parts.get(key).get(0) : new byte[0];
    }

    private String text(String key) {
        return new String(part(key), StandardCharsets.UTF_8);
    }

    /** The answer of the native half, byte for byte. */
    private void bytes() {
        byte[][] place = new byte[1][];
        byte[] answer = answer(place);
        String found = new String(answer == null ? place[0] : answer, StandardCharsets.UTF_8);
        Check.same(text("answer"), found);
    }

    private byte[] answer(byte[][] place) {
        long[] open = new long[2];
        try {
            String[] keys = {parts.containsKey("schema") ? "schema" : "old", "new"};
            for (int at = 0; at < 2; at++) {
                if (parts.containsKey(keys[at])) {
                    open[at] = Native.parseSchema(part(keys[at]), part("schema_options"), place);
                    if (open[at] == 0) {
                        return null;
                    }
                }
            }
            int function = function();
            if (function == Native.FILL) {
                open[1] = Native.parseMapping(open[0], part("mapping"), part("schema_options"), place, null);
                if (open[1] == 0) {
                    return null;
                }
                return Native.call(function, open[1], 0, inputs(), part("options"), place, null, null);
            }
            return Native.call(function, open[0], open[1], inputs(), part("options"), place, null, null);
        } finally {
            Native.close(open[0]);
            Native.close(open[1]);
        }
    }

    private byte[][] inputs() {
        switch (function()) {
            case Native.IMPACT:
                return parts.getOrDefault("item", new ArrayList<>()).toArray(new byte[0][]);
            case Native.READBACK:
                return new byte[][] {part("sent"), part("stored")};
            case Native.FILL:
                return new byte[][] {part("record")};
            case Native.EXPLAIN:
                return new byte[][] {part("code")};
            case Native.METHODS:
                return new byte[][] {part("method")};
            case Native.REQUEST:
                return new byte[][] {part("method"), part("params")};
            case Native.REPLY:
                return new byte[][] {part("reply")};
            default:
                return new byte[][] {part("item")};
        }
    }

    private int function() {
        switch (text("function")) {
            case "parse_schema":
            case "inspect":
                return Native.INSPECT;
            case "validate":
                return Native.VALIDATE;
            case "requirements":
                return Native.REQUIREMENTS;
            case "defaults":
                return Native.DEFAULTS;
            case "write":
                return Native.WRITE;
            case "to_json":
                return Native.TO_JSON;
            case "from_json":
                return Native.FROM_JSON;
            case "diff":
                return Native.DIFF;
            case "impact":
                return Native.IMPACT;
            case "readback":
                return Native.READBACK;
            case "fill":
                return Native.FILL;
            case "explain":
                return Native.EXPLAIN;
            case "to_json_schema":
                return Native.TO_JSON_SCHEMA;
            case "methods":
                return Native.METHODS;
            case "request":
                return Native.REQUEST;
            case "reply":
                return Native.REPLY;
            default:
                throw new AssertionError("unknown function " + text("function"));
        }
    }

    private Options options(String key) {
        Options options = new Options();
        for (Map.Entry<String, Object> one : Json.object(Json.parse(text(key))).entrySet()) {
            options.set(one.getKey(), one.getValue());
        }
        return options;
    }

    /** What the classes make of the answer. */
    private void objects() {
        Map<String, Object> wanted = Json.object(Json.parse(text("answer")));
        Object found;
        try {
            found = object(parts.containsKey("options") ? options("options") : null);
        } catch (TmallSchemaException error) {
            Map<String, Object> failure = Json.object(wanted.get("error"));
            if (error instanceof UsageException && !text("function").equals("explain")) {
                // Options that a program writes have no text with places in it.
                Check.same("usage", failure.get("class"));
                return;
            }
            Check.same(failure, error.details());
            Check.same(failure.get("class"), error.errorClass());
            Check.same(failure.getOrDefault("line", 0L), (long) error.line());
            Check.same(failure.getOrDefault("column", 0L), (long) error.column());
            return;
        } catch (IllegalArgumentException | ClassCastException wrong) {
            Check.same("usage", Json.object(wanted.get("error")).get("class"));
            return;
        }
        Check.same(wanted, found);
    }

    private static Map<String, Object> answer(String key, Object value) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("format_version", 1L);
        answer.put(key, value);
        return answer;
    }

    private Schema schema(String key) {
        Options options = parts.containsKey("schema_options") ? options("schema_options") : null;
        return Schema.parse(part(key), options);
    }

    /** The parameters of a request; texts that are no object, and keys that are given twice, cannot be a map. */
    private Map<String, String> params() {
        Map<String, String> params = new LinkedHashMap<>();
        String text = text("params").isEmpty() ? "{}" : text("params");
        for (Map.Entry<String, Object> one : Json.object(Json.parse(text)).entrySet()) {
            params.put(one.getKey(), (String) one.getValue());
        }
        return params;
    }

    private Object object(Options options) {
        Item item = Item.of(part("item"));
        switch (function()) {
            case Native.METHODS:
                return answer("methods", TmallSchema.methods(text("method"), options));
            case Native.REQUEST:
                return TmallSchema.request(text("method"), params(), options);
            case Native.REPLY:
                return TmallSchema.reply(part("reply"), options);
            case Native.EXPLAIN:
                return answer("codes", TmallSchema.explain(text("code"), options));
            case Native.DIFF:
                try (Schema old = schema("old"); Schema current = schema("new")) {
                    return changes(TmallSchema.diff(old, current, options), options);
                }
            case Native.IMPACT:
                try (Schema old = schema("old"); Schema current = schema("new")) {
                    List<Item> items = new ArrayList<>();
                    for (byte[] one : inputs()) {
                        items.add(Item.of(one));
                    }
                    return TmallSchema.impact(old, current, items, options);
                }
            default:
        }
        if (!parts.containsKey("schema")) {
            switch (function()) {
                case Native.WRITE:
                    return answer("xml", TmallSchema.write(item, options));
                case Native.TO_JSON:
                    return answer("item", TmallSchema.toJson(item, options));
                case Native.FROM_JSON:
                    return answer("xml", TmallSchema.fromJson(item, options));
                default:
                    return TmallSchema.readback(Item.of(part("sent")), Item.of(part("stored")), options);
            }
        }
        try (Schema schema = schema("schema")) {
            switch (function()) {
                case Native.INSPECT:
                    return schema.inspect();
                case Native.TO_JSON_SCHEMA:
                    return schema.toJsonSchema(options);
                case Native.VALIDATE:
                    return report(new Validator(schema, options).check(item), options);
                case Native.REQUIREMENTS:
                    return requirements(schema.requirements(parts.containsKey("item") ? item : null, options));
                case Native.DEFAULTS:
                    return answer("item", schema.defaults());
                case Native.WRITE:
                    return answer("xml", schema.write(item, options));
                case Native.TO_JSON:
                    return answer("item", schema.toJson(item, options));
                case Native.FROM_JSON:
                    return answer("xml", schema.fromJson(item, options));
                case Native.READBACK:
                    return schema.readback(Item.of(part("sent")), Item.of(part("stored")), options);
                default:
                    Options given = parts.containsKey("schema_options") ? options("schema_options") : null;
                    try (Mapping mapping = Mapping.parse(schema, text("mapping"), given)) {
                        Filled filled = mapping.fill(text("record"), options);
                        Map<String, Object> answer = answer("problems", filled.problems());
                        answer.put("item", filled.item());
                        return answer;
                    }
            }
        }
    }

    private String lang(Options options) {
        Object lang = options == null ? null : Json.object(Json.parse(options.toString())).get("lang");
        return lang == null || !lang.toString().startsWith("zh") ? "en" : "zh";
    }

    private Object report(Report report, Options options) {
        Map<String, Object> answer = Json.object(Json.parse(report.toJson()));
        List<Object> findings = Json.list(answer.get("findings"));
        Check.same(answer.get("valid"), report.isValid());
        Check.same(findings.size(), report.findings().size());
        int at = 0;
        for (Finding one : report) {
            Map<String, Object> wanted = Json.object(findings.get(at++));
            Check.same(wanted.get("code"), one.code());
            Check.same(wanted.get("severity"), one.severity());
            Check.same(wanted.get("path"), one.path());
            Check.same(wanted.get("field"), one.field());
            Check.same(wanted.get("message"), one.message(lang(options)));
            Check.same(wanted.get("rule"), one.rule());
            Check.same(wanted.get("actual"), one.actual());
            Check.same(wanted.getOrDefault("line", 0L), (long) one.line());
            Check.same(wanted.getOrDefault("column", 0L), (long) one.column());
        }
        return answer;
    }

    private Object changes(Changes changes, Options options) {
        Map<String, Object> answer = Json.object(Json.parse(changes.toJson()));
        List<Object> all = Json.list(answer.get("changes"));
        Check.same(answer.get("level"), changes.level());
        Check.same(all.size(), changes.changes().size());
        int at = 0;
        for (Change one : changes) {
            Map<String, Object> wanted = Json.object(all.get(at++));
            Check.same(wanted.get("code"), one.code());
            Check.same(wanted.get("level"), one.level());
            Check.same(wanted.get("path"), one.path());
            Check.same(wanted.get("field"), one.field());
            Check.same(wanted.get("old"), one.before());
            Check.same(wanted.get("new"), one.after());
            Check.same(wanted.get("fingerprint"), one.fingerprint());
            boolean zh = lang(options).equals("zh");
            String reason = one.reason(lang(options));
            Check.same(wanted.get("message"), one.message(lang(options)) + (zh ? "（" + reason + "）" : " (" + reason + ")"));
        }
        return answer;
    }

    private Object requirements(List<Requirement> requirements) {
        List<Object> all = new ArrayList<>();
        for (Requirement one : requirements) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("path", one.path());
            object.put("field", one.field());
            object.put("state", one.state());
            object.put("filled", one.filled());
            object.put("why", one.why());
            object.put("around", one.around());
            object.values().removeIf(java.util.Objects::isNull);
            all.add(object);
        }
        return answer("requirements", all);
    }
}
