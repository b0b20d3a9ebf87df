package tmallschema;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** House rules are wrong. */
public final class RulesException extends TmallSchemaException {
    private static final long serialVersionUID = 1L;

    RulesException(String message, Map<String, Object> details) {
        super(message, details);
    }

    /**
     * All mistakes of the rules.
     *
     * @return objects as the JSON contract describes them: {@code rules}, the number of the text, {@code message}, {@code line} and {@code column}
     */
    public List<Object> problems() {
        Object problems = details().get("problems");
        return problems == null ? Collections.emptyList() : Json.list(problems);
    }
}
