package tmallschema;

import java.util.Map;

/** A bug of tmall-schema: please report it. Nothing else is affected; handles stay usable. */
public final class InternalException extends TmallSchemaException {
    private static final long serialVersionUID = 1L;

    InternalException(String message, Map<String, Object> details) {
        super(message, details);
    }
}
