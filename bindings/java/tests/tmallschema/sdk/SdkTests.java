package tmallschema.sdk;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tmallschema.DocumentException;
import tmallschema.Finding;
import tmallschema.Report;
import tmallschema.Schema;
import tmallschema.TmallSchema;

/** The familiar shape over the demo documents, and over every schema of the folder. */
public final class SdkTests {
    private final Path repository;

    public SdkTests(Path repository) {
        this.repository = repository;
    }

    private static void same(Object wanted, Object found) {
        if (!Objects.equals(wanted, found)) {
            throw new AssertionError("\n  wanted " + wanted + "\n  found  " + found);
        }
    }

    private FieldMap demo() throws Exception {
        return SchemaReader.readXmlForMap(repository.resolve("fixtures/demo/schema.xml").toFile());
    }

    void testReading() throws Exception {
        FieldMap fields = demo();
        InputField title = (InputField) fields.get("title");
        same("商品标题", title.getName());
        same(FieldTypeEnum.INPUT, title.getType());
        same("byte", title.getRuleByName("maxLengthRule").getUnit());
        same(true, title.getRuleByName("maxLengthRule").isValueIntervalInclude());
        same(null, title.getValue());
        SingleCheckField brand = (SingleCheckField) fields.get("prop_20000");
        same("Morrow & Vale", brand.getOptions().get(2).getDisplayName());
        DependGroup group = fields.get("in_prop_20000").getRuleByName("disableRule").getDependGroup();
        same("prop_20000 != -1", group.getDependExpressList().get(0).getFieldId() + " "
                + group.getDependExpressList().get(0).getSymbol() + " " + group.getDependExpressList().get(0).getValue());
        same("0", ((SingleCheckField) fields.get("item_status")).getDefaultValue());
        same("sys_infos", ((LabelField) fields.get("infos")).getLabelGroup().getLabelGroupList().get(0).getName());
        same("[infos, title]", fields.keySet().stream().limit(2).collect(java.util.stream.Collectors.toList()).toString());
        same("input sku_price", fields.find("/sku/0/sku_price").toString());
        same(null, fields.find("/nothing/at/all"));
    }

    void testAnItemIsRead() throws Exception {
        String xml = new String(Files.readAllBytes(repository.resolve("fixtures/demo/item.xml")), StandardCharsets.UTF_8);
        Map<String, Field> item = SchemaReader.readXmlForMap(xml);
        same("青禾", ((SingleCheckField) item.get("prop_20000")).getValue().getValue());
        same(Arrays.asList("410132580"), ((MultiCheckField) item.get("seller_cids")).getStringValues());
        // What is read is written again with the same values.
        Map<String, Field> again = SchemaReader.readXmlForMap(SchemaWriter.writeParamXmlString(new java.util.ArrayList<>(item.values())));
        same(item.keySet(), again.keySet());
        for (String id : item.keySet()) {
            same(item.get(id).held(), again.get(id).held());
        }
    }

    void testWriting() {
        InputField title = (InputField) SchemaFactory.createField(FieldTypeEnum.INPUT);
        title.setId("title");
        title.setName("标题");
        title.setValue("a < b & 😀");
        MultiComplexField sku = new MultiComplexField();
        sku.setId("sku");
        ComplexValue row = sku.addComplexValue();
        row.setInputFieldValue("price", "1.00");
        row.setMultiCheckFieldValues("tags", Arrays.asList(new Value("1"), new Value("2")));
        row.setSingleCheckFieldValue("colour", new Value("3"));
        same("1.00", row.getInputFieldValue("price"));
        same("3", row.getSingleCheckFieldValue("colour").getValue());
        same("3", row.getStringValue("colour"));
        same(null, row.getComplexFieldValue("price"));
        SingleCheckField none = new SingleCheckField();
        none.setId("none");
        String xml = SchemaWriter.writeParamXmlString(Arrays.asList(title, sku, none));
        same("<itemParam><field id=\"title\" name=\"标题\" type=\"input\"><value>a &lt; b &amp; 😀</value></field>"
                + "<field id=\"sku\" type=\"multiComplex\"><complex-values><field id=\"price\" type=\"input\"><value>1.00</value></field>"
                + "<field id=\"tags\" type=\"multiCheck\"><values><value>1</value><value>2</value></values></field>"
                + "<field id=\"colour\" type=\"singleCheck\"><value>3</value></field></complex-values></field>"
                + "<field id=\"none\" type=\"singleCheck\"><value/></field></itemParam>", xml);
        same("<itemParam/>", SchemaWriter.writeParamXmlString(SchemaFactory.createEmptyFieldList()));
        try {
            SchemaWriter.writeParamXmlString(Arrays.asList(new InputField()));
            throw new AssertionError("a field without an id was written");
        } catch (IllegalArgumentException wanted) {
            same("a field of type input has no id", wanted.getMessage());
        }
    }

    void testChecking() throws Exception {
        FieldMap fields = demo();
        ((InputField) fields.get("title")).setValue("青禾 2026 秋季新款 纯棉 长袖 衬衫 男 宽松 休闲 百搭 白色 条纹 抗皱 免烫 经典");
        Report report = fields.check();
        Finding found = report.findings().stream().filter(one -> one.code().equals("max-length")).findFirst().get();
        same(fields.get("title"), fields.find(found.path()));
        same(1, found.line());
        if (found.column() <= 1 || !fields.write().substring(found.column() - 1).startsWith("<value>青禾")) {
            throw new AssertionError(found.column() + " in " + fields.write());
        }
        try {
            SchemaReader.readXmlForMap("<itemRule>\n <field id=\"a\"/>\n <field");
            throw new AssertionError("half a document was read");
        } catch (DocumentException wanted) {
            same(2, wanted.line());
        }
    }

    /** Written rules are the same schema: nothing changes, whatever the schema. */
    void testRulesAreWrittenWhole() throws Exception {
        int count = 0;
        List<File> all = new java.util.ArrayList<>();
        all.add(repository.resolve("fixtures/demo/schema.xml").toFile());
        for (File file : repository.resolve("fixtures/diff-demo/today").toFile().listFiles()) {
            all.add(file);
        }
        for (File file : all) {
            List<Field> fields = SchemaReader.readXmlForList(file);
            String xml = SchemaWriter.writeRuleXmlString(fields);
            try (Schema before = Schema.parse(file.toPath()); Schema after = Schema.parse(xml)) {
                same(file + " []", file + " " + TmallSchema.diff(before, after).changes());
            }
            same(xml, SchemaWriter.writeRuleXmlString(SchemaReader.readXmlForList(xml)));
            count++;
        }
        if (count < 3) {
            throw new AssertionError("only " + count + " schemas");
        }
    }
}
