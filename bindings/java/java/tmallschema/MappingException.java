package tmallschema;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A mapping is wrong, or does not fit the schema. */
public final class MappingException extends TmallSchemaException {
    private static final long serialVersionUID = 1L;

    MappingException(String message, Map<String, Object> details) {
        super(message, details);
    }

    /**
     * All problems of the mapping.
     *
     * @return objects as the JSON contract describes them: {@code code}, {@code path}, {@code message} and more
     */
    public List<Object> problems() {
        Object problems = details().get("problems");
        return problems == null ? Collections.emptyList() : Json.list(problems);
    }
}
