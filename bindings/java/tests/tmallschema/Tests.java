package tmallschema;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** {@code Tests REPOSITORY [CASES...]} runs the cases of the contract, and what is of Java alone. */
public final class Tests {
    private static final String XML =
            "<itemRule><field id=\"a\" name=\"甲\" type=\"input\"><rules><rule name=\"maxLengthRule\" value=\"1\"/></rules></field></itemRule>";
    private final Path demo;

    private Tests(Path repository) {
        demo = repository.resolve("fixtures/demo");
    }

    public static void main(String[] args) throws Exception {
        Path repository = Paths.get(args[0]);
        List<Path> files = new ArrayList<>();
        for (String one : Arrays.copyOfRange(args, 1, args.length)) {
            files.add(Paths.get(one));
        }
        if (files.isEmpty()) {
            File[] found = repository.resolve("cases").toFile().listFiles((folder, name) -> name.endsWith(".cases"));
            for (File one : found) {
                files.add(one.toPath());
            }
        }
        Tests tests = new Tests(repository);
        int failed = 0;
        int passed = 0;
        for (Class<?> group : new Class<?>[] {Tests.class, tmallschema.sdk.SdkTests.class}) {
            Object object = group == Tests.class ? tests : new tmallschema.sdk.SdkTests(repository);
            for (Method method : group.getDeclaredMethods()) {
                if (method.getName().startsWith("test")) {
                    try {
                        method.setAccessible(true);
                        method.invoke(object);
                        passed++;
                    } catch (java.lang.reflect.InvocationTargetException error) {
                        System.out.println(method.getName() + ": " + error.getCause());
                        error.getCause().printStackTrace(System.out);
                        failed++;
                    }
                }
            }
        }
        int cases = Cases.run(files);
        System.out.println("Java " + System.getProperty("java.version") + ": " + cases + " cases, " + passed + " tests passed, " + failed + " failed");
        if (failed > 0 || args.length == 1 && cases < 1000) {
            System.exit(1);
        }
    }

    private Schema schema() throws Exception {
        return Schema.parse(demo.resolve("schema.xml"));
    }

    private Item item() throws Exception {
        return Item.of(demo.resolve("item.xml"));
    }

    void testASuggestion() {
        String xml = "<itemRule><field id=\"a\" type=\"singleCheck\"><options><option displayName=\"红色\" value=\"1\"/></options></field></itemRule>";
        try (Schema schema = Schema.parse(xml)) {
            Validator validator = new Validator(schema);
            Map<String, Object> suggestion = validator.check(Collections.singletonMap("a", "红色")).findings().get(0).suggestion();
            Check.same("option 1", suggestion.get("kind") + " " + suggestion.get("value"));
        }
    }

    void testFindings() throws Exception {
        try (Schema schema = schema()) {
            Report report = new Validator(schema).check(item());
            Finding first = report.findings().get(0);
            Check.is(!report.isValid(), "the item is invalid");
            Check.same("max-length", first.code());
            Check.same("/title", first.path());
            Check.same("商品标题", first.field());
            Check.same("60", first.rule().get("value"));
            Check.same(null, first.suggestion());
            Check.is(first.message("zh").contains("字节") && first.message().contains("bytes"), first.message("zh"));
            Check.is(first.line() > 0 && first.column() > 0, "it has a position");
            Check.is(report.toString().contains("[max-length]"), report.toString());
            Check.fails(IllegalArgumentException.class, () -> first.message("fr"));
            Check.fails(UnsupportedOperationException.class, () -> report.findings().clear());
        }
    }

    void testItemsInEachForm() throws Exception {
        try (Schema schema = schema()) {
            Map<String, Object> form = schema.toJson(item());
            Validator validator = new Validator(schema);
            Report ofMap = validator.check(form);
            Check.same(0, ofMap.findings().get(0).line());
            Check.same("max-length", ofMap.findings().get(0).code());
            Report ofText = validator.check(Json.write(form));
            Check.same(ofMap.findings().size(), ofText.findings().size());
            Check.same(1, ofText.findings().get(0).line());
            String xml = schema.write(Item.of(form), new Options().disabledFields(true));
            Check.same(form, schema.toJson(Item.of(xml), new Options().drop(true)));
            byte[] gbk = ("<?xml version=\"1.0\" encoding=\"GBK\"?>" + xml).getBytes(Charset.forName("GBK"));
            Check.same(validator.check(xml).findings().size(), validator.check(gbk).findings().size());
            String declared = "<?xml version=\"1.0\" encoding=\"GBK\"?>" + xml;
            Check.same(schema.toJson(Item.of(xml), new Options().drop(true)), schema.toJson(Item.of(declared), new Options().drop(true)));
            Check.same(validator.check(gbk).toString(), validator.check(declared).toString());
            Schema decoded = Schema.parse("<?xml version='1.0' encoding='gb18030'?>" + XML);
            Check.same("甲", Json.object(Json.list(decoded.inspect().get("fields")).get(0)).get("name"));
            decoded.close();
            Check.fails(DocumentException.class, () -> validator.check(Collections.singletonMap("title", 1)));
            Check.fails(IllegalArgumentException.class, () -> validator.check(Collections.singletonMap("title", new Object())));
        }
    }

    void testCharactersOutsideTheBasicPlane() {
        try (Schema schema = Schema.parse(XML)) {
            Validator validator = new Validator(schema, new Options().character("scalar"));
            Check.is(validator.check(Collections.singletonMap("a", "😀")).isValid(), "one character");
            Check.same("<itemParam><field id=\"a\" name=\"甲\" type=\"input\"><value>😀</value></field></itemParam>",
                    schema.write(Collections.singletonMap("a", "😀")));
            Check.fails(IllegalArgumentException.class, () -> validator.check("<itemParam>\ud83d</itemParam>"));
        }
    }

    void testOptions() throws Exception {
        try (Schema schema = schema()) {
            Item price = Item.of("{\"price\":\"1.00\"}");
            Check.is(!new Validator(schema).check(price).isValid(), "the title is missing");
            Check.is(new Validator(schema, new Options().partial(true)).check(price).isValid(), "only the price changes");
            Options off = new Options().severity("required", "off").severity("max-length", "note").maxFindings(1).lang("zh");
            Check.is(new Validator(schema, off).check(price).findings().size() <= 1, "at most one");
            for (Options wrong : Arrays.asList(new Options().lang("fr"), new Options().set("surprise", 1),
                    new Options().severity("no-such-code", "off"))) {
                Check.fails(UsageException.class, () -> new Validator(schema, wrong));
            }
        }
    }

    void testHouseRules() {
        try (Schema schema = Schema.parse(XML)) {
            String rules = "[[rule]]\ncode = \"no-x\"\nmessage.en = \"x is forbidden\"\nmessage.zh = \"不能有 x\"\n"
                    + "forbidden_words = { field = \"/a\", words = [\"x\"] }\n";
            Options options = new Options().rules(Collections.singletonList(rules)).packs(Collections.singletonList("tmall"));
            Report report = new Validator(schema, options).check(Collections.singletonMap("a", "x"));
            Check.same("no-x", report.findings().get(0).code());
            Check.same("不能有 x", report.findings().get(0).message("zh"));
            Options wrong = new Options().rules(Collections.singletonList("[[rule]]\ncode = \"a\"\n"));
            RulesException error = Check.fails(RulesException.class, () -> new Validator(schema, wrong));
            Check.is(!error.problems().isEmpty(), "it has problems");
        }
    }

    void testFailuresAreExceptions() {
        DocumentException document = Check.fails(DocumentException.class, () -> Schema.parse("<itemRule>\n  <field id='a'"));
        Check.same("document", document.errorClass());
        Check.same(2, document.line());
        Check.is(document.getMessage().contains("(2:"), document.getMessage());
        PlatformException platform = Check.fails(PlatformException.class, () -> Schema.parse(
                "{\"error_response\":{\"code\":27,\"msg\":\"Invalid session\",\"sub_code\":\"x\",\"request_id\":\"r\"}}"));
        Check.same("authorise 27 x r",
                platform.errorClass() + " " + platform.code() + " " + platform.subCode() + " " + platform.requestId());
        try (Schema schema = Schema.parse(XML)) {
            MappingException mapping =
                    Check.fails(MappingException.class, () -> Mapping.parse(schema, "[fields]\n\"/nothing\" = \"a\"\n"));
            Check.same("/nothing", Json.object(mapping.problems().get(0)).get("path"));
        }
    }

    void testExceptionsAreSerializable() throws Exception {
        DocumentException error = Check.fails(DocumentException.class, () -> Schema.parse("<"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(error);
        Object copy = new ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray())).readObject();
        Check.same(error.line(), ((TmallSchemaException) copy).line());
        Check.same(0, ((TmallSchemaException) copy).details().size());
    }

    void testClosing() {
        Schema schema = Schema.parse(XML);
        Validator validator = new Validator(schema);
        Mapping mapping = Mapping.parse(schema, "[fields]\n\"/a\" = \"name\"\n");
        schema.close();
        schema.close();
        Check.fails(IllegalStateException.class, schema::inspect);
        Check.fails(IllegalStateException.class, () -> validator.check("<itemParam/>"));
        Check.fails(IllegalStateException.class, () -> TmallSchema.diff(schema, schema));
        // A mapping does not need the schema.
        Check.same("x", mapping.fill(Collections.singletonMap("name", "x")).item().get("a"));
        Check.same("1.00", mapping.fill("{\"name\": 1.00}").item().get("a"));
        mapping.close();
        mapping.close();
        Check.fails(IllegalStateException.class, () -> mapping.fill("{}"));
        // Numbers that were never given out.
        byte[][] place = new byte[1][];
        Check.same(null, Native.call(Native.INSPECT, 987654321L, 0, new byte[0][], Native.NOTHING, place, null, null));
        Check.same("usage", Native.failure(place).errorClass());
        Check.same(null, Native.call(99, 0, 0, new byte[0][], Native.NOTHING, place, null, null));
        // A wrong array is a Java exception, not a crash.
        Check.fails(RuntimeException.class, () -> Native.call(Native.INSPECT, 1, 0, null, null, new byte[1][], null, null));
    }

    void testClosingWhileOthersWork() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 20; round++) {
            Schema schema = schema();
            Validator validator = new Validator(schema);
            List<Future<Integer>> work = new ArrayList<>();
            for (int at = 0; at < 4; at++) {
                work.add(threads.submit(() -> {
                    int done = 0;
                    try {
                        while (done < 1000) {
                            Check.is(!validator.check(item()).isValid(), "invalid");
                            done++;
                        }
                    } catch (IllegalStateException | UsageException closed) {
                        Check.is(closed.getMessage().contains("closed"), closed.getMessage());
                    }
                    return done;
                }));
            }
            Thread.sleep(5);
            schema.close();
            for (Future<Integer> one : work) {
                one.get();
            }
        }
        threads.shutdown();
    }

    void testForgottenHandlesAreClosed() throws Exception {
        for (int round = 0; round < 2000; round++) {
            Schema.parse(XML);
        }
        for (int round = 0; round < 50 && Handle.open() > 100; round++) {
            System.gc();
            Thread.sleep(20);
            Schema.parse(XML);
        }
        Check.is(Handle.open() <= 100, Handle.open() + " handles are open");
    }

    void testDiff() {
        try (Schema old = Schema.parse(XML); Schema none = Schema.parse("<itemRule/>")) {
            Changes changes = TmallSchema.diff(old, none);
            Check.same("breaking", changes.level());
            Change change = changes.changes().get(0);
            Check.same("field-removed /a", change.code() + " " + change.path());
            Check.same(null, change.after());
            Check.is(change.message("zh").contains("删除"), change.message("zh"));
            Check.same(null, TmallSchema.diff(old, old).level());
            Map<String, Object> impact = TmallSchema.impact(old, none, Arrays.asList(Item.of("{\"a\":\"x\"}")), null);
            Check.same(1, Json.list(impact.get("broken")).size() + Json.list(impact.get("fixed")).size());
        }
    }

    void testJson() {
        for (String text : new String[] {"{\"a\":[1,-2.50,1E+400,true,false,null,\"\\u0001\\\"\\\\é😀\\n\"],\"b\":{},\"c\":[]}", "\"\"", "0", "12345678901234567890"}) {
            Check.same(text, Json.write(Json.parse(text)));
        }
        Check.same("/\b\f\r\té", Json.parse(" \"\\/\\b\\f\\r\\t\\u00e9\" "));
        Check.same(new BigDecimal("1.10"), Json.parse("1.10"));
        for (String wrong : new String[] {"", "{", "[1,]", "{\"a\"}", "{a:1}", "01", "1.", "-", "\"\\x\"", "\"\\u12g4\"", "\"a", "tru", "1 2", "\"\n\"", "1e99999999999"}) {
            Check.fails(IllegalArgumentException.class, () -> Json.parse(wrong));
        }
        StringBuilder deep = new StringBuilder();
        for (int at = 0; at < 100_000; at++) {
            deep.append('[');
        }
        Check.fails(IllegalArgumentException.class, () -> Json.parse(deep.toString()));
        Check.fails(IllegalArgumentException.class, () -> Json.write(Double.NaN));
        Map<String, Object> round = new HashMap<>();
        round.put("itself", round);
        Check.fails(IllegalArgumentException.class, () -> Json.write(round));
    }

    void testExplain() {
        Map<String, Object> entry = Json.object(TmallSchema.explain("max-length", new Options().lang("zh")).get(0));
        Check.is(entry.get("title").toString().contains("长"), entry.toString());
        Check.is(TmallSchema.explain("", null).size() > 50, "all codes");
        Check.fails(TmallSchemaException.class, () -> TmallSchema.explain("no-such-code", null));
    }

    void testNothingIsLeftOfTheLibrary() {
        Schema.parse(XML).close();
        File[] left = new File(System.getProperty("java.io.tmpdir")).listFiles((folder, name) -> name.startsWith("tmallschema-"));
        Check.same(0, left.length);
        Check.is(Library.platform().matches("[a-z0-9]+-[a-z0-9_]+"), Library.platform());
    }
}
