package tmallschema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An item: XML, an API response that contains it, or its JSON form. */
public final class Item {
    private final byte[] bytes;
    private final boolean form;

    private Item(byte[] bytes, boolean form) {
        this.bytes = bytes;
        this.form = form;
    }

    /**
     * An item as text.
     *
     * @param text XML or JSON
     * @return the item
     */
    public static Item of(String text) {
        return new Item(Text.document(text), false);
    }

    /**
     * An item as bytes in any supported encoding.
     *
     * @param bytes XML or JSON, which is not copied and must not change
     * @return the item
     */
    public static Item of(byte[] bytes) {
        return new Item(bytes, false);
    }

    /**
     * An item of a file.
     *
     * @param file the file
     * @return the item
     * @throws IOException if the file cannot be read
     */
    public static Item of(Path file) throws IOException {
        return new Item(Files.readAllBytes(file), false);
    }

    /**
     * An item in its JSON form: texts, maps and lists by the ids of the fields. Findings then have no positions.
     *
     * @param form the form, which is copied
     * @return the item
     */
    public static Item of(Map<String, ?> form) {
        return new Item(Text.utf8(Json.write(form)), true);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether it was an object, so that positions would say nothing. */
    boolean isForm() {
        return form;
    }
}
