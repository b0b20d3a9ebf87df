package tmallschema.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import tmallschema.Options;
import tmallschema.Report;
import tmallschema.Schema;
import tmallschema.Validator;

/**
 * The fields of a schema by their ids, in the order of the schema. They are validated by {@link #check()}, whose findings have
 * positions in what {@link #write()} gives.
 */
public final class FieldMap extends LinkedHashMap<String, Field> {
    private static final long serialVersionUID = 1L;

    private final transient Schema schema;

    FieldMap(Schema schema) {
        this.schema = schema;
        for (Object one : Form.list(schema.inspect().get("fields"))) {
            Field field = Field.of(one);
            put(field.getId(), field);
        }
    }

    /**
     * The schema that was read.
     *
     * @return the schema; it need not be closed
     */
    public Schema schema() {
        return schema;
    }

    /**
     * Validates the values of these fields under the schema that was read.
     *
     * @return what was found
     */
    public Report check() {
        return check(null);
    }

    /**
     * Validates the values of these fields under the schema that was read, with options.
     *
     * @param options those of {@link tmallschema.Validator}; or null
     * @return what was found
     */
    public Report check(Options options) {
        return new Validator(schema, options).check(write());
    }

    /**
     * The values of these fields as XML.
     *
     * @return an {@code itemParam}
     */
    public String write() {
        return SchemaWriter.writeParamXmlString(new ArrayList<>(values()));
    }

    /**
     * The field of a path, such as that of a finding.
     *
     * @param path a JSON Pointer
     * @return the field, one inside another too; null if there is none
     */
    public Field find(String path) {
        Map<String, Field> fields = this;
        Field found = null;
        for (String part : path.split("/")) {
            if (part.isEmpty()) {
                continue;
            }
            Field inside = fields.get(part.replace("~1", "/").replace("~0", "~"));
            // The number of a value or a row is no field.
            if (inside == null && found != null && part.chars().allMatch(Character::isDigit)) {
                continue;
            }
            found = inside;
            fields = found instanceof ContainerField ? ((ContainerField) found).getFieldMap() : new LinkedHashMap<>();
            if (found == null) {
                return null;
            }
        }
        return found;
    }
}
