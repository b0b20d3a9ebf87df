package tmallschema;

import java.util.Map;

/** Options or arguments are wrong. */
public final class UsageException extends TmallSchemaException {
    private static final long serialVersionUID = 1L;

    UsageException(String message, Map<String, Object> details) {
        super(message, details);
    }
}
