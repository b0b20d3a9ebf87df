package tmallschema.sdk;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tmallschema.Schema;

/** Reads a schema, or an item, to fields. */
public final class SchemaReader {
    private SchemaReader() {}

    /**
     * Reads the fields by their ids.
     *
     * @param xml a schema or an item as XML, or an API response that contains it
     * @return the fields, which can be validated
     * @throws tmallschema.TmallSchemaException if it cannot be read; it has the line and the column
     */
    public static FieldMap readXmlForMap(String xml) {
        return new FieldMap(Schema.parse(xml));
    }

    /**
     * Reads the fields of a file by their ids, in any supported encoding.
     *
     * @param file the file
     * @return the fields, which can be validated
     * @throws IOException if the file cannot be read
     */
    public static FieldMap readXmlForMap(File file) throws IOException {
        return new FieldMap(Schema.parse(file.toPath()));
    }

    /**
     * Reads the fields as a list.
     *
     * @param xml a schema or an item as XML, or an API response that contains it
     * @return the fields in their order
     * @throws tmallschema.TmallSchemaException if it cannot be read; it has the line and the column
     */
    public static List<Field> readXmlForList(String xml) {
        return new ArrayList<>(readXmlForMap(xml).values());
    }

    /**
     * Reads the fields of a file as a list, in any supported encoding.
     *
     * @param file the file
     * @return the fields in their order
     * @throws IOException if the file cannot be read
     */
    public static List<Field> readXmlForList(File file) throws IOException {
        return new ArrayList<>(readXmlForMap(file).values());
    }
}
