package tmallschema;

import java.util.Map;

/** A document cannot be read or written. */
public final class DocumentException extends TmallSchemaException {
    private static final long serialVersionUID = 1L;

    DocumentException(String message, Map<String, Object> details) {
        super(message, details);
    }
}
